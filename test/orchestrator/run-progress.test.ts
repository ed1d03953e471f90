import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStream } from '../../src/orchestrator/event-stream.js';
import { RunProgress } from '../../src/orchestrator/run-progress.js';
import type { RunEvent } from '../../src/protocol/run-events.js';
import { scriptedPlan } from './orchestrate-fixture.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'acode-progress-'));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

describe('the progress of a run', () => {
  it('tells how far the run is once a second while a case lasts', async () => {
    const events: RunEvent[] = [];
    const stream = new EventStream({ runId: 'r', traceId: 't' }, [(event) => events.push(event)]);
    const { cases } = scriptedPlan([{ n: 1 }, { n: 2 }]);
    const progress = new RunProgress(cases, { dataDir: folder, runId: 'r', events: stream }, new Set());
    progress.start();
    const [first] = cases;
    if (first === undefined) throw new Error('no case');
    progress.beginCase(first, 0);
    progress.hear('measure', 3);
    vi.advanceTimersByTime(3_000);
    await progress.stop();
    vi.advanceTimersByTime(3_000);
    const told = events.flatMap((event) => (event.type === 'progress' ? [event] : []));
    expect(told).toHaveLength(3);
    // One warm-up and three of four iterations of the first of two cases: 4 of 10.
    expect(told[0]).toMatchObject({ stage: 'measure', iteration: 3, fraction: 0.4 });
  });
});
