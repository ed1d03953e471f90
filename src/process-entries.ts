import path from 'node:path';
import { PACKAGE_ROOT } from './package-root.js';

/** Modules of the child processes, as the build leaves them. */
function entry(name: string, room = 'worker'): string {
  return path.join(PACKAGE_ROOT, 'dist', 'src', room, name);
}

/** The process that measures. */
export const WORKER_ENTRY = entry('main.js');

/** The process that says what benchmarks a file of the user's holds. */
export const DESCRIBE_ENTRY = entry('describe.js');

/** The process that runs one iteration of such a benchmark and shows everything of it. */
export const TRY_ENTRY = entry('try.js');

/** The process that judges the answers of graded benchmarks. */
export const GRADER_ENTRY = entry('main.js', 'grader');

/** The process that asks a judge. */
export const ASK_ENTRY = entry('ask-questions.js');
