import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LABELLED } from '../../benchmarks/data/judge-calibration/labelled.js';
import type { Judging } from '../../src/history/judgements.js';
import { type HeardMessage, ScriptedServer } from '../fixtures/scripted-server.js';
import { type Acode, createAcode, hasRuntime } from './acode.js';

const GOOD = new Set(LABELLED.map(({ good }) => good));

/** Judges by the labels, and finds whatever else it sees bad. */
function knowing(chat: readonly HeardMessage[]): string {
  const explanation = /<explanation>\n(.*)\n<\/explanation>/s.exec(chat.at(-1)?.content ?? '')?.[1] ?? '';
  return `1. yes "${explanation.slice(0, 20)}"\nGRADE: ${GOOD.has(explanation) ? 'GOOD' : 'BAD'}`;
}

async function ask(acode: Acode): Promise<void> {
  const { code, stderr } = await acode.run('run', '-b', 'explanation', '--limit', '2', '--output', 'quiet');
  expect([code, stderr]).toEqual([0, '']);
}

async function judgings(acode: Acode): Promise<readonly Judging[]> {
  const { stdout } = await acode.run('judge', 'last', '--json');
  const { judgings: found, runId } = JSON.parse(stdout) as { judgings: Judging[]; runId: string };
  const stored = await readFile(path.join(acode.dataDir, 'runs', runId, 'judgements.json'), 'utf8');
  expect((JSON.parse(stored) as { judgings: Judging[] }).judgings).toEqual(found);
  return found;
}

describe.skipIf(!hasRuntime)('a judge', () => {
  it('that agrees with the labels is shown with its score, its name and its kappa', async () => {
    await using acode = await createAcode();
    await using server = await ScriptedServer.start(knowing);
    await ask(acode);
    const { code, stdout } = await acode.run('judge', 'last', '--judge', `openai:scripted@${server.url}`);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('kappa 1.00 on 36 labelled explanations');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/: 0 % of explanations judged good .* \(by scripted@.*, kappa 1\.00\)/);
    const [judging] = await judgings(acode);
    expect(judging).toMatchObject({ complete: true, selfJudged: false, calibration: { trusted: true } });
    expect(judging?.scores).toMatchObject([{ explanations: 2, good: 0 }]);
    expect((await acode.run('show', 'last')).stdout).toContain('Judge scripted@');
  });

  it('that finds everything good has no score, and every explanation is asked about in both orders', async () => {
    await using acode = await createAcode();
    await using server = await ScriptedServer.start(() => 'GRADE: BAD\nor rather\nGRADE: GOOD');
    await ask(acode);
    const { stdout } = await acode.run('judge', 'last', '--judge', `openai:scripted@${server.url}`);
    expect(stdout.replace(/\s+/g, ' ')).toContain('Its score is not shown');
    expect(stdout).not.toContain('judged good [');
    const [judging] = await judgings(acode);
    expect(judging).toMatchObject({ calibration: { kappa: 0, trusted: false }, scores: [] });
    expect(judging?.judgements.map(({ decision }) => decision)).toEqual(['good', 'good']);
    expect(server.asked).toHaveLength(2 * (36 + 2));
  });

  it('is not asked again about what it has answered', async () => {
    await using acode = await createAcode();
    await using server = await ScriptedServer.start((chat, count) => (count > 20 ? '' : knowing(chat)));
    await ask(acode);
    const first = await acode.run('judge', 'last', '--judge', `openai:scripted@${server.url}`);
    expect(first.code).toBe(4);
    expect(first.stdout.replace(/\s+/g, ' ')).toContain('say the same again to go on');
    const [before] = await judgings(acode);
    const answered = Object.values(before?.answers ?? {}).filter(({ failure }) => failure === undefined).length;
    expect(answered).toBe(20);
    await acode.run('judge', 'last', '--judge', `openai:scripted@${server.url}`);
    expect(server.asked).toHaveLength(2 * (2 * (36 + 2)) - answered);
  });

  it('does not judge itself unasked', async () => {
    await using acode = await createAcode();
    await ask(acode);
    const smoke = path.resolve('models/smoke/acode-smoke-q8_0.gguf');
    const refused = await acode.run('judge', 'last', '--judge', smoke);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--allow-self-judge');
  });

  it('is asked at the end of a run that names it', async () => {
    await using acode = await createAcode();
    await using server = await ScriptedServer.start(knowing);
    const named = ['--judge', `openai:scripted@${server.url}`];
    const { code, stdout } = await acode.run('run', '-b', 'explanation', '--limit', '1', ...named);
    expect(code).toBe(0);
    expect(stdout).toContain('Judge scripted@');
    expect(server.asked).toHaveLength(2 * (36 + 1));
  });

  it('is refused before the run where it would be refused behind it', async () => {
    await using acode = await createAcode();
    await using server = await ScriptedServer.start(knowing);
    const none = await acode.run('run', '-b', 'latency', '--judge', `openai:scripted@${server.url}`);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('none is planned')]);
    const self = await acode.run(
      'run',
      '-b',
      'explanation',
      '--judge',
      path.resolve('models/smoke/acode-smoke-q8_0.gguf'),
    );
    expect([self.code, self.stderr]).toEqual([2, expect.stringContaining('--allow-self-judge')]);
    expect((await acode.run('results')).stdout).not.toContain('explanation');
  });

  it('needs explanations', async () => {
    await using acode = await createAcode();
    await using server = await ScriptedServer.start(knowing);
    await acode.run('run', '-b', 'latency', '-n', '1', '--warmup', '0', '--output', 'quiet');
    const { code, stderr } = await acode.run('judge', 'last', '--judge', `openai:scripted@${server.url}`);
    expect(code).toBe(2);
    expect(stderr).toContain('holds no explanations');
    expect((await acode.run('judge', 'last')).stderr).toContain('No judge was asked');
  });
});
