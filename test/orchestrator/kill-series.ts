import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import { awaitNoSurvivors, childrenOf, DrivenRun, processTree, type Acknowledged } from './driven-run.js';
import { journalProblems } from './journal-oracle.js';

export interface KillReport {
  readonly kills: Readonly<Record<Victim, number>>;
  readonly runsCompleted: number;
  readonly acknowledged: number;
  /** Milliseconds from each kill of an orchestrator until its last process was gone. */
  readonly goneMs: readonly number[];
  /** What the oracle found wrong, in sentences. */
  readonly problems: readonly string[];
}

export type Victim = 'orchestrator' | 'worker' | 'both';

const VICTIMS: readonly Victim[] = ['orchestrator', 'worker', 'both'];

const RUN = {
  cases: [
    { n: 1, pauseMs: 12 },
    { n: 2, pauseMs: 12 },
  ],
  iterations: 25,
} as const;

/** A case fails after three crashes of its worker in one sitting, which is right and not what is tested here. */
const MAX_WORKER_KILLS = 2;

/** Long enough for a sitting to get anywhere between its first instruction and the end of a case. */
const MAX_DELAY_MS = 900;

/**
 * Kills the orchestrator, its worker or both, `kills` times at random moments, and resumes after each until the run is
 * complete; then a new run begins. The oracle is outside: what a killed process printed as durable must be in the journal.
 */
export async function killSeries({
  kills,
  seed,
}: {
  readonly kills: number;
  readonly seed: number;
}): Promise<KillReport> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-kill-'));
  const series = new KillSeries(dataDir, seed);
  try {
    while (series.killCount < kills) await series.sitting();
    await series.finish();
    return series.report();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

class KillSeries {
  readonly #dataDir: string;
  readonly #random: () => number;
  readonly #kills: Record<Victim, number> = { orchestrator: 0, worker: 0, both: 0 };
  readonly #goneMs: number[] = [];
  readonly #problems: string[] = [];
  #acknowledged: Acknowledged[] = [];
  #acknowledgedBefore = 0;
  #runs = 0;
  #completed = 0;
  /** Whether the current run has said that it is planned and durable. */
  #started = false;

  constructor(dataDir: string, seed: number) {
    this.#dataDir = dataDir;
    this.#random = linearCongruential(seed);
  }

  get killCount(): number {
    return this.#kills.orchestrator + this.#kills.worker + this.#kills.both;
  }

  report(): KillReport {
    return {
      kills: this.#kills,
      runsCompleted: this.#completed,
      acknowledged: this.#acknowledgedBefore + this.#acknowledged.length,
      goneMs: this.#goneMs,
      problems: this.#problems,
    };
  }

  /** One process, with kills until it is dead or done. */
  async sitting(): Promise<void> {
    const run = this.#open();
    for (let workerKills = 0; ; workerKills += 1) {
      await Promise.race([delay(this.#random() * MAX_DELAY_MS), run.exited]);
      if (run.gone) return this.#conclude(run);
      const victim = workerKills < MAX_WORKER_KILLS ? this.#pick(VICTIMS) : 'orchestrator';
      if (victim !== 'worker') return this.#killOrchestrator(run, victim);
      await this.#killWorker(run);
    }
  }

  /** Lets the last run come to its end. */
  async finish(): Promise<void> {
    while (this.#runs > this.#completed) await this.#conclude(this.#open());
  }

  #open(): DrivenRun {
    const resume = this.#started;
    if (!resume) this.#runs = this.#completed + 1;
    this.#tries += resume ? 0 : 1;
    return new DrivenRun({ dataDir: this.#dataDir, runId: this.#runId(), mode: resume ? 'resume' : 'start', ...RUN });
  }

  /** A start that was killed before its plan was durable leaves nothing to resume; the next one has its own id. */
  #tries = 0;

  #runId(): string {
    return `20260101-000000-${this.#tries.toString(16).padStart(4, '0')}`;
  }

  async #killWorker(run: DrivenRun): Promise<void> {
    const [worker] = childrenOf(run.pid);
    if (worker === undefined) return;
    const tree = processTree(worker);
    kill(worker);
    this.#kills.worker += 1;
    await this.#expectNoSurvivors(tree, '/nowhere');
  }

  async #killOrchestrator(run: DrivenRun, victim: Victim): Promise<void> {
    const tree = processTree(run.pid);
    const workers = victim === 'both' ? tree.slice(1).map((each) => each.pid) : [];
    for (const pid of this.#random() < 0.5 ? [run.pid, ...workers] : [...workers, run.pid]) kill(pid);
    const { code } = await run.exited;
    // It may have come to its end in the same moment.
    if (code === null) this.#kills[victim] += 1;
    await this.#expectNoSurvivors(tree, this.#dataDir);
    await this.#conclude(run);
  }

  /** Books what a sitting printed; checks the journal at the end of a run, and after about every second kill. */
  async #conclude(run: DrivenRun): Promise<void> {
    const { code } = await run.exited;
    this.#acknowledged.push(...run.acknowledged);
    this.#started ||= run.said('run-start');
    if (code !== null && code !== 0)
      this.#problem(`exit ${code}: ${run.error?.stack ?? ''} ${JSON.stringify(run.end)} ${run.stderr}`);
    const finished = code === 0;
    if (this.#started && (finished || this.#random() < 0.5)) await this.#checkJournal();
    if (code !== null) this.#nextRun();
  }

  async #checkJournal(): Promise<void> {
    const { journalDir } = runFolder(this.#dataDir, this.#runId());
    for (const problem of await journalProblems(journalDir, this.#acknowledged)) this.#problem(problem);
  }

  #nextRun(): void {
    this.#completed += 1;
    this.#started = false;
    this.#acknowledgedBefore += this.#acknowledged.length;
    this.#acknowledged = [];
  }

  async #expectNoSurvivors(tree: Parameters<typeof awaitNoSurvivors>[0], dataDir: string): Promise<void> {
    const { tookMs, left } = await awaitNoSurvivors(tree, dataDir);
    this.#goneMs.push(tookMs);
    if (left.length > 0) this.#problem(`processes ${left.join(', ')} are alive long after the kill`);
  }

  #problem(text: string): void {
    this.#problems.push(`run ${this.#runId()}, kill ${this.killCount}: ${text}`);
  }

  #pick<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.#random() * choices.length)];
    if (choice === undefined) throw new Error('nothing to pick from');
    return choice;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It died with the one killed before it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Numerical Recipes' generator: enough to scatter moments, and the same for the same seed. */
function linearCongruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
