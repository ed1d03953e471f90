import { describe, expect, it } from 'vitest';
import { runToJson, runToJsonText } from '../../src/report/export-json.js';
import { runToEvents } from '../../src/report/export-ndjson.js';
import { readCases } from '../../src/report/case-reading.js';
import { computeIntervals } from '../../src/report/intervals.js';
import { summariseRun } from '../../src/report/run-summary.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import { caseOf, failedRequest, failedState, record, sample, samplesWithTtft, sitting } from './record-fixture.js';
import { readSchema, schemaProblems } from './schema-check.js';

const RUN = record(
  [
    caseOf({ samples: samplesWithTtft(100, 200, 300) }),
    caseOf({ state: failedState('crashed'), samples: [sample(0, [failedRequest()])] }),
    caseOf({ state: { status: 'planned', take: 0 }, iterations: 5 }),
    caseOf({
      state: {
        status: 'started',
        startedAt: '2026-01-01T00:00:01.000Z',
        worker: { pid: 3 },
        fruitless: 0,
        attempt: 2,
        take: 0,
      },
    }),
    caseOf({
      samples: samplesWithTtft(50),
      generation: 2,
      state: {
        status: 'interrupted',
        attempt: 1,
        take: 0,
        endedAt: '2026-01-01T00:00:20.000Z',
        durationMs: 5,
        warnings: [{ code: 'c', message: 'm.', remedy: 'r.' }],
      },
    }),
  ],
  {
    generations: [sitting(1), sitting(2)],
    notes: [
      { generation: 1, time: '2026-01-01T00:00:02.000Z', code: 'crash', message: 'It crashed.', caseId: 'case-1' },
      { generation: 1, time: '2026-01-01T00:00:03.000Z', code: 'repair', message: 'Repaired.' },
    ],
    damage: ['record x is damaged'],
    state: {
      status: 'interrupted',
      endedAt: '2026-01-01T00:00:30.000Z',
      reason: { code: 'cancelled', message: 'Stopped.' },
    },
  },
);

async function json(run: RunRecord): Promise<string> {
  return JSON.stringify(runToJson(run, summariseRun(run, await computeIntervals(readCases(run), 42))));
}

describe('runToJson', () => {
  it('fits its schema', async () => {
    expect(schemaProblems(JSON.parse(await json(RUN)), readSchema('run.schema.json'))).toEqual([]);
  });

  it('is the same document as text, a sample on a line', async () => {
    for (const run of [RUN, record([])]) {
      const summary = summariseRun(run, await computeIntervals(readCases(run), 42));
      const text = [...runToJsonText(run, summary)].join('');
      expect(JSON.parse(text)).toEqual(JSON.parse(await json(run)));
      expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(JSON.parse(await json(run)) as object));
      const lines = text.split('\n');
      const samples = run.cases.flatMap((each) => each.samples);
      for (const each of samples) expect(lines.some((line) => line.trim().startsWith(JSON.stringify(each)))).toBe(true);
    }
  });

  it('holds everything of the record: nothing is lost on the way', async () => {
    const document = JSON.parse(await json(RUN)) as Record<string, unknown>;
    const { environment, ...meta } = RUN.meta;
    const { state, generations, targets, notes, cases, damage } = RUN;
    expect(document).toMatchObject({
      schema: 'acode-run/1',
      meta,
      environment,
      state,
      generations,
      targets,
      notes,
      cases,
      damage,
    });
  });

  it('gives equal bytes when called twice', async () => {
    expect(await json(RUN)).toBe(await json(structuredClone(RUN)));
  });

  it('is checked against a schema that does find fault', async () => {
    const broken = { ...(JSON.parse(await json(RUN)) as object), damage: [1], schema: 'acode-run/2' };
    expect(schemaProblems(broken, readSchema('run.schema.json'))).toEqual([
      '$.schema: const "acode-run/1"',
      '$.damage[0]: type "string"',
    ]);
  });
});

describe('runToEvents', () => {
  it('yields events that fit the schema', () => {
    const schema = readSchema('events.schema.json');
    for (const event of runToEvents(RUN)) expect(schemaProblems(event, schema), JSON.stringify(event)).toEqual([]);
  });

  it('tells every case from start to end in plan order and leaves out what never happened', () => {
    const told = [...runToEvents(RUN)].map((event) =>
      'caseId' in event ? `${event.type} ${event.caseId}` : event.type,
    );
    expect(told).toEqual([
      'run-start',
      'warning',
      'warning',
      'case-start case-0',
      ...Array.from({ length: 4 }, () => 'sample case-0'),
      'case-end case-0',
      'case-start case-1',
      'warning case-1',
      'sample case-1',
      'case-end case-1',
      'case-start case-3',
      'case-start case-4',
      'sample case-4',
      'sample case-4',
      'warning case-4',
      'case-end case-4',
      'run-end',
    ]);
  });

  it('counts at the end as a live run does: timed-out with failed, interrupted with outstanding', () => {
    // Completed case 0; failed 1; planned 2, started 3 and interrupted 4 are outstanding.
    expect([...runToEvents(RUN)].at(-1)).toMatchObject({
      completed: 1,
      failed: 1,
      skipped: 0,
      outstanding: 3,
      reason: 'Stopped.',
    });
  });

  it('gives each event the trace of its own sitting', () => {
    const samples = [...runToEvents(RUN)].filter((event) => event.type === 'sample');
    expect(new Set(samples.map(({ traceId, caseId }) => `${caseId} ${traceId[0]}`))).toEqual(
      new Set(['case-0 1', 'case-1 1', 'case-4 2']),
    );
  });

  it('ends a crashed run without an end, as it happened', () => {
    const last = [...runToEvents({ ...RUN, state: { status: 'running' } })].at(-1);
    expect(last?.type).toBe('case-end');
  });

  it('gives equal lines when called twice', () => {
    const lines = (run: RunRecord): string => Array.from(runToEvents(run), (event) => JSON.stringify(event)).join('\n');
    expect(lines(RUN)).toBe(lines(structuredClone(RUN)));
  });
});
