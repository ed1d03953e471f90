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
  const head = line(['RUN', 'STATUS', 'CASES', 'TIME', 'WHAT']);
  const lines = entries.map((entry) => line([entry.runId, entry.status, casesOf(entry), timeOf(entry), whatOf(entry)]));
  return `${[colors.dim(cutText(head, width)), ...lines.map((each) => cutText(each, width))].join('\n')}\n`;
}

/** Widths of all columns but the last: a run id, the longest status, `999/999`, `99 min 59 s`. */
const WIDTHS = [20, 11, 7, 11] as const;

function line(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join('  ')
    .trimEnd();
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
