import type { RunFolder } from '../orchestrator/run-folder.js';
import { runReport } from '../report/html/run-report.js';
import { originOf } from './import-mark.js';
import { reportDrawnRun } from './report-run.js';

/** A run as one HTML document, with where it comes from if it was imported. */
export async function runPage(folder: RunFolder): Promise<string> {
  const { primaryMetrics, ...run } = await reportDrawnRun(folder);
  const origin = await originOf(folder);
  return runReport(run, { primaryMetrics, ...(origin === undefined ? {} : { origin }) });
}
