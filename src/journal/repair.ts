import { cp, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { Level } from 'level';
import { openStore, type Store } from './level-store.js';

/**
 * Repairs a journal that does not open: its files are copied into `quarantine/`, the copy is repaired and must open, and
 * only then takes the place of the original, which stays in quarantine. The caller holds the run lock, because LevelDB's
 * repair takes no lock of its own.
 * @returns the opened store.
 * @throws AcodeError when the repaired copy does not open either; the original is then untouched.
 */
export async function repairJournal(journalDir: string, now: Date): Promise<Store> {
  const quarantine = path.join(path.dirname(journalDir), 'quarantine', now.toISOString().replaceAll(/[:.]/g, '-'));
  const copy = path.join(quarantine, 'repaired');
  await mkdir(quarantine, { recursive: true, mode: 0o700 });
  await cp(journalDir, copy, { recursive: true });
  await (Level as unknown as Repairing).repair(copy);
  const trial = await openStore(copy, { create: false });
  await trial.close();
  await rename(journalDir, path.join(quarantine, 'original'));
  await rename(copy, journalDir);
  return openStore(journalDir, { create: false });
}

/** On Node, `level` is `classic-level`, which can repair; its types speak of what browsers can as well. */
interface Repairing {
  repair(dir: string): Promise<void>;
}
