import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const PREFIX = 'import-';

/** No import takes as long; a folder of one that goes on is younger. */
const ABANDONED_MS = 3_600_000;

/**
 * A new folder beside the runs in which an import builds one. Those of imports that were killed are taken away, since nobody
 * else would: a run in them is not whole, and its file is still where it was.
 */
export async function makeBuildingFolder(dataDir: string): Promise<string> {
  const names = await readdir(dataDir);
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const folder = path.join(dataDir, name);
    // Another import may be taking it away in the same moment.
    const begun = (await stat(folder).catch(() => undefined))?.mtimeMs;
    if (begun !== undefined && Date.now() - begun > ABANDONED_MS) await rm(folder, { recursive: true, force: true });
  }
  return mkdtemp(path.join(dataDir, PREFIX));
}
