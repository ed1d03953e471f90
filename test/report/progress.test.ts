import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { BLOCK_REASON, EVENT_VERSION, type RunEvent, type RunEventBody } from '../../src/protocol/run-events.js';
import { ProgressLines } from '../../src/report/progress-lines.js';
import { ProgressView } from '../../src/report/progress-view.js';
import { displayWidth } from '../../src/report/wrap-text.js';
import { request, sample } from './record-fixture.js';

const CASE = { caseId: 'c', ordinal: 1, benchmark: 'latency', target: 'model' };

function event(body: RunEventBody): RunEvent {
  return { v: EVENT_VERSION, time: '2026-01-01T00:00:00.000Z', runId: 'r', traceId: '0'.repeat(32), ...body };
}

const START = event({
  type: 'run-start',
  suites: [],
  targets: ['model'],
  caseCount: 4,
  doneCount: 1,
  resumed: true,
  seed: 1,
  planHash: 'h',
});
const CASE_START = event({
  type: 'case-start',
  ...CASE,
  attempt: 1,
  parameters: { promptTokens: 64, outputTokens: 16 },
  iterations: 10,
  firstIteration: 0,
});
const PROGRESS = event({
  type: 'progress',
  ...CASE,
  stage: 'measure',
  iteration: 1,
  iterations: 10,
  fraction: 0.4,
  elapsedMs: 5,
  remainingMs: 65_000,
});
const CASE_END = event({
  type: 'case-end',
  ...CASE,
  attempt: 1,
  status: 'failed',
  reason: { code: 'crash', message: 'It\ncrashed.' },
  durationMs: 12_000,
});

function measured(iteration: number, ttftMs: number): RunEvent {
  return event({ type: 'sample', ...CASE, attempt: 1, sample: sample(iteration, [request(ttftMs)]) });
}

/** A terminal that keeps what was written, and a clock that is set by hand. */
function terminal(columns = 80) {
  const written: string[] = [];
  const clock = { nowMs: 0 };
  const view = new ProgressView({
    stream: { write: (text) => written.push(text) },
    width: () => columns,
    color: false,
    nowMs: () => clock.nowMs,
    primaryMetrics: () => ['ttft'],
  });
  const hear = (...events: readonly RunEvent[]): void => {
    for (const each of events) {
      clock.nowMs += 1_000;
      view.hear(each);
    }
  };
  return { view, written, clock, hear };
}

describe('ProgressView', () => {
  const exitListeners = process.listenerCount('exit');
  afterEach(() => expect(process.listenerCount('exit')).toBe(exitListeners));

  it('shows share, times, case, iteration and the running median of the headline metric', () => {
    const { view, written, hear } = terminal();
    hear(START, CASE_START, measured(0, 100), measured(1, 300), PROGRESS);
    const block = stripVTControlCharacters(written.at(-1) ?? '');
    // The clock began at 0 and the fifth event comes after 5 s; the median of 100 and 300 ms is 200 ms.
    expect(block).toContain('40 % · 5 s · about 1 min 05 s left');
    expect(block).toContain('2/4 latency · 64 → 16 tokens · iteration 3/10 · ttft 200 ms');
    view.end();
  });

  it('draws at most ten times a second', () => {
    const { view, written, clock } = terminal();
    view.hear(START);
    for (let step = 0; step < 100; step += 1) {
      clock.nowMs += 10;
      view.hear(PROGRESS);
    }
    // One at the start and ten in the second after it.
    expect(written).toHaveLength(11);
    view.end();
  });

  it('hides the cursor while it stands, erases itself and gives the cursor back', () => {
    const { view, written, hear } = terminal();
    hear(START, CASE_START);
    view.end();
    view.end();
    expect(written.join('').split('\u001b[?25l')).toHaveLength(2);
    expect(written.at(-1)).toBe('\r\u001b[1A\u001b[J\u001b[?25h');
    expect(written).toHaveLength(3);
  });

  it.each([1, 2, 10, 20, 40, 80, 200])('is never wider than a terminal of %i columns', (columns) => {
    const { view, written, hear } = terminal(columns);
    hear(START, CASE_START, measured(0, 100), PROGRESS, CASE_END);
    view.end();
    const lines = written.flatMap((text) => stripVTControlCharacters(text.replaceAll('\r', '')).split('\n'));
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });

  it('writes nothing when it ends before it began', () => {
    const { view, written } = terminal();
    view.end();
    expect(written).toEqual([]);
  });
});

describe('ProgressLines', () => {
  it('writes one plain line per start and end of a case and per warning and error, and nothing else', () => {
    const written: string[] = [];
    const lines = new ProgressLines({ stream: { write: (text) => written.push(text) } });
    const warning = event({ type: 'warning', code: 'w', message: 'Odd.', remedy: 'Look.' });
    const error = event({ type: 'error', code: 'e', message: 'Bad.', hint: 'Mend it.' });
    for (const each of [START, CASE_START, measured(0, 100), PROGRESS, warning, error, CASE_END]) lines.hear(each);
    lines.end();
    expect(written).toEqual([
      '[2/4] latency · 64 → 16 tokens on model started\n',
      'warning: Odd. Look.\n',
      'error: Bad. Mend it.\n',
      '[2/4] latency · 64 → 16 tokens on model failed after 12 s: It crashed.\n',
    ]);
  });

  it('says paused, not retrying, where a block of an interleaved run is over', () => {
    const written: string[] = [];
    const lines = new ProgressLines({ stream: { write: (text) => written.push(text) } });
    const reason = { code: BLOCK_REASON, message: 'A block ended at iteration 4.' };
    const end = { type: 'case-end', ...CASE, attempt: 1, status: 'retrying', durationMs: 3_000, reason } as const;
    for (const each of [START, CASE_START, event(end)]) lines.hear(each);
    expect(written.at(-1)).toBe(
      '[2/4] latency · 64 → 16 tokens on model paused after 3 s: A block ended at iteration 4.\n',
    );
  });
});
