import type { MetricUnit } from '../metrics/registry.js';

/** Unit of a value; the empty one belongs to metrics that this version does not know. */
export type ValueUnit = MetricUnit | '';

/** How values of one unit are shown: divided by `divisor`, followed by `label`. */
export interface DisplayScale {
  readonly divisor: number;
  readonly label: string;
}

const KIB = 2 ** 10;
const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** From here on milliseconds are read more easily as seconds. */
const SECONDS_FROM_MS = 10_000;

/** A value in its base unit as text with a unit that fits its size: `41.2 ms`, `12.3 s`, `1.50 GiB`, `82.4 tok/s`. */
export function formatValue(value: number, unit: ValueUnit): string {
  const scale = scaleOf(value, unit);
  return withLabel(significant(value / scale.divisor), scale);
}

/** A value in the scale that `reference` would be shown in, without its unit; for columns beside that reference. */
export function formatBeside(value: number, reference: number, unit: ValueUnit): string {
  return significant(value / scaleOf(reference, unit).divisor);
}

/** Both ends of an interval in the scale of `reference`, without the unit: `1.20 – 1.31`. */
export function formatInterval(
  interval: { readonly low: number; readonly high: number },
  reference: number,
  unit: ValueUnit,
): string {
  return `${formatBeside(interval.low, reference, unit)} – ${formatBeside(interval.high, reference, unit)}`;
}

/** A span of time for people: `850 ms`, `12 s`, `3 min 05 s`, `5 min`, `1 h 02 min`. Negative spans count as none. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${twoDigits(seconds % 60)} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** A share from 0 to 1 as whole per cent. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A part of a number of things with its share: `3 of 4 (75 %)`. */
export function formatPart(part: number, whole: number): string {
  return `${part} of ${whole} (${formatShare(part / whole)})`;
}

/** A number of things: `1 case`, `3 cases`. */
export function formatCount(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** The scale that a value of this size is shown in; charts draw all of theirs in that of the greatest. */
export function scaleOf(value: number, unit: ValueUnit): DisplayScale {
  const size = Math.abs(value);
  switch (unit) {
    case 'ms':
      return size >= SECONDS_FROM_MS ? { divisor: 1_000, label: 's' } : { divisor: 1, label: 'ms' };
    case 'bytes':
      return byteScale(size);
    case 'count':
      return { divisor: 1, label: '' };
    case 'bytes/token': {
      const scale = byteScale(size);
      return { ...scale, label: `${scale.label}/token` };
    }
    case 'ratio':
      return { divisor: 0.01, label: '%' };
    case 'ms/token':
    case 'tok/s':
    case 'req/s':
    case 'tokens':
    case '':
      return { divisor: 1, label: unit };
  }
}

function byteScale(size: number): DisplayScale {
  if (size >= GIB) return { divisor: GIB, label: 'GiB' };
  if (size >= MIB) return { divisor: MIB, label: 'MiB' };
  return size >= KIB ? { divisor: KIB, label: 'KiB' } : { divisor: 1, label: 'B' };
}

/** Three significant digits; whole numbers from 100 on keep all of theirs, since zeros in their place would be invented. */
function significant(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 99.95) return value.toFixed(0);
  if (size >= 9.995) return value.toFixed(1);
  if (size >= 0.9995) return value.toFixed(2);
  return value.toPrecision(3);
}

function withLabel(text: string, { label }: DisplayScale): string {
  return label === '' ? text : `${text} ${label}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
