import picocolors from 'picocolors';
import { formatValue } from '../format-value.js';
import { cutText, wrapText } from '../wrap-text.js';
import type { ParetoAxis, ParetoFront, ParetoStanding } from './pareto-front.js';
import { formatPercent } from './verdict-sentence.js';

/** What a side is called in a table, and in a sentence. */
export interface FrontName {
  readonly short: string;
  readonly whole: string;
}

const COLUMN = 11;

/** Speed, memory and quality of each side for a terminal, and who is worth choosing; begins with an empty line. */
export function frontLines(
  front: ParetoFront,
  names: readonly FrontName[],
  { width, color }: { readonly width: number; readonly color: boolean },
): string[] {
  const { axes, standings } = front;
  if (axes.length === 0) return [];
  const colors = picocolors.createColors(color);
  const head = `All together${axes.map((axis) => axis.padStart(COLUMN)).join('')}`;
  const lines = standings.map((standing, index) => {
    const cells = axes.map((axis) => standingText(standing, axis).padStart(COLUMN));
    const text = cutText(
      `  ${(names[index]?.short ?? '').padEnd(10)}${cells.join('')}  ${frontText(standing, names)}`,
      width,
    );
    return standing.onFront === true ? colors.green(text) : text;
  });
  return [
    '',
    colors.bold(cutText(head, width)),
    ...lines,
    ...wrapText(frontSentence(front, names), { width }).map((line) => colors.bold(line)),
    ...wrapText(frontNote(front, names), { width }),
  ];
}

/** Who is worth choosing, in a sentence. */
export function frontSentence({ axes, standings }: ParetoFront, names: readonly FrontName[]): string {
  const best = standings.flatMap(({ onFront }, index) => (onFront === true ? [names[index]?.whole ?? ''] : []));
  const by = `By ${listed(axes)}`;
  if (best.length === 0) return 'Nothing was measured by which all could be weighed together.';
  if (best.length === 1) return `${by}: ${best.join('')}.`;
  return `${by}: ${listed(best, 'or')}, none of which is better in everything that counts.`;
}

/** A side's value on an axis. */
export function standingText(standing: ParetoStanding, axis: ParetoAxis): string {
  const value = standing[axis];
  if (value === undefined) return '–';
  switch (axis) {
    case 'speed':
      return `${value.toPrecision(3)} ×`;
    case 'memory':
      return formatValue(value, 'bytes');
    case 'quality':
      return `${(value * 100).toFixed(1)} %`;
  }
}

/** Whether a side is worth choosing, and else because of which others not. */
export function frontText({ onFront, dominatedBy }: ParetoStanding, names: readonly FrontName[]): string {
  if (onFront === undefined) return 'not weighed: a value is missing';
  if (onFront) return 'on the front';
  return `dominated by ${dominatedBy.map((index) => names[index]?.short ?? '').join(', ')}`;
}

/** What the numbers mean. */
export function frontNote({ axes, commonCases, threshold }: ParetoFront, names: readonly FrontName[]): string {
  const missing = (['speed', 'memory', 'quality'] as const).filter((axis) => !axes.includes(axis));
  const meanings = {
    speed: `speed is the geometric mean against ${names[0]?.short ?? ''}`,
    memory: 'memory the highest peak',
    quality: 'quality the share of graded answers that passed',
  };
  const told = axes.map((axis) => meanings[axis]).join(', ');
  const absent = missing.length === 0 ? '' : ` Nothing was measured of ${listed(missing)}.`;
  return `Over ${commonCases} common ${commonCases === 1 ? 'case' : 'cases'}: ${told}. Dominated: another side is more than ${formatPercent(threshold)} better in some of this, and in none of it more than that worse; what is not told apart above counts as equal.${absent}`;
}

function listed(words: readonly string[], joint = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1) ?? ''}`;
}
