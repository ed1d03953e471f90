import picocolors from 'picocolors';
import { BUDGET_REASON, SATURATED_REASON } from '../journal/records.js';
import { type AlikeCases, alikeCases, describeAlike } from './alike-cases.js';
import type { CaseStatus, CaseSummary } from './case-summary.js';
import type { RunSummary } from './run-summary.js';
import { wrapText } from './wrap-text.js';

interface NoteOptions {
  readonly width: number;
  readonly color: boolean;
}

const STATUS_WORDS: Readonly<Record<Exclude<CaseStatus, 'completed' | 'planned'>, string>> = {
  started: 'cut off',
  failed: 'failed',
  'timed-out': 'timed out',
  skipped: 'skipped',
  interrupted: 'interrupted',
  damaged: 'damaged',
};

/** Cases without a whole result, each with its reason, then the warnings with their remedies. */
export function formatNotes({ cases, warnings, targets }: RunSummary, { width, color }: NoteOptions): string[] {
  const colors = picocolors.createColors(color);
  const paint = (lines: string[], mark: (line: string) => string): string[] =>
    lines.map((line, index) => (index === 0 ? mark(line) : line));
  return [
    ...alikeCases(cases).flatMap((each) =>
      paint(caseLines(each, { width, withTarget: targets.length > 1 }), colors.red),
    ),
    ...paint(unbegunLines(cases, width), colors.yellow),
    ...warnings.flatMap(({ message, remedy }) => [
      ...paint(wrapText(`! ${message}`, { width, indent: '  ' }), colors.yellow),
      ...wrapText(`→ ${remedy}`, { width: Math.max(1, width - 2), indent: '  ' }).map((line) => `  ${line}`),
    ]),
  ];
}

function caseLines(
  alike: AlikeCases,
  { width, withTarget }: { readonly width: number; readonly withTarget: boolean },
): string[] {
  const { status, reason, benchmark, target } = alike.subject;
  if (status === 'completed' || status === 'planned') return [];
  // A warning counts these together, and a finding names these as what they are: the end of a sweep.
  if (reason?.code === BUDGET_REASON || reason?.code === SATURATED_REASON) return [];
  const name = [benchmark, describeAlike(alike), ...(withTarget ? [`on ${target}`] : [])]
    .filter((part) => part !== '')
    .join(' ');
  const sentence = [
    `✗ ${name} ${STATUS_WORDS[status]}${reason === undefined ? '.' : `: ${reason.message}`}`,
    reason?.hint ?? '',
  ];
  return wrapText(sentence.join(' '), { width, indent: '  ' });
}

/** Cases that were never begun have no reason of their own, so that counting them is enough. */
function unbegunLines(cases: readonly CaseSummary[], width: number): string[] {
  const count = cases.filter(({ status }) => status === 'planned').length;
  return count === 0
    ? []
    : wrapText(`… ${count} ${count === 1 ? 'case was' : 'cases were'} not begun.`, { width, indent: '  ' });
}
