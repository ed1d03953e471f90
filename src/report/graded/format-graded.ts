import { drawTable } from '../draw-table.js';
import type { Column } from '../fit-columns.js';
import { formatBeside, formatDuration, formatShare } from '../format-value.js';
import { plainLine, wrapText } from '../wrap-text.js';
import type { GradedSummary, Rate } from './graded-summary.js';

/** Stands where there is no such number. */
const ABSENT = '–';

/** Every column, from left to right; ranks as in the table of cases. */
export const GRADED_COLUMNS: readonly Column<GradedSummary>[] = [
  { head: 'Graded', align: 'left', rank: 100, cell: nameOf },
  { head: 'n', align: 'right', rank: 70, cell: countOf },
  { head: 'Pass [95 %]', align: 'left', rank: 90, cell: ({ passRate }) => rateCell(passRate) },
  { head: 'lenient', align: 'right', rank: 40, cell: ({ lenientRate }) => shareCell(lenientRate?.value) },
  { head: 'score', align: 'right', rank: 9, cell: ({ meanScore }) => shareCell(meanScore) },
  { head: 'malf', align: 'right', rank: 30, cell: (row) => kindCell(row, ['malformed']) },
  { head: 'unparsed', align: 'right', rank: 25, cell: ({ unparsedRate }) => shareCell(unparsedRate) },
  { head: 'trunc', align: 'right', rank: 35, cell: (row) => kindCell(row, ['truncated', 'limit']) },
  { head: 'empty', align: 'right', rank: 20, cell: (row) => kindCell(row, ['empty']) },
  { head: 'tokens', align: 'right', rank: 8, cell: ({ medianTokens }) => countCell(medianTokens) },
  { head: 'of whole', align: 'right', rank: 6, cell: ({ completedRate }) => shareCell(completedRate) },
  { head: 'time', align: 'right', rank: 7, cell: ({ medianMs }) => timeCell(medianMs) },
  { head: 'right tok/s', align: 'right', rank: 50, cell: ({ correctTps }) => rateOfTokens(correctTps) },
  { head: 'to a pass', align: 'right', rank: 45, cell: ({ timeToPass }) => timeCell(timeToPass) },
];

/** Whether anything was asked at all. */
export function hasResult({ answers }: GradedSummary): boolean {
  return answers.outstanding < answers.planned;
}

/** The graded benchmarks of a target as a table, and below it what the table has no room for. */
export function gradedLines(
  graded: readonly GradedSummary[],
  options: { readonly width: number; readonly color: boolean; readonly gap: boolean },
): string[] {
  if (graded.length === 0) return [];
  const notes = graded
    .flatMap((each) => gradedNotes(each))
    .flatMap((note) => wrapText(note, { width: options.width, indent: '  ' }));
  return [...(options.gap ? [''] : []), ...drawTable(GRADED_COLUMNS, graded, options), ...notes];
}

/** What a row of the table has no room for, in sentences. */
export function gradedNotes(graded: GradedSummary): string[] {
  const notes = [
    ...cutNote(graded),
    ...passAtNote(graded),
    ...funnelNote(graded),
    ...explanationNote(graded),
    ...absenceNote(graded),
  ];
  return notes.map((note) => `${titleOf(graded)}: ${note}`);
}

/** A benchmark and the way of asking, on one line. */
export function titleOf({ benchmark, mode }: Pick<GradedSummary, 'benchmark' | 'mode'>): string {
  return plainLine(mode === undefined ? benchmark : `${benchmark} ${mode}`);
}

/** From here on the limit, not the model, decides the rate. */
const MANY_CUT = 0.1;

function cutNote({ verdicts, answers: { passed, failed } }: GradedSummary): string[] {
  const cut = (verdicts.truncated ?? 0) / Math.max(1, passed + failed);
  if (cut < MANY_CUT) return [];
  return [
    `${formatShare(cut)} of the answers were cut off at their limit; a model that thinks first needs room: --answer-room 4096.`,
  ];
}

