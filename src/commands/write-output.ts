import { once } from 'node:events';
import { open, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import writeFileAtomic from 'write-file-atomic';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';

/**
 * Writes a document, whole or in pieces, to a file, all of it or nothing, or to standard output for `-`.
 * @throws AcodeError (exit 73; 74 for a full disk) when the target is no regular file or cannot be written.
 */
export async function writeOutput(
  target: string,
  text: string | Iterable<string>,
  stdout: NodeJS.WritableStream,
): Promise<void> {
  if (target === '-') {
    for (const piece of typeof text === 'string' ? [text] : encoded(text))
      if (!stdout.write(piece)) await once(stdout, 'drain');
    return;
  }
  const file = path.resolve(target);
  if (!(await mayReplace(file))) throw cannotWrite(file, 'it is not a regular file');
  try {
    await (typeof text === 'string' ? writeFileAtomic(file, text) : writePieces(file, encoded(text)));
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT' ? `there is no folder ${path.dirname(file)}` : undefined;
    throw cannotWrite(file, missing ?? messageOf(error), error);
  }
}

/** Small pieces as the bytes of many: a system call for each, or joining them first, would be most of the time. */
function* encoded(pieces: Iterable<string>): Generator<Buffer> {
  let block = Buffer.allocUnsafe(BLOCK_BYTES);
  let used = 0;
  for (const piece of pieces) {
    if (used + piece.length * UTF8_BYTES > BLOCK_BYTES) {
      yield block.subarray(0, used);
      block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, piece.length * UTF8_BYTES));
      used = 0;
    }
    used += block.write(piece, used);
  }
  yield block.subarray(0, used);
}

const BLOCK_BYTES = 1 << 20;

/** At most, for each UTF-16 unit of a text. */
const UTF8_BYTES = 3;

/** Under a name of its own until it is whole and durable. */
async function writePieces(file: string, pieces: Iterable<Buffer>): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  const handle = await open(unfinished, 'w', (await modeOf(file)) ?? 0o666);
  try {
    for (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
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

/** Replacing a device or a pipe by a file would break it. */
async function mayReplace(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw cannotWrite(file, messageOf(error), error);
  }
}

function cannotWrite(file: string, why: string, cause?: unknown): AcodeError {
  return new AcodeError({
    code: 'CANNOT_WRITE',
    exitCode: codeOf(cause) === 'ENOSPC' ? EXIT.io : EXIT.cannotWrite,
    message: `${file} cannot be written: ${why}.`,
    hint: 'Name another file, or - for standard output.',
    ...(cause === undefined ? {} : { cause }),
  });
}
