import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../errors.js';
import { openRecord, sealRecord } from './checksum.js';
import type { Journal } from './journal.js';
import { KEY } from './keys.js';
import { openStore, type Store } from './level-store.js';
import type { RunState } from './records.js';

/** What was found when a poisoned journal was opened again. */
export type Rescue =
  | { readonly kind: 'rescued'; readonly acknowledged: number; readonly lost: number }
  | { readonly kind: 'unreachable'; readonly problem: string };

export interface RescuePorts {
  readonly journal: Journal;
  readonly journalDir: string;
  readonly state: RunState;
  /** Gives the reserved disk space back; a LevelDB cannot be opened on a full disk. */
  readonly releaseBallast: () => Promise<void>;
}

/** Space given back is sometimes there only a moment later. */
const REOPEN_ATTEMPTS = 5;
const REOPEN_PAUSE_MS = 50;

/**
 * After a failed write: closes the poisoned handle, makes room, opens the journal anew, checks that every acknowledged
 * sample is there, and writes the end of the run. Never throws; what cannot be done is said in the result.
 */
export async function rescueJournal(ports: RescuePorts): Promise<Rescue> {
  await ports.journal.close().catch(() => undefined);
  await ports.releaseBallast();
  let problem = '';
  for (let attempt = 0; attempt < REOPEN_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await delay(REOPEN_PAUSE_MS);
    try {
      return await reopen(ports);
    } catch (error) {
      problem = messageOf(error);
    }
  }
  return { kind: 'unreachable', problem };
}

async function reopen({ journal, journalDir, state }: RescuePorts): Promise<Rescue> {
  const store = await openStore(journalDir, { create: false });
  try {
    const lost = await countLost(store, journal.acknowledgedSamples);
    const key = KEY.runState();
    await store.put(key, sealRecord(key, state), { sync: true });
    return { kind: 'rescued', acknowledged: journal.acknowledgedSamples.size, lost };
  } finally {
    await store.close();
  }
}

async function countLost(store: Store, keys: ReadonlySet<string>): Promise<number> {
  let lost = 0;
  for (const key of keys) {
    const text = await store.get(key);
    if (text === undefined || openRecord(key, text).kind === 'damaged') lost += 1;
  }
  return lost;
}
