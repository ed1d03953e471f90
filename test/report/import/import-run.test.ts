import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRun } from '../../../src/journal/load-run.js';
import type { RunRecord } from '../../../src/journal/run-record.js';
import { runToJson, runToJsonText } from '../../../src/report/export-json.js';
import { runToEventLines, runToEvents } from '../../../src/report/export-ndjson.js';
import { importRun } from '../../../src/report/import/import-run.js';
import { sameRun, writeRun } from '../../../src/report/import/write-run.js';
import { gradedCase, verdict } from '../graded/graded-fixture.js';
import { hostileRun, sealed, summaryOf } from '../hostile-run.js';
import { caseOf, record, samplesWithTtft, sitting } from '../record-fixture.js';
import { readSchema, schemaProblems } from '../schema-check.js';

const RUN = sealed(hostileRun());

const NEVER_ENDED: RunRecord = { ...RUN, state: { status: 'running' } };

const TWO_SITTINGS = sealed(
  record([caseOf({ samples: samplesWithTtft(10, 20) }), caseOf({ samples: samplesWithTtft(30, 40), generation: 2 })], {
    generations: [sitting(1), sitting(2, undefined, '2026-01-01T00:00:21.000Z')],
    notes: [
      { generation: 1, time: '2026-01-01T00:00:02.000Z', code: 'repair', message: 'Repaired.' },
      { generation: 2, time: '2026-01-01T00:00:22.000Z', code: 'crash', message: 'It crashed.', caseId: 'case-1' },
    ],
  }),
);

const GRADED = sealed(
  record([gradedCase('sum', [verdict('pass'), verdict('wrong-answer')]), gradedCase('word', [verdict('unparsed')])]),
);

/** As `rescore` leaves it: another verdict behind the first, of no sitting. */
const RESCORED: RunRecord = {
  ...GRADED,
  cases: GRADED.cases.map((each) => ({
    ...each,
    samples: each.samples.map((stored) => ({
      ...stored,
      verdicts: [
        ...(stored.verdicts ?? []),
        { generation: 0, gradedAt: '2026-02-01T00:00:00.000Z', verdict: verdict('pass') },
      ],
    })),
  })),
};

const SUMMARY = await summaryOf(TWO_SITTINGS);

async function toJson(run: RunRecord): Promise<string> {
  return `${JSON.stringify(runToJson(run, await summaryOf(run)), null, 2)}\n`;
}

function toEvents(run: RunRecord): string {
  return Array.from(runToEvents(run), (event) => `${JSON.stringify(event)}\n`).join('');
}

function imported(text: string): RunRecord {
  const run = importRun(text);
  if (run === undefined) throw new Error('not taken for a run');
  return run.record;
}

