import { METRICS, metricDefinition, type MetricDefinition } from '../../metrics/registry.js';
import type { CaseSummary } from '../case-summary.js';
import { metricAnchor } from './metric-link.js';
import { htmlText } from './page.js';

const LEVELS: Readonly<Record<MetricDefinition['level'], string>> = {
  request: 'one value per request',
  iteration: 'one value per iteration',
  case: 'one value per case',
};

const DIRECTIONS: Readonly<Record<MetricDefinition['better'], string>> = {
  lower: 'lower is better',
  higher: 'higher is better',
  none: 'neither direction is better',
};

/** What the symbols of the formulas stand for. */
const NOTATION =
  't_sched intended start, t_send first byte of the request sent, t_evt1 first event, t_tok1 first token, t_ans1 first token ' +
  'of the answer, t_tokL last token, t_end end of the stream; N output tokens, P prompt tokens, C of them cached, n1 tokens ' +
  'in the first event.';

/** The metrics that cases have values of. */
export function metricsOfCases(cases: readonly CaseSummary[]): string[] {
  return cases.flatMap(({ metrics, caseMetrics }) => [...Object.keys(metrics), ...Object.keys(caseMetrics)]);
}

/** The definition of each metric of a page, and of what else it shows, as items; links and the box over numbers lead to it. */
export function definitionsSection(metrics: readonly string[], others: readonly string[] = []): string {
  const used = new Set(metrics);
  const known = METRICS.filter(({ id }) => used.has(id)).map((definition) => definitionItem(definition));
  const unknown = [...used]
    .filter((id) => metricDefinition(id) === undefined)
    .sort()
    .map((id) => unknownItem(id));
  const items = [...known, ...unknown, ...others];
  if (items.length === 0) return '';
  return `<section><h2 id="definitions">What the numbers mean</h2>
<ul class="definitions">${items.join('')}</ul>
<p class="soft">${htmlText(NOTATION)}</p></section>`;
}

function definitionItem({ id, title, formula, unit, level, better }: MetricDefinition): string {
  return definitionMarkup(id, {
    name: `${id}: ${title}`,
    formula,
    kind: `${unit}, ${DIRECTIONS[better]}, ${LEVELS[level]}`,
  });
}

/** An item of the list, which the script finds by the id. */
export function definitionMarkup(
  id: string,
  { name, formula, kind }: { readonly name: string; readonly formula: string; readonly kind: string },
): string {
  return `<li id="m-${metricAnchor(id)}"><span class="d-name">${htmlText(name)}</span><span class="d-formula">${htmlText(formula)}</span><span class="d-kind">${htmlText(kind)}</span></li>`;
}

function unknownItem(id: string): string {
  return `<li id="m-${metricAnchor(id)}"><span class="d-name">${htmlText(id)}</span><span class="d-kind">a metric of a newer version, whose definition is not known here</span></li>`;
}
