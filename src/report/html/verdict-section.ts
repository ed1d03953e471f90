import { SATURATED_REASON } from '../../journal/records.js';
import { metricDefinition } from '../../metrics/registry.js';
import { describeParameters } from '../describe-parameters.js';
import { formatCount, formatDuration, formatInterval } from '../format-value.js';
import { headlineOf, type Headline, type PrimaryMetrics } from '../headline.js';
import { isMeasuring, type CaseSummary } from '../case-summary.js';
import { gradedCards } from './graded-section.js';
import { quietnessText } from '../quietness.js';
import type { RunSummary } from '../run-summary.js';
import { metricAttribute, metricLink, valueMarkup } from './metric-link.js';
import { htmlText } from './page.js';

/** More cards than this are a table, and there is one below. */
const MAX_CARDS = 12;

/** What the run is, where it comes from unless it was measured here, and how it ended. */
export function verdictSection(summary: RunSummary, origin: string | undefined): string {
  const { runId, createdAt, durationMs, suites, seed, quietness } = summary;
  const facts = [createdAt, formatDuration(durationMs), ...suites, `seed ${seed}`].join(' · ');
  return `<header><h1>Benchmark run ${htmlText(runId)}</h1>
<p class="soft">${htmlText(facts)}</p>
${origin === undefined ? '' : `<p class="soft">${htmlText(origin)}</p>`}
${verdictBox(summary)}
${quietness === undefined ? '' : `<p class="soft">${htmlText(quietnessText(quietness))}</p>`}
</header>`;
}

function verdictBox(summary: RunSummary): string {
  const { counts, cases, warnings, reason } = summary;
  const broken = counts.failed + counts.timedOut;
  const whole = counts.completed + leftOutCount(summary) === cases.length;
  const kind = broken > 0 ? ' bad' : whole && warnings.length === 0 ? '' : ' warn';
  const links = [
    ...(whole ? [] : [`<a href="#failures">why</a>`]),
    ...(warnings.length === 0 ? [] : [`<a href="#warnings">${formatCount(warnings.length, 'warning')}</a>`]),
  ];
  return `<div class="verdict${kind}"><strong>${htmlText(sentence(summary))}</strong>${reason === undefined ? '' : `<span>${htmlText(reason.message)}</span>`}${links.join('')}</div>`;
}

/** Cases at the end of a sweep that a lower load made needless; a finding says why. */
function leftOutCount({ cases }: RunSummary): number {
  return cases.filter(({ reason }) => reason?.code === SATURATED_REASON).length;
}

function sentence(summary: RunSummary): string {
  const { status, counts, cases } = summary;
  const { completed, failed, timedOut } = counts;
  const leftOut = leftOutCount(summary);
  if (completed === cases.length) return `All ${formatCount(completed, 'case')} completed.`;
  const parts = [
    `${completed} of ${formatCount(cases.length, 'case')} completed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(timedOut === 0 ? [] : [`${timedOut} timed out`]),
    ...(leftOut === 0 ? [] : [`${leftOut} left out as the rate no longer rose`]),
    ...(status === 'running' ? ['the run has not ended'] : []),
    ...(status === 'interrupted' ? ['the run was interrupted'] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** The number each case is about, as cards. */
export function headlineCards(summary: RunSummary, primaryMetrics: PrimaryMetrics): string {
  const { cases, targets } = summary;
  const measured = cases.filter(isMeasuring).flatMap((subject) => {
    const headline = headlineOf(subject, primaryMetrics);
    return headline === undefined ? [] : [{ subject, headline }];
  });
  const graded = gradedCards(summary);
  const room = Math.max(0, MAX_CARDS - graded.length);
  const cards = oneOfEachFirst(measured, room).map(({ subject, headline }) =>
    card(subject, { headline, withTarget: targets.length > 1 }),
  );
  const shown = [...graded.slice(0, MAX_CARDS), ...cards];
  if (shown.length === 0) return '';
  const more = graded.length + measured.length - shown.length;
  const rest = more > 0 ? `<p class="soft">${more} more in the table below.</p>` : '';
  return `<ul class="cards">${shown.join('')}</ul>${rest}`;
}

/**
 * At most `limit` cases in their order, from as many benchmarks and models as there is room for: the first case of each, then
 * the second of each, and so on, so that a sweep of many sizes leaves room for the others.
 */
function oneOfEachFirst<T extends { readonly subject: CaseSummary }>(items: readonly T[], limit: number): T[] {
  const seen = new Map<string, number>();
  const rounds = items.map(({ subject: { benchmark, target } }) => {
    const key = JSON.stringify([benchmark, target]);
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    return round;
  });
  const places = [...items.keys()].toSorted((a, b) => (rounds[a] ?? 0) - (rounds[b] ?? 0) || a - b).slice(0, limit);
  const chosen = new Set(places);
  return items.filter((_, place) => chosen.has(place));
}

function card(
  { benchmark, parameters, target }: CaseSummary,
  { headline, withTarget }: { readonly headline: Headline; readonly withTarget: boolean },
): string {
  const { id, unit, value, interval } = headline;
  const what = [describeParameters(parameters), ...(withTarget ? [target] : [])]
    .filter((part) => part !== '')
    .join(' · ');
  const range =
    interval === undefined ? '' : `<span class="sub">95 %: ${htmlText(formatInterval(interval, value, unit))}</span>`;
  return `<li class="card"><div class="name">${htmlText(benchmark)} · ${metricLink(id)}</div>
<div class="value"${metricAttribute(id)} tabindex="0">${valueMarkup(value, unit)}</div>${range}<span class="sub">${htmlText(metricDefinition(id)?.title ?? '')}</span><span class="sub">${htmlText(what)}</span></li>`;
}
