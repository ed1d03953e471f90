import { describe, expect, it } from 'vitest';
import { compareWords } from '../../src/commands/compare-words.js';
import { dataFolder } from '../history/history-fixture.js';
import { caseOf, record, samplesWithTtft } from '../report/record-fixture.js';
import { layRecord } from './lay-record.js';

/** A run of these targets, each with a fingerprint of its name unless told; their cases do not matter. */
function runOf(runId: string, ...names: readonly (string | { readonly name: string; readonly fingerprint: string })[]) {
  const run = record([caseOf({ samples: samplesWithTtft(10, 11, 12) })]);
  const [known] = run.meta.plan.targets;
  if (known === undefined) throw new Error('the fixture has a target');
  const targets = names.map((each) => ({
    ...known,
    ...(typeof each === 'string' ? { name: each, fingerprint: `sha256:${each}` } : each),
  }));
  return { ...run, meta: { ...run.meta, runId, plan: { ...run.meta.plan, targets } } };
}

const FIRST = '20260101-000000-aaaa';
const SECOND = '20260102-000000-bbbb';
const THIRD = '20260103-000000-cccc';

describe('compareWords', () => {
  it('names the models of one run, else the newest earlier run of the same model, else how to compare unlike ones', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRecord(dataDir, FIRST, runOf(FIRST, 'a'));
    expect(await compareWords(dataDir, runOf(FIRST, 'a'))).toBeUndefined();
    await layRecord(dataDir, SECOND, runOf(SECOND, 'b'));
    expect(await compareWords(dataDir, runOf(SECOND, 'b'))).toEqual([FIRST, SECOND, '--allow-different']);
    expect(await compareWords(dataDir, runOf(THIRD, 'a'))).toEqual([FIRST, THIRD]);
    expect(await compareWords(dataDir, runOf(THIRD, 'a', 'b'))).toEqual([THIRD]);
  });

  it('names no run without a benchmark in common', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRecord(dataDir, FIRST, runOf(FIRST, 'a'));
    const run = runOf(SECOND, 'a');
    const cases = run.cases.map((each) => ({ ...each, planned: { ...each.planned, benchmark: 'another' } }));
    expect(await compareWords(dataDir, { ...run, cases })).toBeUndefined();
  });

  it('knows the same model under another name', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRecord(dataDir, FIRST, runOf(FIRST, 'a'));
    const renamed = runOf(SECOND, { name: 'named in the configuration', fingerprint: 'sha256:a' });
    expect(await compareWords(dataDir, renamed)).toEqual([FIRST, SECOND]);
    const changed = runOf(SECOND, { name: 'a', fingerprint: 'sha256:another file under the name' });
    expect(await compareWords(dataDir, changed)).toEqual([FIRST, SECOND, '--allow-different']);
  });
});