function passAtNote({ passAt }: GradedSummary): string[] {
  if (passAt.length === 0) return [];
  const texts = passAt.map(({ k, passAtK, passAllK }) =>
    k === 1
      ? `pass@1 ${formatShare(passAtK)}`
      : `pass@${k} ${formatShare(passAtK)}, pass^${k} ${formatShare(passAllK)}`,
  );
  return [`${texts.join(' · ')}.`];
}

/** Where the answers were lost, stage by stage. */
function funnelNote({ funnel }: GradedSummary): string[] {
  if (funnel.length === 0) return [];
  return [`${funnel.map(({ stage, reached }) => `${stage} ${reached}`).join(' → ')}.`];
}

/** What stands beside the headline of explanations: facts said, and what came of trying the explained functions. */
function explanationNote({ counts }: GradedSummary): string[] {
  const { facts, factsFound = 0, falseClaims = 0 } = counts;
  if (facts === undefined) return [];
  const { predictions = 0, predictionsRight = 0, roundTrips = 0, roundTripsPassed = 0 } = counts;
  const parts = [
    `${factsFound} of ${facts} key facts said`,
    `${falseClaims} false claims`,
    ...(predictions === 0 ? [] : [`${predictionsRight} of ${predictions} results predicted`]),
    ...(roundTrips === 0 ? [] : [`${roundTripsPassed} of ${roundTrips} functions written anew work`]),
  ];
  return [`${parts.join(' · ')}.`];
}

/** More reasons than these are in the cases themselves: `inspect` shows them. */
const NAMED_REASONS = 2;

/** What is missing from the rate, and why. */
function absenceNote({
  answers: { planned, passed, failed, invalid, skipped, errors, outstanding },
  reasons,
  sandboxes,
}: GradedSummary): string[] {
  const missing = [
    ...(outstanding === 0 ? [] : [`${outstanding} not run`]),
    ...(errors === 0 ? [] : [`${errors} without an answer`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
    ...(invalid === 0 ? [] : [`${invalid} invalid, which is the harness's own fault`]),
  ];
  return [
    ...(missing.length === 0
      ? []
      : [
          `partial, ${passed + failed} of ${planned} answers are in the rate: ${missing.join(', ')}.${reasons
            .slice(0, NAMED_REASONS)
            .map((reason) => ` ${reason}`)
            .join('')}`,
        ]),
    ...(sandboxes.length === 0 ? [] : [`programs ran in sandbox ${sandboxes.join(', ')}.`]),
  ];
}

function nameOf({ benchmark, mode, samples }: GradedSummary): string {
  const details = [...(mode === undefined ? [] : [mode]), ...(samples === 1 ? [] : [`${samples} samples`])];
  return [benchmark, ...(details.length === 0 ? [] : [details.join(' · ')])].map(plainLine).join('\n');
}

function countOf({ answers: { passed, failed, planned } }: GradedSummary): string {
  return passed + failed === planned ? String(planned) : `${passed + failed}/${planned}`;
}

function rateCell(rate: Rate | undefined): string {
  if (rate === undefined) return ABSENT;
  return `${formatShare(rate.value)}\n${formatShare(rate.low)} – ${formatShare(rate.high)}`;
}

function shareCell(share: number | undefined): string {
  return share === undefined ? ABSENT : formatShare(share);
}

function kindCell({ verdicts, answers }: GradedSummary, kinds: readonly (keyof GradedSummary['verdicts'])[]): string {
  const judged = answers.passed + answers.failed;
  if (judged === 0) return ABSENT;
  return formatShare(kinds.reduce((sum, kind) => sum + (verdicts[kind] ?? 0), 0) / judged);
}

function countCell(count: number | undefined): string {
  return count === undefined ? ABSENT : String(Math.round(count));
}

function rateOfTokens(rate: number | undefined): string {
  return rate === undefined ? ABSENT : formatBeside(rate, rate, 'tok/s');
}

function timeCell(ms: number | undefined): string {
  return ms === undefined ? ABSENT : formatDuration(ms);
}
