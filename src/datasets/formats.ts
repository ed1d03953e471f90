import { BFCL } from './bfcl-format.js';
import type { DatasetFormat } from './dataset-format.js';
import { EVALPLUS } from './evalplus-format.js';
import { HUMANEVAL } from './humaneval-format.js';
import { MBPP } from './mbpp-format.js';
import { MULTIPL_E } from './multipl-e-format.js';
import { OPENAI_EVALS } from './openai-evals-format.js';
import { PROMPTS } from './prompts-format.js';

/** Every format, the more particular ones first: the first that knows a record reads the file. */
export const FORMATS: readonly DatasetFormat[] = [EVALPLUS, HUMANEVAL, MBPP, MULTIPL_E, BFCL, OPENAI_EVALS, PROMPTS];
