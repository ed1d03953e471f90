import { formatSummary } from '../report/format-table.js';
import { primaryMetricsIn } from './primary-metrics.js';
import type { ReportedRun } from './report-run.js';
import { colorOf, widthOf } from './terminal.js';

/** The summary table as a stream can show it. */
export function summaryText({ record, summary }: ReportedRun, stream: NodeJS.WriteStream): string {
  return formatSummary(summary, {
    width: widthOf(stream),
    color: colorOf(stream),
    primaryMetrics: primaryMetricsIn([record]),
  });
}
