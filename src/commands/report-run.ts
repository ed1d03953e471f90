import { keepCharts, keepSummary, sealedCharts, sealedSummary } from '../history/kept-summary.js';
import { readDigestedRun, type DigestedRun } from '../journal/load-run.js';
import type { RunRecord } from '../journal/run-record.js';
import type { RunFolder } from '../orchestrator/run-folder.js';
import type { PrimaryMetrics } from '../report/headline.js';
import type { DrawnRun } from '../report/html/run-report.js';
import type { RunSummary } from '../report/run-summary.js';

/** A run read from its journal, and its summary. */
export interface ReportedRun {
  readonly record: RunRecord;
  readonly summary: RunSummary;
}

/**
 * Reads a run that is not going on and sums it up. The summary is kept beside the journal, for lists of many runs and for the
 * next report: it is computed again only when the journal, this program or the kept file is another.
 */
export async function reportRun(folder: RunFolder): Promise<ReportedRun> {
  const run = await readDigestedRun(folder.journalDir);
  const kept = await sealedSummary(folder, run.contentDigest);
  return kept === undefined ? computeReport(folder, run) : { record: run.record, summary: kept };
}

/** A run with all that is drawn of it, and the metrics by which its benchmarks are judged. */
interface JudgedRun extends DrawnRun {
  readonly primaryMetrics: PrimaryMetrics;
}

/** The same with what its charts show, which is kept too, and the metrics by which its benchmarks are judged. */
export async function reportDrawnRun(folder: RunFolder): Promise<JudgedRun> {
  const run = await readDigestedRun(folder.journalDir);
  const { record, contentDigest } = run;
  const { primaryMetricsIn } = await import('./primary-metrics.js');
  const { primaryOf } = await import('../report/html/chart-values.js');
  const primaryMetrics = primaryMetricsIn([record]);
  const charts = await sealedCharts(folder, { contentDigest, primary: primaryOf(record, primaryMetrics) });
  const summary = charts === undefined ? undefined : await sealedSummary(folder, contentDigest);
  if (charts === undefined || summary === undefined) return computeReport(folder, run);
  return { record, summary, charts, primaryMetrics };
}

/**
 * Loaded only when there is something to compute: what it takes is a good part of a report's start. The charts are computed
 * with the summary, because both take every sample to be parsed.
 */
async function computeReport(folder: RunFolder, { record, contentDigest }: DigestedRun): Promise<JudgedRun> {
  const { computeIntervals } = await import('../report/intervals.js');
  const { chartsOf, readCases } = await import('../report/case-reading.js');
  const { summariseRun } = await import('../report/run-summary.js');
  const { primaryMetricsIn } = await import('./primary-metrics.js');
  const primaryMetrics = primaryMetricsIn([record]);
  const readings = readCases(record, primaryMetrics);
  const charts = chartsOf(record, readings, primaryMetrics);
  const summary = summariseRun(record, await computeIntervals(readings, record.meta.plan.seed), readings);
  return {
    record,
    summary: await keepSummary(folder, { contentDigest, summary }),
    charts: await keepCharts(folder, { contentDigest, charts }),
    primaryMetrics,
  };
}