describe('importRun of JSON', () => {
  it('gives a run whose export has equal bytes', async () => {
    const text = await toJson(RUN);
    expect(await toJson(imported(text))).toBe(text);
  });

  it.each([
    ['a cut', (text: string) => text.slice(0, text.length / 2), /no whole JSON/],
    [
      'a changed measurement',
      (text: string) => text.replace('"ttft": 20', '"ttft": 19'),
      /samples of case-0 are not those/,
    ],
    ['a lost case', (text: string) => text.replace('"caseCount": 9', '"caseCount": 10'), /9 of 10 cases/],
    [
      'a moment that is none',
      (text: string) => text.replace(/"createdAt": "[^"]+"/, '"createdAt": "soon"'),
      /createdAt/,
    ],
    ['a lost member', (text: string) => text.replace('"seed": 42', '"sead": 42'), /lacks seed/],
    [
      'a number that is text',
      (text: string) => text.replace('"durationMs": 300', '"durationMs": "300"'),
      /must have type/,
    ],
    [
      'a path for a run id',
      (text: string) => text.replace('"runId": "20260101-000000-abcd"', '"runId": "../../etc"'),
      /no run id/,
    ],
  ])('refuses %s and says why', async (_, damage, why) => {
    const damaged = damage(await toJson(RUN));
    expect(() => importRun(damaged)).toThrow(why);
    expect(() => importRun(damaged)).toThrow(expect.objectContaining({ code: 'IMPORT_REFUSED', exitCode: 65 }));
  });

  it('refuses a member beside a sample that this version does not know, and names it', async () => {
    const document = JSON.parse(await toJson(RUN)) as { cases: { samples: Record<string, unknown>[] }[] };
    for (const each of document.cases[0]?.samples ?? []) each['weather'] = 'mild';
    expect(() => importRun(JSON.stringify(document))).toThrow(/case-0 has a member "weather"/);
  });

  it.each(['the document', 'a case'])('refuses a member of %s that would be lost, and names it', async (where) => {
    const document = JSON.parse(await toJson(RUN)) as Record<string, unknown> & { cases: Record<string, unknown>[] };
    const [first = {}] = document.cases;
    (where === 'a case' ? first : document)['weather'] = 'mild';
    expect(() => importRun(JSON.stringify(document))).toThrow(/has a member "weather" that this version does not know/);
  });

  it.each([
    ['document', (text: string) => text.replace('acode-run/1', 'acode-run/2')],
    ['journal', (text: string) => text.replace('"format": 1', '"format": 99')],
    ['metric formulas', (text: string) => text.replace('"metricDefs": 1', '"metricDefs": 99')],
  ])('refuses a newer %s as such', async (_, change) => {
    const newer = change(await toJson(RUN));
    expect(() => importRun(newer)).toThrow(expect.objectContaining({ code: 'IMPORT_NEWER' }));
  });
});

describe('importRun of NDJSON', () => {
  it.each([
    ['of one sitting', RUN],
    ['of two sittings with notes', TWO_SITTINGS],
    ['that never ended', NEVER_ENDED],
    ['with verdicts', GRADED],
    ['that was judged anew', RESCORED],
    ['of a damaged journal', { ...TWO_SITTINGS, damage: ['record x is damaged'] }],
  ])('gives a run %s whose events have equal bytes', (_, run) => {
    const text = toEvents(run);
    expect(toEvents(imported(text))).toBe(text);
  });

  it('says what events do not tell, and gives a document that fits the schema', async () => {
    const run = importRun(toEvents(RUN));
    expect(run).toMatchObject({ form: 'ndjson', unknown: [expect.stringContaining('does not tell the machine')] });
    const document = JSON.parse(await toJson(run?.record ?? RUN)) as unknown;
    expect(schemaProblems(document, readSchema('run.schema.json'))).toEqual([]);
  });

  it('says that a stream without an end may be a part of one', () => {
    expect(importRun(toEvents(RUN))?.unknown.join(' ')).not.toContain('stops before the end');
    const torn = toEvents(RUN).trimEnd().split('\n').slice(0, -1).join('\n');
    expect(importRun(torn)?.unknown).toContainEqual(expect.stringContaining('a part of the file is missing'));
  });

  it('takes the end of a case that never began, as a stream tells it while its run goes on, and says what it lacks', () => {
    const ended = RUN.cases.find(({ state }) => state.status === 'timed-out');
    const live = toEvents(RUN)
      .split('\n')
      .filter((line) => line.includes('"case-end"') || !line.includes(`"ordinal":${ended?.planned.ordinal},`))
      .join('\n');
    const run = importRun(live);
    expect(run?.record.cases[ended?.planned.ordinal ?? 0]).toMatchObject({
      planned: { id: ended?.planned.id, parameters: {}, iterations: 0 },
      state: { status: 'timed-out' },
    });
    expect(run?.unknown).toContain('Of cases that ended before they began it does not tell the parameters.');
    expect(importRun(toEvents(RUN))?.unknown).toHaveLength(1);
  });

  it('refuses a completed case without its beginning', () => {
    const done = RUN.cases.find(({ state }) => state.status === 'completed');
    const cut = toEvents(RUN)
      .split('\n')
      .filter(
        (line) => line.includes('"run-') || (line.includes('"case-end"') && line.includes(`${done?.planned.id}`)),
      );
    expect(() => importRun(cut.join('\n'))).toThrow(/has no start/);
  });

  it('passes over progress and types of later versions', () => {
    const lines = toEvents(RUN).trimEnd().split('\n');
    const later = JSON.stringify({
      v: 1,
      time: '2026-01-01T00:00:00.000Z',
      runId: '20260101-000000-abcd',
      traceId: '1'.repeat(32),
      type: 'weather',
    });
    expect(toEvents(imported([lines[0], later, ...lines.slice(1)].join('\n')))).toBe(toEvents(RUN));
  });

  it('takes the measurement that counts where a case was measured anew', () => {
    const lines = toEvents(sealed(record([caseOf({ samples: samplesWithTtft(10, 20) })])))
      .trimEnd()
      .split('\n');
    const [start = '', ...rest] = lines;
    const again = [start, ...rest.slice(0, -2), ...rest].join('\n');
    expect(imported(again).cases[0]).toMatchObject({
      complete: true,
      discardedSamples: 3,
      state: { take: 1, iterations: 2 },
    });
  });

  it('refuses a torn line with its number, a missing beginning and a mix of two runs', () => {
    const text = toEvents(RUN);
    expect(() => importRun(text.slice(0, -20))).toThrow(/^Line \d+ of the file is damaged/);
    expect(() => importRun(text.slice(text.indexOf('\n') + 1))).toThrow(/does not begin/);
    expect(() => importRun(text + toEvents(TWO_SITTINGS).replaceAll('-abcd', '-wxyz'))).toThrow(/2 runs/);
    expect(() => importRun(text.replace('"v":1', '"v":2'))).toThrow(/newer/);
  });
});

