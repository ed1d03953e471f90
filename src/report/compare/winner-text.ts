import type { RankingRow } from './compare-many.js';

/** From so many sides on "all" is shorter than their letters. */
const MANY = 4;

/** The winner of a row: one letter, or all that are level with the best median. */
export function winnerText({ best, level, medians }: Pick<RankingRow, 'best' | 'level' | 'medians'>): string {
  if (best === undefined) return '–';
  if (level.length <= 1) return letterOf(best);
  if (level.length === medians.length && level.length >= MANY) return '= all';
  return `= ${level.map((side) => letterOf(side)).join(' ')}`;
}

/** Name of a side in the table: A, B, …, Z, then S27 and on. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCodePoint(65 + index) : `S${index + 1}`;
}
