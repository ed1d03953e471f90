import { usageError } from '../errors.js';

/** A span of time that a user named by one word. */
export interface Moment {
  readonly startMs: number;
  /** The last millisecond of a day; the same as `startMs` for a moment. */
  readonly endMs: number;
}

const DAY_MS = 86_400_000;
const SPAN_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS };

/**
 * Reads `2026-11-01`, `2026-11-01T12:00`, `today`, `yesterday`, or an age such as `30d`, `12h`, `4w`; days in local time.
 * @throws AcodeError (usage) naming the option and what it accepts.
 */
export function parseMoment(text: string, option: string, nowMs: number): Moment {
  const age = /^(\d{1,5})([hdw])$/.exec(text);
  if (age !== null) return at(nowMs - Number(age[1]) * (SPAN_MS[age[2] ?? ''] ?? 0));
  if (text === 'today') return dayOf(new Date(nowMs), 0);
  if (text === 'yesterday') return dayOf(new Date(nowMs), -1);
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d.*)?$/.exec(text) ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  // The calendar rolls over: a 31st of February would silently become a day in March.
  if (date.getMonth() === Number(month) - 1) {
    if (time === undefined) return dayOf(date, 0);
    if (!Number.isNaN(Date.parse(text))) return at(Date.parse(text));
  }
  throw usageError(
    `${option} does not understand "${text}".`,
    'Write a date as 2026-11-01, 2026-11-01T12:00, yesterday or 30d.',
  );
}

function at(ms: number): Moment {
  return { startMs: ms, endMs: ms };
}

/** By the calendar, since a day is not always 24 hours long. */
function dayOf(date: Date, offset: number): Moment {
  const start = new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset);
  const next = new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset + 1);
  return { startMs: start.getTime(), endMs: next.getTime() - 1 };
}
