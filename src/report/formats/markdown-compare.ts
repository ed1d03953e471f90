import { describeCase } from '../describe-parameters.js';
import { formatValue } from '../format-value.js';
import { describeDifference } from '../compare/comparable.js';
import type { Ranking, RankingRow } from '../compare/compare-many.js';
import type { Comparison, ComparisonRow, PassRateRow } from '../compare/compare-runs.js';
import { type FrontName, frontNote, frontSentence, frontText, standingText } from '../compare/front-text.js';
import { letterOf, winnerText } from '../compare/winner-text.js';
import type { ParetoFront } from '../compare/pareto-front.js';
import { failedCasesSentences, failureSentence } from '../compare/failure-sentence.js';
import { passText } from '../compare/pass-text.js';
import { type UnmatchedCase, unmatchedText } from '../compare/unmatched-cases.js';
import { equalAnswersSentence } from '../compare/equal-answers.js';
import { pairNames } from '../compare/pair-front.js';
import type { Verdict } from '../compare/verdict.js';
import { groupedReasons, isTold, openNote } from '../compare/grouped-reasons.js';
import { overallSentence, unguardedNote } from '../compare/overall-sentence.js';
import { formatChange } from '../compare/verdict-sentence.js';
import { markdownText } from './markdown.js';

const MARKS: Readonly<Record<Verdict, string>> = {
  regressed: '🔴',
  improved: '🟢',
  unchanged: '⚪',
  inconclusive: '🟡',
};

/** A comparison as GitHub-flavoured Markdown: the verdict, what differs, a table, and the reasons of what got worse. */
export function comparisonToMarkdown(comparison: Comparison, front?: ParetoFront): string {
  const { verdict, before, after, differences, rows, passRates, failures, unmatched } = comparison;
  const reasons = rows.filter((row) => row.verdict === 'regressed');
  const note = unguardedNote(rows);
  const sections = [
    [`## ${MARKS[verdict]} Benchmark ${verdict}`, '', `${side(after)} against ${side(before)}`],
    [`**${overallSentence(comparison)}**`],
    differences.length === 0
      ? []
      : ['**What differs**', '', ...differences.map((each) => `- ${markdownText(describeDifference(each))}`)],
    rows.length === 0 ? ['Nothing could be compared.'] : rowTable(rows),
    passRates.length === 0 ? [] : passTable(passRates),
    comparison.answers === undefined ? [] : [equalAnswersSentence(comparison.answers)],
    front === undefined ? [] : frontTable(front, pairNames(comparison)),
    failures.map((row) => `- ${MARKS[row.verdict]} ${markdownText(failureSentence(row))}`),
    unmatched.length === 0 ? [] : [unmatchedLine(unmatched)],
    groupedReasons(reasons).map((reason) => `- ${markdownText(reason)}`),
    undecided(rows),
    note === undefined ? [] : [`<sub>${markdownText(note)}</sub>`],
  ];
  return joined(sections);
}

/** Why metrics are undecided, folded: what to do about it is there for whom it concerns. */
function undecided(rows: readonly ComparisonRow[]): string[] {
  const open = rows.filter((row) => row.verdict === 'inconclusive');
  const note = openNote(open);
  const reasons = [...groupedReasons(open.filter(isTold)), ...(note === undefined ? [] : [note])];
  if (reasons.length === 0) return [];
  const items = reasons.map((reason) => `- ${markdownText(reason)}`);
  return ['<details>', `<summary>Why ${open.length} inconclusive</summary>`, '', ...items, '', '</details>'];
}

/** Three and more sides as Markdown, with the winner of each metric. */
export function rankingToMarkdown({ sides, rows, front, failures }: Ranking): string {
  const names = sides.map((each, index) => `- **${letterOf(index)}** ${side(each)}`);
  const letters = sides.map((_, index) => letterOf(index));
  const table = [
    `| Case | Metric | ${letters.join(' | ')} | Winner |`,
    `| :--- | :--- | ${letters.map(() => '---:').join(' | ')} | :--- |`,
    ...rows.map(
      (row) =>
        `| ${[markdownText(describeCase(row)), markdownText(row.metric), ...medianCells(row), winnerText(row)].join(' | ')} |`,
    ),
  ];
  return joined([
    [`## Benchmark: ${sides.length} models compared`],
    names,
    table,
    ['<sub>= marks sides that are not shown to be worse than the best median.</sub>'],
    failedCasesSentences(failures, letters).map((sentence) => `- ${markdownText(sentence)}`),
    frontTable(
      front,
      sides.map(({ target }, index) => ({ short: letterOf(index), whole: `${letterOf(index)} (${target})` })),
    ),
  ]);
}

function frontTable(front: ParetoFront, names: readonly FrontName[]): string[] {
  const { axes, standings } = front;
  if (axes.length === 0) return [];
  return [
    `| All together | ${axes.join(' | ')} | |`,
    `| :--- | ${axes.map(() => '---:').join(' | ')} | :--- |`,
    ...standings.map((each, index) => {
      const cells = axes.map((axis) => standingText(each, axis));
      return `| ${[`**${names[index]?.short ?? ''}**`, ...cells, frontText(each, names)].join(' | ')} |`;
    }),
    '',
    `**${markdownText(frontSentence(front, names))}** <sub>${frontNote(front, names)}</sub>`,
  ];
}

function medianCells({ medians, unit }: RankingRow): string[] {
  return medians.map((value) => (value === undefined ? '–' : formatValue(value, unit)));
}

function rowTable(rows: readonly ComparisonRow[]): string[] {
  return [
    '| | Case | Metric | Before | After | Change \\[95 %\\] | Verdict |',
    '| :- | :--- | :--- | ---: | ---: | :--- | :--- |',
    ...rows.map((row) => {
      const { metric, unit, before, after, effect, verdict, needed } = row;
      const change =
        effect === undefined
          ? '–'
          : `${formatChange(effect.estimate)} \\[${formatChange(effect.low)}, ${formatChange(effect.high)}\\]`;
      const judged = needed === undefined ? verdict : `${verdict} (need n ≥ ${needed})`;
      const medians = [before, after].map(({ median }) => formatValue(median, unit));
      return `| ${[MARKS[verdict], markdownText(describeCase(row)), markdownText(metric), ...medians, change, judged].join(' | ')} |`;
    }),
  ];
}

function passTable(rows: readonly PassRateRow[]): string[] {
  return [
    '| | Case | Passed before | Passed after | Verdict |',
    '| :- | :--- | ---: | ---: | :--- |',
    ...rows.map(
      (row) =>
        `| ${[MARKS[row.verdict], markdownText(describeCase(row)), passText(row.before), passText(row.after), row.verdict].join(' | ')} |`,
    ),
  ];
}

/** Items of graded benchmarks are too many to be named. */
function unmatchedLine(unmatched: readonly UnmatchedCase[]): string {
  const named = unmatched.filter(({ parameters }) => parameters['item'] === undefined);
  const items = unmatched.length - named.length;
  const parts = [
    ...named.map((each) => `${describeCase(each)} (${unmatchedText(each)})`),
    ...(items === 0 ? [] : [`${items} graded items`]),
  ];
  return markdownText(`Not compared: ${parts.join('; ')}.`);
}

function side({ label, target }: Comparison['before']): string {
  return markdownText(`${label} (${target})`);
}

function joined(sections: readonly (readonly string[])[]): string {
  const shown = sections.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
