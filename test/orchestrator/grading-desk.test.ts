import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/exit-codes.js';
import { openStore } from '../../src/journal/level-store.js';
import { exitCodeOf } from '../../src/orchestrator/run-ending.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import { RUN_ID, sandbox, scriptedPlan } from './orchestrate-fixture.js';

const GRADER = fileURLToPath(new URL('../fixtures/workers/scripted-grader.mjs', import.meta.url));

/** The verdicts of each case, sample by sample. */
function kinds(record: RunRecord): string[][] {
  return record.cases.map(({ samples }) =>
    samples.flatMap(({ verdicts = [] }) => verdicts.map(({ verdict }) => verdict.kind)),
  );
}

describe('grading', () => {
  it('keeps a verdict on every stored answer, and tells each behind its sample', async () => {
    await using place = await sandbox();
    const plan = scriptedPlan(
      [
        { item: 'a', answer: 'right' },
        { item: 'b', answer: 'wrong' },
      ],
      {
        iterations: 2,
        graderVersion: 1,
      },
    );
    const outcome = await place.run(plan, { graderEntry: GRADER });
    expect(outcome.status).toBe('completed');
    expect(kinds(await place.record())).toEqual([
      ['pass', 'pass'],
      ['wrong-answer', 'wrong-answer'],
    ]);
    const told = place.events.flatMap((event) =>
      event.type === 'sample' && event.sample.phase === 'measure'
        ? [`sample ${event.ordinal}.${event.sample.iteration}`]
        : event.type === 'verdict'
          ? [`verdict ${event.ordinal}.${event.iteration}`]
          : [],
    );
    expect(told).toEqual([
      'sample 0.0',
      'sample 0.1',
      'verdict 0.0',
      'verdict 0.1',
      'sample 1.0',
      'sample 1.1',
      'verdict 1.0',
      'verdict 1.1',
    ]);
  });

  it('counts a grader that dies, or replies rubbish, as invalid, and goes on with a new one', async () => {
    await using place = await sandbox();
    const plan = scriptedPlan(
      [
        { item: 'a', answer: 'kill me' },
        { item: 'b', answer: 'garbage' },
        { item: 'c', answer: 'right' },
      ],
      { iterations: 1, graderVersion: 1 },
    );
    const outcome = await place.run(plan, { graderEntry: GRADER });
    // Never counted against the model, and never passed over either.
    expect(exitCodeOf(outcome)).toBe(EXIT.failedCases);
    const record = await place.record();
    expect(kinds(record)).toEqual([['invalid'], ['invalid'], ['pass']]);
    expect(record.cases[0]?.samples[0]?.verdicts?.[0]?.verdict.why).toContain('SIGKILL');
  });

  it('has an answer judged once more when its grader was killed, as by one who runs out of memory', async () => {
    await using place = await sandbox();
    const mark = path.join(place.dataDir, 'killed');
    const cases = [{ item: 'a', answer: 'kill me once', mark }];
    const plan = scriptedPlan(cases, { iterations: 1, graderVersion: 1 });
    const outcome = await place.run(plan, { graderEntry: GRADER });
    expect(exitCodeOf(outcome)).toBe(EXIT.ok);
    expect(kinds(await place.record())).toEqual([['wrong-answer']]);
  });

  it('judges what an earlier sitting left without a verdict, and asks no item and no grader twice', async () => {
    await using place = await sandbox();
    const trace = path.join(place.dataDir, 'graded.txt');
    await writeFile(trace, '');
    const cases = [
      { item: 'a', answer: 'right', trace },
      { item: 'b', answer: 'right', trace },
    ];
    const plan = scriptedPlan(cases, { iterations: 1, graderVersion: 1 });
    await place.run(plan, { graderEntry: GRADER });
    await asIfKilledBeforeItsVerdict(place.dataDir, 1);
    const before = await place.record();
    expect(kinds(before)).toEqual([['pass'], []]);
    await place.resume(plan, { graderEntry: GRADER });
    const after = await place.record();
    expect(kinds(after)).toEqual([['pass'], ['pass']]);
    expect(after.cases.map(({ state }) => 'attempt' in state && state.attempt)).toEqual([1, 1]);
    expect((await readFile(trace, 'utf8')).trim().split('\n')).toEqual(['a', 'b', 'b']);
  });
});

/** Takes the verdict of a case and the end of the run out of the journal. */
async function asIfKilledBeforeItsVerdict(dataDir: string, ordinal: number): Promise<void> {
  const store = await openStore(runFolder(dataDir, RUN_ID).journalDir, { create: false });
  const prefix = `v/${String(ordinal).padStart(8, '0')}/`;
  const keys = await store.keys({ gte: prefix, lt: `${prefix}~` }).all();
  expect(keys).toHaveLength(1);
  await store.batch([...keys, 'x'].map((key) => ({ type: 'del' as const, key })));
  await store.close();
}
