import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openProblem, openStore, type Store } from '../journal/level-store.js';
import { makeFolder } from '../make-folder.js';

/** Version of the entries; an index of another version is thrown away and made anew. */
const INDEX_VERSION = '3';
const VERSION_KEY = 'v';

/** How long to wait for another command that has the index open; each holds it for fractions of a second. */
const PATIENCE_MS = 3_000;
const POLL_MS = 25;

/**
 * Opens the index for the time of `use`. It holds nothing that the runs do not say, so a damaged or outdated one is made
 * anew. Where it cannot be opened (another command holds it for long, or the folder is read-only), `use` gets undefined
 * and does without.
 */
export async function withIndexStore<T>(dataDir: string, use: (store: Store | undefined) => Promise<T>): Promise<T> {
  const store = await openIndex(path.join(dataDir, 'history'));
  try {
    return await use(store);
  } finally {
    await store?.close();
  }
}

/** Throws the index away; the next query makes it anew. */
export async function dropIndex(dataDir: string): Promise<void> {
  await withIndexStore(dataDir, async (store) => {
    await store?.clear({ gt: VERSION_KEY });
  });
}

/** Key of a run's entry. */
export function entryKey(runId: string): string {
  return `${ENTRY_PREFIX}${runId}`;
}

const ENTRY_PREFIX = 'v/';

async function openIndex(dir: string): Promise<Store | undefined> {
  const store = (await openPatiently(dir)) ?? (await openAnew(dir));
  if (store === undefined) return undefined;
  if ((await store.get(VERSION_KEY)) !== INDEX_VERSION) {
    await store.clear();
    await store.put(VERSION_KEY, INDEX_VERSION);
  }
  return store;
}

/** The existing index once nobody else has it open; undefined when there is none, or it is of no use. */
async function openPatiently(dir: string): Promise<Store | undefined> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (await exists(path.join(dir, 'CURRENT'))) {
    try {
      return await openStore(dir, { create: false });
    } catch (error) {
      const problem = openProblem(error);
      if (problem === undefined) throw error;
      if (problem !== 'locked' || performance.now() > deadlineMs) return undefined;
    }
    await delay(POLL_MS);
  }
  return undefined;
}

/** A new index in the place of a damaged or missing one; never in the place of one that is in use. */
async function openAnew(dir: string): Promise<Store | undefined> {
  try {
    await makeFolder(path.dirname(dir), { mode: 0o700 });
    if (await isInUse(dir)) return undefined;
    await rm(dir, { recursive: true, force: true });
    return await openStore(dir, { create: true });
  } catch {
    // A read-only or full disk, or a race with another command: queries do without the index then.
    return undefined;
  }
}

async function isInUse(dir: string): Promise<boolean> {
  if (!(await exists(path.join(dir, 'CURRENT')))) return false;
  try {
    await (await openStore(dir, { create: false })).close();
    return false;
  } catch (error) {
    return openProblem(error) === 'locked';
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
