import picocolors from 'picocolors';
import type { RunEvent } from '../protocol/run-events.js';
import { formatDuration, formatShare } from './format-value.js';
import type { PrimaryMetrics } from './headline.js';
import { ProgressState } from './progress-state.js';
import { cutText, displayWidth, plainLine } from './wrap-text.js';

/** What the live view stands on. */
export interface ProgressViewPorts {
  /** A terminal. */
  readonly stream: { write(text: string): unknown };
  /** Its present width in columns; asked before every drawing, since windows change. */
  readonly width: () => number;
  readonly color: boolean;
  /** A monotonic clock in milliseconds. */
  readonly nowMs: () => number;
  /** Which metric's running median is shown; end-to-end latency where nothing is known. */
  readonly primaryMetrics?: PrimaryMetrics;
}

/** At most ten drawings a second: more cannot be read and would take CPU from the model. */
const MIN_INTERVAL_MS = 100;

const MAX_BAR_WIDTH = 30;

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_BELOW = '\u001b[J';

/**
 * A block of two lines at the bottom of a terminal that shows how far a run is. It draws on events only, so that no timer
 * disturbs a measurement, and leaves nothing behind when it ends.
 */
export class ProgressView {
  readonly #ports: ProgressViewPorts;
  readonly #state: ProgressState;
  readonly #startMs: number;
  readonly #showCursor = (): void => void this.#ports.stream.write(SHOW_CURSOR);
  #drawnMs: number | undefined;
  /** Widths of the lines that stand on the screen. */
  #drawn: readonly number[] = [];

  constructor(ports: ProgressViewPorts) {
    this.#ports = ports;
    this.#state = new ProgressState(ports.primaryMetrics ?? (() => []));
    this.#startMs = ports.nowMs();
  }

  hear(event: RunEvent): void {
    this.#state.hear(event);
    const nowMs = this.#ports.nowMs();
    if (this.#drawnMs !== undefined && nowMs - this.#drawnMs < MIN_INTERVAL_MS) return;
    this.#draw(nowMs);
  }

  /** Erases the block and gives the cursor back. May be called more than once. */
  end(): void {
    if (this.#drawnMs === undefined) return;
    this.#ports.stream.write(`${this.#eraser()}${SHOW_CURSOR}`);
    process.off('exit', this.#showCursor);
    this.#drawn = [];
    this.#drawnMs = undefined;
  }

  #draw(nowMs: number): void {
    // The last column stays empty: many terminals wrap as soon as it is written.
    const width = Math.max(1, this.#ports.width() - 1);
    const lines = [this.#barLine(width, nowMs - this.#startMs), this.#caseLine(width)];
    const start = this.#drawnMs === undefined ? HIDE_CURSOR : '';
    // A process that ends some other way must not leave the user without a cursor.
    if (this.#drawnMs === undefined) process.once('exit', this.#showCursor);
    this.#ports.stream.write(`${start}${this.#eraser()}${lines.join('\n')}`);
    this.#drawn = lines.map((line) => displayWidth(line));
    this.#drawnMs = nowMs;
  }

  /** Moves to the start of the block and clears it. In a window that became narrower its lines take more rows. */
  #eraser(): string {
    const width = Math.max(1, this.#ports.width());
    const rows = this.#drawn.reduce((sum, each) => sum + Math.max(1, Math.ceil(each / width)), 0);
    const up = rows > 1 ? `\u001b[${rows - 1}A` : '';
    return this.#drawn.length === 0 ? '' : `\r${up}${CLEAR_BELOW}`;
  }

  #barLine(width: number, elapsedMs: number): string {
    const { fraction, remainingMs, failed } = this.#state;
    const facts = [
      formatShare(fraction).padStart(5),
      formatDuration(elapsedMs),
      ...(remainingMs === undefined ? [] : [`about ${formatDuration(remainingMs)} left`]),
      ...(failed === 0 ? [] : [`${failed} failed`]),
    ].join(' · ');
    const barWidth = Math.min(MAX_BAR_WIDTH, width - displayWidth(facts) - 1);
    if (barWidth < 5) return cutText(facts.trimStart(), width);
    const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth);
    const colors = picocolors.createColors(this.#ports.color);
    return `${colors.green('█'.repeat(filled))}${colors.dim('░'.repeat(barWidth - filled))} ${facts}`;
  }

  #caseLine(width: number): string {
    const { current, caseCount } = this.#state;
    if (current === undefined) return cutText('Loading the model', width);
    const { ordinal, benchmark, description, iterations, stage, done } = current;
    const median = this.#state.runningPasses() ?? this.#state.runningMedian();
    const text = [
      `${ordinal + 1}/${caseCount} ${benchmark}`,
      ...(description === '' ? [] : [description]),
      stage === 'measure' ? `iteration ${Math.min(done + 1, iterations)}/${iterations}` : stage,
      ...(median === undefined ? [] : [median]),
    ].join(' · ');
    return cutText(plainLine(text), width);
  }
}
