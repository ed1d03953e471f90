import type { CodeItem } from '../../../src/grading/code/code-item.js';
import { JAVASCRIPT_CHANGE } from './javascript-change.js';
import { JAVASCRIPT_DATA } from './javascript-data.js';
import { JAVASCRIPT_TEXT } from './javascript-text.js';
import { PYTHON_CHANGE } from './python-change.js';
import { PYTHON_DATA } from './python-data.js';
import { PYTHON_TEXT } from './python-text.js';
import { TYPESCRIPT_CHANGE } from './typescript-change.js';
import { TYPESCRIPT_DATA } from './typescript-data.js';
import { TYPESCRIPT_TEXT } from './typescript-text.js';

/** Every code task, the languages one after the other. */
export const CODE_ITEMS: readonly CodeItem[] = [
  ...JAVASCRIPT_TEXT,
  ...JAVASCRIPT_DATA,
  ...JAVASCRIPT_CHANGE,
  ...TYPESCRIPT_TEXT,
  ...TYPESCRIPT_DATA,
  ...TYPESCRIPT_CHANGE,
  ...PYTHON_TEXT,
  ...PYTHON_DATA,
  ...PYTHON_CHANGE,
];
