import picocolors from 'picocolors';
import { formatDuration } from './format-value.js';
import type { RunCaseCounts, RunSummary } from './run-summary.js';
import { cutText, plainLine } from './wrap-text.js';

/** One run in a list. What an unreadable or a running run does not tell is absent. */
export interface RunListEntry {
  readonly runId: string;
  readonly status: RunSummary['status'] | 'crashed' | 'unreadable';
  readonly createdAt?: string;
  readonly durationMs?: number;
  readonly suites?: readonly string[];
  readonly targets?: readonly string[];
  readonly counts?: RunCaseCounts;
  readonly tags?: readonly string[];
  readonly note?: string;
  /** Why it cannot be read. */
  readonly problem?: string;
}

/** The list for people, one line a run, no line wider than `width`. */
export function formatRunList(
  entries: readonly RunListEntry[],
  { width, color }: { readonly width: number; readonly color: boolean },
): string {
  const colors = picocolors.createColors(color);
  const rows = entries.map((entry) => [entry.runId, entry.status, casesOf(entry), timeOf(entry), whatOf(entry)]);
  const [head = '', ...lines] = aligned([['RUN', 'STATUS', 'CASES', 'TIME', 'WHAT'], ...rows]);
  return `${[colors.dim(cutText(head, width)), ...lines.map((each) => cutText(each, width))].join('\n')}\n`;
}

/** Every column but the last as wide as its widest cell, so that what a run is about has the room that is left. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function casesOf({ counts }: RunListEntry): string {
  if (counts === undefined) return '';
  const { completed, failed, timedOut, skipped, interrupted, outstanding } = counts;
  return `${completed}/${completed + failed + timedOut + skipped + interrupted + outstanding}`;
}

function timeOf({ durationMs }: RunListEntry): string {
  return durationMs === undefined ? '' : formatDuration(durationMs);
}

function whatOf({ suites, targets, tags = [], note, problem }: RunListEntry): string {
  if (problem !== undefined) return plainLine(problem);
  const marks = tags.map((tag) => `#${tag}`).join(' ');
  const parts = [marks, suites?.join(', '), targets?.join(', '), note === undefined ? undefined : `“${note}”`];
  return plainLine(parts.filter((part) => part !== undefined && part !== '').join(' · '));
}
