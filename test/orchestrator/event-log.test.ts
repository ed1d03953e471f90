import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEventLog } from '../../src/orchestrator/event-log.js';
import type { RunEvent } from '../../src/protocol/run-events.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'acode-log-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const TYPES = ['run-start', 'case-start', 'sample', 'progress', 'case-end', 'warning', 'error', 'run-end'] as const;

/** What a log of this level holds of one event of each type. */
async function logged(level: string): Promise<Record<string, unknown>[]> {
  const file = path.join(folder, 'events.ndjson');
  const log = openEventLog(file, level);
  for (const type of TYPES) log.hear({ v: 1, type, runId: 'r', traceId: 't' } as unknown as RunEvent);
  await log.close();
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the event log', () => {
  it('writes each event at its level, one JSON object a line', async () => {
    const lines = await logged('debug');
    expect(lines.map(({ type, level }) => [type, level])).toEqual([
      ['run-start', 'info'],
      ['case-start', 'debug'],
      ['sample', 'debug'],
      ['progress', 'debug'],
      ['case-end', 'debug'],
      ['warning', 'warn'],
      ['error', 'warn'],
      ['run-end', 'info'],
    ]);
    expect(lines.map(({ traceId }) => traceId)).toEqual(TYPES.map(() => 't'));
  });

  it('leaves out what is below its level', async () => {
    expect((await logged('warn')).map(({ type }) => type)).toEqual(['warning', 'error']);
  });
});
