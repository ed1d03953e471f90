import { forestPlot } from '../charts/forest-plot.js';
import { describeCase } from '../describe-parameters.js';
import type { Comparison, ComparisonRow, PassRateRow } from '../compare/compare-runs.js';
import { passText } from '../compare/pass-text.js';
import type { FailureRow } from '../compare/failure-rates.js';
import { failureSentence, failureText } from '../compare/failure-sentence.js';
import { unmatchedText } from '../compare/unmatched-cases.js';
import { frontSentence } from '../compare/front-text.js';
import { pairNames } from '../compare/pair-front.js';
import type { ParetoFront } from '../compare/pareto-front.js';
import { equalAnswersSentence } from '../compare/equal-answers.js';
import { overallSentence, unguardedNote } from '../compare/overall-sentence.js';
import { groupedReasons } from '../compare/grouped-reasons.js';
import { formatChange, formatPercent } from '../compare/verdict-sentence.js';
import { compareTable } from './compare-table.js';
import { definitionsSection } from './definitions.js';
import { fingerprintSections } from './fingerprint-section.js';
import { frontSection } from './front-section.js';
import { htmlPage, htmlText } from './page.js';
import { scrollRegion } from './scroll-region.js';

/**
 * A comparison as one HTML document that needs nothing else: the verdict, what differs between the runs, every effect with
 * its interval, the numbers with the reason of each verdict, and the definitions. The same comparison gives the same bytes.
 */
export function compareReport(comparison: Comparison, front?: ParetoFront): string {
  const { before, after, rows } = comparison;
  const body = [
    header(comparison, front),
    '<main>',
    front === undefined ? '' : frontSection(front, pairNames(comparison)),
    worseSection(comparison),
    fingerprintSections([before, after], comparison.differences),
    forestSection(rows),
    passRateSection(comparison.passRates),
    failureSection(comparison.failures),
    rows.length === 0 ? '' : `<section><h2 id="rows">Every metric</h2>${compareTable(rows)}</section>`,
    unmatchedSection(comparison),
    definitionsSection(rows.map(({ metric }) => metric)),
    '</main>',
  ];
  return htmlPage({
    title: `Benchmark ${after.label} against ${before.label}`,
    body: body.filter((part) => part !== '').join('\n'),
  });
}

const VERDICT_KINDS: Readonly<Record<Comparison['verdict'], string>> = {
  regressed: ' bad',
  improved: '',
  unchanged: '',
  inconclusive: ' warn',
};

function header(comparison: Comparison, front: ParetoFront | undefined): string {
  const { verdict, before, after, rows } = comparison;
  const notes = [
    comparison.answers === undefined ? undefined : equalAnswersSentence(comparison.answers),
    unguardedNote(rows),
  ].flatMap((note) => (note === undefined ? [] : [`<p class="soft">${htmlText(note)}</p>`]));
  const choice = front === undefined ? '' : `<span>${htmlText(frontSentence(front, pairNames(comparison)))}</span>`;
  return `<header><h1>Comparison of two benchmark runs</h1>
<dl class="facts"><dt>Before</dt><dd>${sideText(before)}</dd><dt>After</dt><dd>${sideText(after)}</dd></dl>
<div class="verdict${VERDICT_KINDS[verdict]}"><strong>${htmlText(overallSentence(comparison))}</strong>${choice}</div>
${notes.join('')}</header>`;
}

function sideText({ label, target }: Comparison['before']): string {
  return `${htmlText(label)} <span class="soft">${htmlText(target)}</span>`;
}

/** What got worse, and why that counts. */
function worseSection({ rows, failures }: Comparison): string {
  const sentences = [
    ...failures.filter(({ verdict }) => verdict === 'regressed').map((row) => `${failureSentence(row)}.`),
    ...groupedReasons(rows.filter(({ verdict }) => verdict === 'regressed')),
  ];
  const items = sentences.map((sentence) => `<li class="bad">${htmlText(sentence)}</li>`);
  return items.length === 0 ? '' : `<section><h2>What got worse</h2><ul class="notes">${items.join('')}</ul></section>`;
}

function forestSection(rows: readonly ComparisonRow[]): string {
  const drawn = rows.flatMap((row) => {
    const { effect, metric, better, verdict } = row;
    if (effect === undefined) return [];
    const arrow = better === 'none' ? '' : better === 'lower' ? ' ←' : ' →';
    const { estimate, low, high } = effect;
    return [
      {
        name: describeCase(row),
        metric: `${metric}${arrow}`,
        value: formatChange(estimate),
        estimate,
        low,
        high,
        kind: verdict,
      },
    ];
  });
  if (drawn.length === 0) return '';
  const threshold = Math.min(...rows.map(({ tolerance }) => tolerance.threshold));
  const plot = forestPlot({
    title: `Changes of ${drawn.length} metrics with their 95 % intervals`,
    rows: drawn,
    threshold,
    axis: 'change, 95 % interval',
  });
  const key = `A dot is the change, its line the 95 % interval; in the grey band changes are smaller than the threshold of ${formatPercent(threshold)}. The arrow behind a metric points to its better side. Red is worse, green better, black unchanged, grey undecided.`;
  return `<section><h2 id="changes">Changes</h2><p class="soft">${htmlText(key)}</p><figure class="wide">${plot}</figure></section>`;
}

function passRateSection(rows: readonly PassRateRow[]): string {
  return rateSection(
    'Answers that passed',
    rows.map(({ before, after, ...row }) => ({ ...row, before: passText(before), after: passText(after) })),
  );
}

function failureSection(rows: readonly FailureRow[]): string {
  return rateSection(
    'Requests that failed',
    rows.map(({ before, after, ...row }) => ({ ...row, before: failureText(before), after: failureText(after) })),
  );
}

/** A share of a case on both sides, as text. */
interface RateLine extends Pick<FailureRow, 'benchmark' | 'parameters' | 'difference' | 'verdict'> {
  readonly before: string;
  readonly after: string;
}

function rateSection(title: string, rows: readonly RateLine[]): string {
  if (rows.length === 0) return '';
  const points = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)}`;
  const lines = rows.map((row) => {
    const { before, after, difference, verdict } = row;
    const change = `${points(difference.difference)} [${points(difference.low)}, ${points(difference.high)}]`;
    return `<tr><th scope="row">${htmlText(describeCase(row))}</th><td>${before}</td><td>${after}</td><td>${change}</td><td class="text verdict-${verdict}">${verdict}</td></tr>`;
  });
  const table = `<table><thead><tr><th scope="col" class="text">Case</th><th scope="col">Before</th><th scope="col">After</th><th scope="col">Points [95 %]</th><th scope="col" class="text">Verdict</th></tr></thead><tbody>${lines.join('')}</tbody></table>`;
  return `<section><h2>${title}</h2>${scrollRegion(table, { label: title })}</section>`;
}

function unmatchedSection({ unmatched }: Comparison): string {
  const items = unmatched.map((each) => `<li>${htmlText(`${describeCase(each)}: ${unmatchedText(each)}`)}</li>`);
  return items.length === 0 ? '' : `<section><h2>Not compared</h2><ul class="notes">${items.join('')}</ul></section>`;
}
