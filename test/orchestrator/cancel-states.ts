import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readRun } from '../../src/journal/load-run.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import type { CaseParameters } from '../../src/protocol/messages.js';
import { awaitNoSurvivors, DrivenRun, processTree } from './driven-run.js';

const RUN_ID = '20260101-000000-abcd';

interface CancelState {
  readonly modelPath?: string;
  readonly parameters?: CaseParameters;
  /** Whether the run has come to the state, but for `settleMs`. */
  readonly reached: (run: DrivenRun) => boolean;
  readonly settleMs: number;
}

const afterSamples = (count: number) => (run: DrivenRun) => run.acknowledged.length >= count;

/** Everything a run can be in the middle of when Ctrl-C is pressed. */
export const CANCEL_STATES: Readonly<Record<string, CancelState>> = {
  'starting the worker': { modelPath: '/slow-load', reached: (run) => run.said('run-start'), settleMs: 0 },
  'loading a model': { modelPath: '/slow-load', reached: (run) => run.said('run-start'), settleMs: 400 },
  'loading in a native call': { modelPath: '/hang-on-load', reached: (run) => run.said('run-start'), settleMs: 400 },
  'warming up': { parameters: { warmupPauseMs: 60_000 }, reached: (run) => run.said('case-start'), settleMs: 100 },
  measuring: { parameters: { pauseMs: 30 }, reached: afterSamples(4), settleMs: 10 },
  'measuring in a native call': { parameters: { behaviour: 'hang' }, reached: afterSamples(3), settleMs: 100 },
  // It ignores SIGTERM and has a child in its group and one outside; both are there after 300 ms.
  'measuring with a stubborn worker': {
    parameters: { behaviour: 'stubborn' },
    reached: afterSamples(3),
    settleMs: 250,
  },
};

export interface Cancellation {
  /** From the signal until the process was gone. */
  readonly tookMs: number;
  readonly exitCode: number | null;
  readonly reason: string | undefined;
  readonly journalState: string;
  readonly processes: number;
  readonly survivors: readonly number[];
}

/** Brings a run into the state, interrupts it, and says how it ended. */
export async function cancelIn(state: CancelState): Promise<Cancellation> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-cancel-'));
  try {
    const run = new DrivenRun({
      dataDir,
      runId: RUN_ID,
      mode: 'start',
      cases: [state.parameters ?? { n: 1 }],
      ...(state.modelPath === undefined ? {} : { modelPath: state.modelPath }),
      iterations: 1_000,
    });
    await run.until(() => state.reached(run));
    await delay(state.settleMs);
    const tree = processTree(run.pid);
    const startMs = performance.now();
    run.signal('SIGINT');
    const { code } = await run.exited;
    const tookMs = performance.now() - startMs;
    const { left } = await awaitNoSurvivors(tree, dataDir);
    const record = await readRun(runFolder(dataDir, RUN_ID).journalDir);
    return {
      tookMs,
      exitCode: code,
      reason: run.end?.reason?.code,
      journalState: record.state.status,
      processes: tree.length,
      survivors: left,
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
