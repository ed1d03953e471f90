import { scatterChart } from '../charts/scatter-chart.js';
import { type FrontName, frontNote, frontText, standingText } from '../compare/front-text.js';
import type { ParetoFront } from '../compare/pareto-front.js';
import { scaleOf } from '../format-value.js';
import { htmlText } from './page.js';
import { scrollRegion } from './scroll-region.js';

/** Who is worth choosing: a table and a chart of speed, memory and quality together. Empty where nothing of it was measured. */
export function frontSection(front: ParetoFront, names: readonly FrontName[]): string {
  const { axes, standings } = front;
  if (axes.length === 0) return '';
  const heads = axes.map((axis) => `<th scope="col">${axis}</th>`).join('');
  const rows = standings.map((standing, index) => {
    const cells = axes.map((axis) => `<td>${htmlText(standingText(standing, axis))}</td>`).join('');
    return `<tr><th scope="row">${htmlText(names[index]?.whole ?? '')}</th>${cells}<td class="text verdict-${standing.onFront === true ? 'improved' : 'inconclusive'}">${frontText(standing, names)}</td></tr>`;
  });
  const table = `<table><thead><tr><th scope="col" class="text">Model</th>${heads}<th scope="col" class="text">Verdict</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<section><h2 id="front">All together</h2><div class="charts"><div>${scrollRegion(table, { labelledBy: 'front' })}<p class="soft">${htmlText(frontNote(front, names))}</p></div>${frontFigure(front, names)}</div></section>`;
}

/** Speed over memory, or quality over speed where nothing is known of memory; nothing for a single axis. */
function frontFigure({ axes, standings }: ParetoFront, names: readonly FrontName[]): string {
  const [first, second] = axes.includes('memory') ? (['memory', 'speed'] as const) : (['speed', 'quality'] as const);
  if (!axes.includes(first) || !axes.includes(second)) return '';
  const bytes = scaleOf(Math.max(...standings.map(({ memory }) => memory ?? 0)), 'bytes');
  const axisNames = {
    memory: `peak memory, ${bytes.label} (left is better)`,
    speed: `speed against ${names[0]?.short ?? ''}`,
    quality: 'share passed, %',
  };
  const divisors = { memory: bytes.divisor, speed: 1, quality: 0.01 };
  const points = standings.flatMap((standing, index) => {
    const [x, y] = [standing[first], standing[second]];
    if (x === undefined || y === undefined) return [];
    return [
      {
        name: names[index]?.short ?? '',
        x: x / divisors[first],
        y: y / divisors[second],
        marked: standing.onFront === true,
      },
    ];
  });
  const drawn = scatterChart({
    title: `${second} over ${first}`,
    points,
    x: axisNames[first],
    y: `${axisNames[second]} (up is better)`,
  });
  return `<figure><figcaption>Filled: on the front</figcaption>${drawn}</figure>`;
}
