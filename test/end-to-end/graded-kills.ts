import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunRecord } from '../../src/journal/run-record.js';
import { readRun } from '../../src/journal/load-run.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import type { RunEvent } from '../../src/protocol/run-events.js';
import type { Random } from '../../src/statistics/random.js';
import { awaitNoSurvivors, childrenOf, processTree } from '../orchestrator/driven-run.js';
import { type Acode, createAcode, eventsOf } from './acode.js';

export type GradedVictim = 'orchestrator' | 'worker' | 'grader';

export interface GradedKills {
  readonly kills: Readonly<Record<GradedVictim, number>>;
  /** Samples and verdicts that were printed as durable before a kill of the orchestrator. */
  readonly acknowledged: number;
  readonly goneMsMax: number;
  /** What was found wrong, in sentences. */
  readonly problems: readonly string[];
}

/** Of one worker's case so many attempts are allowed; killing more often fails it, which is right and not tested here. */
const MAX_HELPER_KILLS = 2;

/**
 * Runs a graded benchmark on the smoke model and kills its orchestrator, worker and grader at random moments, as often as
 * told; resumes until it is complete. What was durable, and what was printed as durable, is held against all that follows.
 */
export async function gradedKills(
  benchmark: string,
  { kills, ...order }: { readonly kills: number; readonly limit: number; readonly random: Random },
): Promise<GradedKills> {
  await using acode = await createAcode();
  const series = new Series(acode, { ...order, benchmark });
  while (series.killCount < kills && !series.complete) await series.sitting(kills);
  while (!series.complete) await series.sitting(0);
  return series.report();
}

/** The run's own memory of what no later sitting may change. */
interface Durable {
  readonly samples: Map<string, string>;
  readonly verdicts: Map<string, string>;
}

interface SeriesOrder {
  readonly random: Random;
  readonly limit: number;
  readonly benchmark: string;
}

class Series {
  readonly #acode: Acode;
  readonly #order: SeriesOrder;
  readonly #kills: Record<GradedVictim, number> = { orchestrator: 0, worker: 0, grader: 0 };
  readonly #durable: Durable = { samples: new Map(), verdicts: new Map() };
  readonly #problems: string[] = [];
  #acknowledged = 0;
  #goneMsMax = 0;
  #runId: string | undefined;
  complete = false;

  constructor(acode: Acode, order: SeriesOrder) {
    this.#acode = acode;
    this.#order = order;
  }

  get killCount(): number {
    return this.#kills.orchestrator + this.#kills.worker + this.#kills.grader;
  }

