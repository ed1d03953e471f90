import path from 'node:path';
import type { RunFolder } from '../orchestrator/run-folder.js';

/** Where the derived summary of a run lies; it can be made anew from the journal at any time. */
export function summaryFile(folder: RunFolder): string {
  return path.join(folder.dir, 'summary.json');
}
