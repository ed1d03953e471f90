import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../errors.js';
import { writeDocument } from '../history/read-document.js';
import type { RunFolder } from '../orchestrator/run-folder.js';

/** What is kept beside an imported run: it was not measured by this installation. */
export interface ImportMark {
  readonly schema: 'acode-import/1';
  readonly importedAt: string;
  /** Whether the run's machine looks like the one it was imported on; an event stream does not tell its machine. */
  readonly machine: 'this' | 'other' | 'unknown';
  /** SHA-256 of the file it came from. */
  readonly sourceDigest: string;
  /** What the file could not tell, in sentences; numbers are never affected. */
  readonly unknown: readonly string[];
}

/** Marks a run as imported. */
export async function writeImportMark(folder: RunFolder, mark: ImportMark): Promise<void> {
  await writeDocument(markFile(folder), mark);
}

/** The mark of an imported run, or undefined for one that was measured here. */
export async function readImportMark(folder: RunFolder): Promise<ImportMark | undefined> {
  try {
    return JSON.parse(await readFile(markFile(folder), 'utf8')) as ImportMark;
  } catch (error) {
    // A torn mark cannot come from this program, which writes it whole; the run itself is unharmed.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const ORIGINS: Readonly<Record<ImportMark['machine'], string>> = {
  this: 'from a file made on this machine',
  other: 'from another machine',
  unknown: 'from an event stream',
};

/** Where a run comes from, as a sentence; undefined for one that was measured here. */
export async function originOf(folder: RunFolder): Promise<string | undefined> {
  const mark = await readImportMark(folder);
  if (mark === undefined) return undefined;
  return [`Imported ${ORIGINS[mark.machine]} on ${mark.importedAt.slice(0, 10)}.`, ...mark.unknown].join(' ');
}

function markFile(folder: RunFolder): string {
  return path.join(folder.dir, 'import.json');
}
