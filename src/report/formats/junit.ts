import type { CaseStatus, CaseSummary } from '../case-summary.js';
import { describeParameters } from '../describe-parameters.js';
import type { RunSummary } from '../run-summary.js';
import { xmlText } from './xml-text.js';

/** What a case is to a test report. */
type Verdict = 'passed' | 'failure' | 'error' | 'skipped';

/** A failed case failed; one whose result is missing through no answer of its own is an error; what never ran is skipped. */
const VERDICTS: Readonly<Record<CaseStatus, Verdict>> = {
  completed: 'passed',
  failed: 'failure',
  'timed-out': 'error',
  damaged: 'error',
  skipped: 'skipped',
  planned: 'skipped',
  started: 'skipped',
  interrupted: 'skipped',
};

/** What a report says of a case that has no reason of its own. */
const WITHOUT_REASON: Readonly<Record<CaseStatus, string>> = {
  completed: '',
  failed: 'The case failed.',
  'timed-out': 'The case took longer than it may.',
  damaged: 'The journal no longer holds every sample of the case.',
  skipped: 'The case was skipped.',
  planned: 'The case was not begun.',
  started: 'The run was cut off during the case.',
  interrupted: 'The run was stopped during the case.',
};

/**
 * A run as JUnit XML: one test suite per target, one test case per case. Numbers are properties of their case, in base
 * units, medians under the id of their metric.
 */
export function runToJunit(summary: RunSummary): string {
  const { runId, cases, targets } = summary;
  const suites = targets.flatMap(({ name }) => {
    const ofTarget = cases.filter((each) => each.target === name);
    return ofTarget.length === 0 ? [] : suiteLines(ofTarget, { name, timestamp: summary.createdAt });
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `acode benchmark ${runId}`, ...tally(cases), time: seconds(summary.durationMs) })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines(
  cases: readonly CaseSummary[],
  { name, timestamp }: { readonly name: string; readonly timestamp: string },
): string[] {
  const durationMs = cases.reduce((sum, each) => sum + (each.durationMs ?? 0), 0);
  const facts = { name, ...tally(cases), time: seconds(durationMs), timestamp };
  return [`  <testsuite${attributes(facts)}>`, ...cases.flatMap((each) => caseLines(each)), '  </testsuite>'];
}

function caseLines(subject: CaseSummary): string[] {
  const { benchmark, target, parameters, durationMs } = subject;
  const described = describeParameters(parameters);
  const facts = {
    classname: `${benchmark}.${target}`,
    name: described === '' ? benchmark : `${benchmark} ${described}`,
    time: seconds(durationMs ?? 0),
  };
  return [`    <testcase${attributes(facts)}>`, ...propertyLines(subject), ...verdictLines(subject), '    </testcase>'];
}

function propertyLines({ caseId, metrics, caseMetrics }: CaseSummary): string[] {
  const values: [string, string][] = [
    ['caseId', caseId],
    ...Object.entries(metrics).map(([id, { p50 }]): [string, string] => [id, String(p50)]),
    ...Object.entries(caseMetrics).map(([id, { value }]): [string, string] => [id, String(value)]),
  ];
  return [
    '      <properties>',
    ...values.map(([name, value]) => `        <property${attributes({ name, value })}/>`),
    '      </properties>',
  ];
}

/** A graded case that completed is what its verdicts say: any answer that did not pass fails it. */
function verdictOf(subject: CaseSummary): Verdict {
  const ofStatus = VERDICTS[subject.status];
  const kinds = (subject.verdicts ?? []).map(({ kind }) => kind);
  if (ofStatus !== 'passed' || kinds.every((kind) => kind === 'pass')) return ofStatus;
  if (kinds.includes('invalid')) return 'error';
  return kinds.every((kind) => kind === 'pass' || kind === 'skipped') ? 'skipped' : 'failure';
}

function verdictLines(subject: CaseSummary): string[] {
  const { status, reason } = subject;
  const verdict = verdictOf(subject);
  const judged = (subject.verdicts ?? []).find(({ kind }) => kind !== 'pass');
  const message = reason?.message ?? judged?.why ?? WITHOUT_REASON[status];
  switch (verdict) {
    case 'passed':
      return [];
    case 'skipped':
      return [`      <skipped${attributes({ message })}/>`];
    case 'failure':
    case 'error': {
      const body = [message, ...(reason?.hint === undefined ? [] : [reason.hint])].join('\n');
      return [
        `      <${verdict}${attributes({ type: reason?.code ?? judged?.kind ?? status, message })}>${xmlText(body)}</${verdict}>`,
      ];
    }
  }
}

function tally(cases: readonly CaseSummary[]): Record<string, string> {
  const count = (wanted: Verdict): string => String(cases.filter((each) => verdictOf(each) === wanted).length);
  return { tests: String(cases.length), failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(value)}"`)
    .join('');
}

function seconds(durationMs: number): string {
  return (durationMs / 1_000).toFixed(3);
}
