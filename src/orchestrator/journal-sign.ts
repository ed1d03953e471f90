import { access } from 'node:fs/promises';
import path from 'node:path';
import type { CaseReason } from '../journal/records.js';
import type { RunFolder } from './run-folder.js';

/** A journal whose files are gone still takes writes, which nobody can ever read: it must be looked at from outside. */
export const JOURNAL_LOST: CaseReason = {
  code: 'journal-failed',
  message: 'The files of the journal were taken away.',
};

/** The file without which a LevelDB is lost; it stays the same while the store is open. */
export function journalSign(folder: RunFolder): string {
  return path.join(folder.journalDir, 'CURRENT');
}

/** Whether the journal's files are still there. */
export async function isJournalThere(folder: RunFolder): Promise<boolean> {
  return access(journalSign(folder)).then(
    () => true,
    () => false,
  );
}
