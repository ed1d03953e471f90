import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AcodeError } from '../../src/errors.js';
import { readRun } from '../../src/journal/load-run.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import { DrivenRun, type DriverOrders } from './driven-run.js';

/** What reading a journal with one flipped byte came to. */
export type Verdict =
  | 'refused'
  | 'reported'
  | 'equal'
  /**
   * The store lost the end of its log, as in a power cut: the run is not shown as completed, and what is left is true.
   * Resuming measures the rest anew.
   */
  | 'rolled-back'
  /** A warm-up sample or a note vanished; everything that results are made from is as it was. */
  | 'unused-lost';

export interface FlipReport {
  readonly flips: number;
  readonly files: Readonly<Record<string, number>>;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Flips that changed what is read without a word. */
  readonly silent: readonly string[];
}

const ORDERS: Omit<DriverOrders, 'mode' | 'dataDir'> = {
  runId: '20260101-000000-abcd',
  cases: [
    { n: 1, pauseMs: 2 },
    { n: 2, pauseMs: 2 },
    { n: 3, pauseMs: 2 },
  ],
  iterations: 60,
};

/** Flips every `step`-th byte of every file of a finished journal, one at a time on a copy, and reads each copy. */
export async function flipEveryByte({ step }: { readonly step: number }): Promise<FlipReport> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-flip-'));
  try {
    const original = await finishedJournal(dataDir);
    const pristine = path.join(dataDir, 'pristine');
    cpSync(original, pristine, { recursive: true });
    const truth = await readRun(original);
    return await flipAll({ pristine, copy: path.join(dataDir, 'copy'), truth, step });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Interrupted once, so that part of it lies in a table and part in the log. */
async function finishedJournal(dataDir: string): Promise<string> {
  const first = new DrivenRun({ dataDir, mode: 'start', ...ORDERS });
  await first.until(() => first.acknowledged.length >= 90);
  first.signal('SIGINT');
  await first.exited;
  const second = new DrivenRun({ dataDir, mode: 'resume', ...ORDERS });
  const { code } = await second.exited;
  if (code !== 0) throw new Error(`the run to damage did not complete: ${JSON.stringify(second.error ?? second.end)}`);
  return runFolder(dataDir, ORDERS.runId).journalDir;
}

async function flipAll(work: { pristine: string; copy: string; truth: RunRecord; step: number }): Promise<FlipReport> {
  const verdicts: Record<Verdict, number> = { refused: 0, reported: 0, equal: 0, 'rolled-back': 0, 'unused-lost': 0 };
  const files: Record<string, number> = {};
  const silent: string[] = [];
  for (const name of readdirSync(work.pristine)) {
    const bytes = readFileSync(path.join(work.pristine, name));
    for (let at = 0; at < bytes.length; at += work.step) {
      const verdict = await readFlipped(work, name, at);
      if (verdict in verdicts) verdicts[verdict as Verdict] += 1;
      else silent.push(`${name} byte ${at} of ${bytes.length}: ${verdict}`);
      files[name] = (files[name] ?? 0) + 1;
    }
  }
  return { flips: Object.values(files).reduce((sum, each) => sum + each, 0), files, verdicts, silent };
}

async function readFlipped(
  { pristine, copy, truth }: { pristine: string; copy: string; truth: RunRecord },
  name: string,
  at: number,
): Promise<string> {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  for (const each of readdirSync(pristine)) {
    const bytes = readFileSync(path.join(pristine, each));
    if (each === name) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(path.join(copy, each), bytes);
  }
  try {
    return judge(truth, await readRun(copy));
  } catch (error) {
    return error instanceof AcodeError ? 'refused' : `thrown: ${String(error)} / ${String((error as Error).cause)}`;
  }
}

function judge(truth: RunRecord, read: RunRecord): string {
  if (read.damage.length > 0) return untrue(truth, read) ?? 'reported';
  if (JSON.stringify(read) === JSON.stringify(truth)) return 'equal';
  const wrong = untrue(truth, read);
  if (wrong !== undefined) return wrong;
  if (JSON.stringify(whatCounts(read)) === JSON.stringify(whatCounts(truth))) return 'unused-lost';
  return read.state.status === 'completed'
    ? `${differences(truth, read)} differ, and the run is shown as completed`
    : 'rolled-back';
}

/** Whatever is read must be what was written: a sample that differs, or a case called complete that is not, is a lie. */
function untrue(truth: RunRecord, read: RunRecord): string | undefined {
  for (const [ordinal, each] of read.cases.entries()) {
    const original = truth.cases[ordinal];
    const known = new Set(original?.samples.map((sample) => JSON.stringify(sample)));
    if (each.samples.some((sample) => !known.has(JSON.stringify(sample)))) return `a sample of case ${ordinal} differs`;
    const measured = each.samples.filter(({ sample }) => sample.phase === 'measure').length;
    if (each.complete && measured !== each.planned.iterations) return `case ${ordinal} is complete without its samples`;
  }
  return undefined;
}

/** Everything that results are made from. */
function whatCounts({ meta, state, cases, targets, generations }: RunRecord): unknown {
  const measured = cases.map((each) => each.samples.filter(({ sample }) => sample.phase === 'measure'));
  const states = cases.map(({ planned, state: of, complete }) => ({ planned, of, complete }));
  return { meta, state, targets, generations, measured, states };
}

function differences(truth: RunRecord, read: RunRecord): string {
  return (Object.keys(truth) as (keyof RunRecord)[])
    .filter((key) => JSON.stringify(truth[key]) !== JSON.stringify(read[key]))
    .join(', ');
}
