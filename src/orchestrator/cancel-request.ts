import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../errors.js';
import { makeFolder } from '../make-folder.js';

/**
 * How another process asks a run to stop: a file that names the run. It works alike on every system, survives neither
 * the run nor a change of run id, and cannot hit a stranger's process as a signal to a reused pid could.
 */
const POLL_MS = 150;

function requestFile(dataDir: string): string {
  return path.join(dataDir, 'locks', 'cancel-request');
}

/** Asks the run to stop. */
export async function requestCancel(dataDir: string, runId: string): Promise<void> {
  await makeFolder(path.dirname(requestFile(dataDir)), { mode: 0o700 });
  await writeFile(requestFile(dataDir), runId, { mode: 0o600 });
}

/** Calls `onRequest` once when this run is asked to stop; returns a function that ends the watch and removes the file. */
export function watchForCancel(dataDir: string, runId: string, onRequest: () => void): () => Promise<void> {
  const timer = setInterval(() => {
    void readRequest(dataDir).then((requested) => {
      if (requested !== runId) return;
      clearInterval(timer);
      onRequest();
    });
  }, POLL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    if ((await readRequest(dataDir)) === runId) await rm(requestFile(dataDir), { force: true });
  };
}

async function readRequest(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(requestFile(dataDir), 'utf8')).trim();
  } catch (error) {
    // No file is the usual case; an unreadable one must not stop a measurement either.
    if (codeOf(error) !== undefined) return undefined;
    throw error;
  }
}