  report(): GradedKills {
    return {
      kills: this.#kills,
      acknowledged: this.#acknowledged,
      goneMsMax: Math.round(this.#goneMsMax),
      problems: this.#problems,
    };
  }

  /** One process, with kills until it is dead or done. */
  async sitting(kills: number): Promise<void> {
    const run = new Heard(this.#start());
    for (let helpers = 0; this.killCount < kills;) {
      await run.untilMoreEvents(1 + this.#order.random.nextBelow(5));
      await Promise.race([delay(this.#order.random.nextBelow(120)), run.closed]);
      if (run.gone) break;
      const victim = helpers < MAX_HELPER_KILLS ? this.#pick() : 'orchestrator';
      if (victim === 'orchestrator') {
        await this.#killOrchestrator(run);
        break;
      }
      if (this.#killHelper(run, victim)) helpers += 1;
    }
    await this.#conclude(run);
  }

  #start(): ChildProcess {
    const { benchmark, limit } = this.#order;
    const what =
      this.#runId === undefined ? ['--benchmark', benchmark, '--limit', `${limit}`] : ['--resume', this.#runId];
    return this.#acode.start('run', ...what, '--output', 'ndjson');
  }

  async #killOrchestrator(run: Heard): Promise<void> {
    const tree = processTree(run.pid);
    process.kill(run.pid, 'SIGKILL');
    this.#kills.orchestrator += 1;
    const { dataDir } = this.#acode;
    const { tookMs, left } = await awaitNoSurvivors(tree, dataDir);
    this.#goneMsMax = Math.max(this.#goneMsMax, tookMs);
    const names = left.map((pid) => `${pid} (${commandOf(pid)})`);
    if (left.length > 0) this.#problem(`${names.join(', ')} are alive long after the kill`);
  }

  /** False where there is no such process at the moment. */
  #killHelper(run: Heard, victim: 'worker' | 'grader'): boolean {
    const pid = childrenOf(run.pid).find((child) => commandOf(child).includes(`/${victim}/main.js`));
    if (pid === undefined) return false;
    process.kill(pid, 'SIGKILL');
    this.#kills[victim] += 1;
    return true;
  }

  async #conclude(run: Heard): Promise<void> {
    const code = await run.closed;
    this.#runId ??= run.events.find(({ type }) => type === 'run-start')?.runId;
    if (this.#runId === undefined) return;
    for (const event of run.events) this.#book(event);
    const record = await readRun(runFolder(this.#acode.dataDir, this.#runId).journalDir);
    this.#compare(record);
    if (code === null) return;
    this.complete = true;
    if (code !== 0) this.#problem(`exit ${code}: ${run.errors.slice(-500)}`);
    for (const { planned, state } of record.cases) {
      if (state.status !== 'completed' && state.status !== 'skipped') this.#problem(`${planned.id} is ${state.status}`);
    }
  }

  /** What a sitting printed: no sample that was durable before it, and no second verdict. */
  #book(event: RunEvent): void {
    if (event.type === 'sample') {
      const key = `${event.caseId} ${event.sample.iteration}`;
      if (this.#durable.samples.has(key)) this.#problem(`asked twice: ${key}`);
      this.#durable.samples.set(key, JSON.stringify(event.sample));
      this.#acknowledged += 1;
    } else if (event.type === 'verdict') {
      const key = `${event.caseId} ${event.iteration}`;
      if (this.#durable.verdicts.has(key)) this.#problem(`judged twice: ${key}`);
      this.#durable.verdicts.set(key, JSON.stringify(event.verdict));
      this.#acknowledged += 1;
    }
  }

  /** The journal holds all that was said, unchanged; what it holds beyond that is durable from here on as well. */
  #compare({ cases, damage }: RunRecord): void {
    for (const each of damage) this.#problem(`damage: ${each}`);
    const { samples, verdicts } = this.#durable;
    const stored: Durable = { samples: new Map(), verdicts: new Map() };
    for (const { planned, samples: all } of cases) {
      for (const { sample, verdicts: given = [] } of all) {
        const key = `${planned.id} ${sample.iteration}`;
        stored.samples.set(key, JSON.stringify(sample));
        if (given.length > 1) this.#problem(`${given.length} verdicts: ${key}`);
        for (const { verdict } of given) stored.verdicts.set(key, JSON.stringify(verdict));
      }
    }
    for (const [kind, known, now] of [
      ['sample', samples, stored.samples],
      ['verdict', verdicts, stored.verdicts],
    ] as const) {
      for (const [key, text] of known) {
        if (!now.has(key)) this.#problem(`${kind} lost: ${key}`);
        else if (now.get(key) !== text) this.#problem(`${kind} changed: ${key}`);
      }
      for (const [key, text] of now) known.set(key, text);
    }
  }

  #problem(text: string): void {
    this.#problems.push(`${this.#order.benchmark}, kill ${this.killCount}: ${text}`);
  }

  #pick(): GradedVictim {
    const victims = ['orchestrator', 'worker', 'grader'] as const;
    return victims[this.#order.random.nextBelow(victims.length)] ?? 'orchestrator';
  }
}

/** A process that speaks in events, and those that have come so far. */
class Heard {
  readonly pid: number;
  /** Resolves with its exit code, null where a signal ended it. */
  readonly closed: Promise<number | null>;
  gone = false;
  errors = '';
  #text = '';
  #wake: () => void = () => undefined;

  constructor(child: ChildProcess) {
    this.pid = child.pid ?? 0;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
      this.#wake();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.closed = new Promise((resolve) => {
      child.on('close', (code) => {
        this.gone = true;
        this.#wake();
        resolve(code);
      });
    });
  }

  /** Whole lines only: the last one may have been cut by a kill. */
  get events(): RunEvent[] {
    return eventsOf(this.#text.slice(0, this.#text.lastIndexOf('\n') + 1));
  }

  /** Waits for further events, or for the end. */
  async untilMoreEvents(count: number): Promise<void> {
    const wanted = this.events.length + count;
    while (!this.gone && this.events.length < wanted) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