describe('importRun of anything else', () => {
  it.each(['', '{}', '[1]', 'null', 'hello', '{"schema":"other/1"}'])('does not take %j for a run', (text) => {
    expect(importRun(text)).toBeUndefined();
  });
});

describe('writeRun', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'acode-import-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['JSON', RUN],
    ['two sittings', TWO_SITTINGS],
    ['NDJSON', imported(toEvents(RUN))],
  ])('writes a journal of a run from %s that reads back as the same run', async (_, run) => {
    await writeRun(path.join(folder, 'journal'), run);
    const kept = await readRun(path.join(folder, 'journal'));
    expect(sameRun(kept, run)).toBe(true);
    expect(await toJson(kept)).toBe(await toJson(run));
  });

  it('exports what a journal keeps in the bytes that reading and writing every sample gives', async () => {
    await writeRun(path.join(folder, 'journal'), TWO_SITTINGS);
    const kept = await readRun(path.join(folder, 'journal'));
    const unread = { lines: [...runToEventLines(kept)].join(''), document: [...runToJsonText(kept, SUMMARY)].join('') };
    const read = structuredClone(TWO_SITTINGS);
    expect(unread.lines).toBe(toEvents(read));
    expect(unread.document).toBe([...runToJsonText(read, SUMMARY)].join(''));
    expect(JSON.stringify(kept)).toBe(JSON.stringify(read));
  });

  it('keeps the count of samples of given-up takes', async () => {
    const [first, ...others] = TWO_SITTINGS.cases;
    if (first === undefined) throw new Error('no case');
    const samples = first.samples.map((each) => ({ ...each, take: 1 }));
    const again = { ...first, samples, discardedSamples: 4, state: { ...first.state, take: 1 } };
    const run = sealed({ ...TWO_SITTINGS, cases: [again, ...others] });
    await writeRun(path.join(folder, 'journal'), run);
    expect((await readRun(path.join(folder, 'journal'))).cases[0]?.discardedSamples).toBe(4);
  });

  it('refuses a run that was damaged when it was exported, since a sound journal cannot hold it', async () => {
    const run = { ...TWO_SITTINGS, damage: ['the checksum of p/1 does not fit'] };
    await expect(writeRun(path.join(folder, 'journal'), run)).rejects.toThrow(
      /damaged when it was exported: the checksum/,
    );
  });
});
