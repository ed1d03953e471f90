import { BFCL } from './bfcl-format.js';
import type { DatasetFormat } from './dataset-format.js';
import { OPENAI_EVALS } from './openai-evals-format.js';
import { PROMPTS } from './prompts-format.js';

/** Every format, the more particular ones first: the first that knows a record reads the file. */
export const FORMATS: readonly DatasetFormat[] = [BFCL, OPENAI_EVALS, PROMPTS];
