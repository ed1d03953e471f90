import { stat } from 'node:fs/promises';
import { AcodeError, codeOf } from '../errors.js';
import type { Store } from '../journal/level-store.js';
import { readHolder } from '../orchestrator/lock.js';
import { listRunIds, runFolder, type RunFolder } from '../orchestrator/run-folder.js';
import { dropIndex, entryKey, withIndexStore } from './index-store.js';
import { readSummary } from './read-summary.js';
import { bareEntry, entryOfSummary, isSettled, type RunEntry } from './run-entry.js';
import { candidates, type RunQuery, selectRuns } from './run-query.js';
import { readTags } from './tags.js';

/** An entry as it is stored, with what tells whether its run went on since. */
interface StoredEntry {
  readonly entry: RunEntry;
  readonly stamp: string;
}

/** What bringing the index up to date changed. */
export interface IndexChanges {
  readonly entries: readonly RunEntry[];
  /** Runs read from their folders because the index did not know them or they went on. */
  readonly read: number;
  /** Entries whose runs are gone. */
  readonly removed: number;
}

/** The wanted runs, newest first. A run that is going on is among them, as far as its id tells. */
export async function queryRuns(dataDir: string, query: RunQuery): Promise<RunEntry[]> {
  const { entries } = await refreshRuns(dataDir, candidates(await listRunIds(dataDir), query));
  return selectRuns(entries, query);
}

/**
 * Brings the index up to date and gives all its entries. Runs that can no longer change are taken from it as they are;
 * only new ones and those that may have been resumed are looked at.
 */
export async function refreshIndex(dataDir: string): Promise<IndexChanges> {
  return refreshRuns(dataDir, await listRunIds(dataDir));
}

async function refreshRuns(dataDir: string, ids: readonly string[]): Promise<IndexChanges> {
  if (ids.length === 0) return { entries: [], read: 0, removed: 0 };
  const running = (await readHolder(dataDir))?.runId;
  return withIndexStore(dataDir, async (store) => {
    const stored = await readEntries(store, ids);
    const entries: RunEntry[] = [];
    const changed: [string, StoredEntry][] = [];
    for (const runId of ids) {
      if (runId === running) {
        entries.push(bareEntry(runId, { status: 'running' }));
        continue;
      }
      const known = stored.get(runId);
      // Nothing is awaited for a settled run: ten thousand turns of the event loop would be most of a query.
      const settled = known !== undefined && isSettled(known.entry);
      const current = settled ? known : await bringUpToDate(runFolder(dataDir, runId), known);
      entries.push(current.entry);
      if (current !== known) changed.push([runId, current]);
    }
    const present = new Set(ids);
    const gone = [...stored.keys()].filter((runId) => !present.has(runId));
    await writeChanges(store, { changed, gone });
    return { entries, read: changed.length, removed: gone.length };
  });
}

/** Makes the whole index anew from the runs. */
export async function reindex(dataDir: string): Promise<IndexChanges> {
  await dropIndex(dataDir);
  return refreshIndex(dataDir);
}

/** Forgets a run whose tags changed or whose folder is gone; the next query reads it anew if it is there. */
export async function forgetRun(dataDir: string, runId: string): Promise<void> {
  await withIndexStore(dataDir, async (store) => {
    await store?.del(entryKey(runId));
  });
}

/** Entries from the oldest to the newest of the ids, also of runs that are gone. `ids` ascend. */
async function readEntries(store: Store | undefined, ids: readonly string[]): Promise<Map<string, StoredEntry>> {
  const range = { gte: entryKey(ids.at(0) ?? ''), lte: entryKey(ids.at(-1) ?? '') };
  const stored = new Map<string, StoredEntry>();
  for (const text of (await store?.values(range).all()) ?? []) {
    const value = JSON.parse(text) as StoredEntry;
    stored.set(value.entry.runId, value);
  }
  return stored;
}

async function bringUpToDate(folder: RunFolder, known: StoredEntry | undefined): Promise<StoredEntry> {
  const stamp = await stampOf(folder);
  return known?.stamp === stamp ? known : { entry: await readEntry(folder), stamp };
}

async function readEntry(folder: RunFolder): Promise<RunEntry> {
  try {
    return entryOfSummary(await readSummary(folder), await readTags(folder));
  } catch (error) {
    if (error instanceof AcodeError) return bareEntry(folder.runId, { status: 'unreadable', problem: error.message });
    throw error;
  }
}

/** Changes whenever a sitting writes to the run. Without an event log the journal's folder tells, which reading changes too. */
async function stampOf(folder: RunFolder): Promise<string> {
  const found = (await statOf(folder.eventLog)) ?? (await statOf(folder.journalDir));
  return found === undefined ? 'nothing' : `${found.mtimeMs} ${found.size}`;
}

async function statOf(file: string): Promise<{ readonly mtimeMs: number; readonly size: number } | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeChanges(
  store: Store | undefined,
  { changed, gone }: { readonly changed: readonly [string, StoredEntry][]; readonly gone: readonly string[] },
): Promise<void> {
  if (store === undefined || changed.length + gone.length === 0) return;
  await store.batch([
    ...changed.map(([runId, value]) => ({ type: 'put' as const, key: entryKey(runId), value: JSON.stringify(value) })),
    ...gone.map((runId) => ({ type: 'del' as const, key: entryKey(runId) })),
  ]);
}
