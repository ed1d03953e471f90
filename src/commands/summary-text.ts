import { BENCHMARKS } from '../../benchmarks/registry.js';
import { formatSummary } from '../report/format-table.js';
import type { ReportedRun } from './report-run.js';
import { colorOf, widthOf } from './terminal.js';

/** The summary table as a stream can show it. */
export function summaryText({ summary }: ReportedRun, stream: NodeJS.WriteStream): string {
  const primaryMetrics = (name: string): readonly string[] =>
    BENCHMARKS.find((benchmark) => benchmark.name === name)?.primaryMetrics ?? [];
  return formatSummary(summary, { width: widthOf(stream), color: colorOf(stream), primaryMetrics });
}
