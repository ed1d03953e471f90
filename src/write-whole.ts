import { open, rename, stat, unlink } from 'node:fs/promises';
import process from 'node:process';

/** Writes that this process began; two to the same file must not share a temporary one. */
let begun = 0;

/**
 * Writes a file whole or not at all: under a name of its own until it is complete and durable. Every byte is seen to be
 * written, since a disk that fills up takes a part of what it is given without an error. An existing file keeps its mode.
 * What a crash of the machine may take with it need not be `durable`.
 * @throws the error of the file system; what was there before is then still there.
 */
export async function writeWhole(
  file: string,
  pieces: string | Iterable<string | Uint8Array>,
  { mode = 0o666, durable = true }: { readonly mode?: number; readonly durable?: boolean } = {},
): Promise<void> {
  begun += 1;
  const unfinished = `${file}.${process.pid}.${begun}.tmp`;
  const handle = await open(unfinished, 'w', (await modeOf(file)) ?? mode);
  try {
    // `writeFile` goes on behind what was written already, and writes on until nothing is left, which `write` does not.
    for (const piece of typeof pieces === 'string' ? [pieces] : pieces) await handle.writeFile(piece);
    if (durable) await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    // The handle may be closed, and the file gone already; what failed first is what counts.
    await handle.close().catch(() => undefined);
    await unlink(unfinished).catch(() => undefined);
    throw error;
  }
}

async function modeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mode;
}
