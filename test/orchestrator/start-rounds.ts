import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EXIT } from '../../src/exit-codes.js';
import { DrivenRun, processTree, awaitNoSurvivors } from './driven-run.js';

/** What contenders find: nothing, or the sign of a holder that was killed a moment ago. */
export type Beginning = 'fresh' | 'stale';

/** A run that goes on until it is told to stop, so that no contender can find the lock free again. */
const ENDLESS = { cases: [{ behaviour: 'hang-async' }], iterations: 3 } as const;

/** Lets `contenders` processes start a run in the same moment; returns what is wrong, in sentences. */
export async function startRound(contenders: number, beginning: Beginning): Promise<string[]> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-start-'));
  try {
    const barrier = path.join(dataDir, 'barrier');
    const holder = beginning === 'stale' ? await startHolder(dataDir) : undefined;
    const runs = Array.from({ length: contenders }, (_, index) => {
      const runId = `20260101-000000-${index.toString(16).padStart(4, '0')}`;
      return new DrivenRun({ dataDir, runId, mode: 'start', barrier, ...ENDLESS });
    });
    await Promise.all(runs.map((run) => run.until(() => run.said('ready'))));
    if (holder !== undefined) {
      holder.signal('SIGKILL');
      await holder.exited;
    }
    await writeFile(barrier, '');
    return await judge(runs, dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function startHolder(dataDir: string): Promise<DrivenRun> {
  const holder = new DrivenRun({ dataDir, runId: '20250101-000000-dead', mode: 'start', ...ENDLESS });
  await holder.until(() => holder.said('sample'));
  return holder;
}

/** All but one end by themselves; then the one that runs is asked to stop. */
async function judge(runs: readonly DrivenRun[], dataDir: string): Promise<string[]> {
  await Promise.all(runs.map((run) => run.until(() => run.said('run-start') || run.said('error'))));
  const winners = runs.filter((run) => run.said('run-start'));
  const losers = runs.filter((run) => !run.said('run-start'));
  const lost = await Promise.all(losers.map((run) => run.exited));
  const problems = winners.length === 1 ? [] : [`${winners.length} of ${runs.length} got the lock`];
  for (const [index, { code }] of lost.entries()) {
    const error = losers[index]?.error;
    if (code !== EXIT.locked || error?.code !== 'RUN_LOCKED')
      problems.push(`a loser ended with ${code}: ${error?.stack ?? losers[index]?.stderr}`);
  }
  for (const winner of winners) {
    await winner.until(() => winner.said('sample'));
    const tree = processTree(winner.pid);
    winner.signal('SIGINT');
    const { code } = await winner.exited;
    if (code !== EXIT.interrupted) problems.push(`the one that ran ended with ${code}: ${winner.error?.stack ?? ''}`);
    const { left } = await awaitNoSurvivors(tree, dataDir);
    if (left.length > 0) problems.push(`processes ${left.join(', ')} were left`);
  }
  return problems;
}
