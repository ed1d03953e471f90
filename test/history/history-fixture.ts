import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { summariseRun, type RunSummary } from '../../src/report/run-summary.js';
import { caseOf, record, samplesWithTtft } from '../report/record-fixture.js';

/** A data folder of its own, removed at the end of the scope. */
export interface DataFolder {
  readonly dataDir: string;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function dataFolder(): Promise<DataFolder> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-history-'));
  return { dataDir, [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) };
}

/** A summary of a completed run with one case. */
export function summaryOf(runId: string, changes: Partial<RunSummary> = {}): RunSummary {
  const summary = summariseRun(record([caseOf({ samples: samplesWithTtft(100, 101) })]), new Map());
  return { ...summary, runId, ...changes };
}

/** Lays a finished run into the folder as the commands would find it, without a journal. */
export async function layRun(dataDir: string, summary: RunSummary): Promise<string> {
  const dir = path.join(dataDir, 'runs', summary.runId);
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'summary.json'), JSON.stringify(summary));
  await writeFile(path.join(dir, 'events.ndjson'), '');
  return dir;
}
