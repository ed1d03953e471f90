import type { RunRecord } from '../../journal/run-record.js';
import type { PrimaryMetrics } from '../headline.js';
import type { RunSummary } from '../run-summary.js';
import { isMeasuring } from '../case-summary.js';
import { hasResult } from '../graded/format-graded.js';
import { gradedDefinitions } from './graded-definitions.js';
import { gradedSection } from './graded-section.js';
import { caseSections } from './case-section.js';
import type { RunCharts } from './chart-values.js';
import { curveSection } from './curve-section.js';
import { definitionsSection, metricsOfCases } from './definitions.js';
import { environmentSection } from './environment-section.js';
import { findingsSection } from './findings-section.js';
import { notesSection } from './notes-section.js';
import { htmlPage } from './page.js';
import { tableSection } from './table-section.js';
import { headlineCards, verdictSection } from './verdict-section.js';

/** A run, and what was made of its samples: a page is drawn without any of them. */
export interface DrawnRun {
  readonly record: RunRecord;
  readonly summary: RunSummary;
  readonly charts: RunCharts;
}

/** How to tell of a run. */
export interface ReportOptions {
  readonly primaryMetrics: PrimaryMetrics;
  /** Where the run comes from, when that is not this machine; shown under the title. */
  readonly origin?: string;
}

/**
 * A run as one HTML document that needs nothing else: no network, no other file. What it says comes first, then what to
 * beware of, then the numbers, the charts, the machine and the definitions. The same run gives the same bytes.
 */
export function runReport(run: DrawnRun, { primaryMetrics, origin }: ReportOptions): string {
  const { record, summary } = run;
  const body = [
    verdictSection(summary, origin),
    headlineCards(summary, primaryMetrics),
    '<main>',
    findingsSection(summary),
    notesSection(summary),
    gradedSection(summary),
    tableSection(summary, primaryMetrics),
    curveSection(summary.cases.filter(isMeasuring), primaryMetrics),
    caseSections(run, primaryMetrics),
    environmentSection(record, summary),
    definitionsSection(metricsOfCases(summary.cases), summary.graded.some(hasResult) ? gradedDefinitions() : []),
    '</main>',
  ];
  return htmlPage({ title: `Benchmark run ${summary.runId}`, body: body.filter((part) => part !== '').join('\n') });
}
