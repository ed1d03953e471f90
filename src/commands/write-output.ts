import { once } from 'node:events';
import { readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { writeWhole } from '../write-whole.js';

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
  const file = await followed(path.resolve(target));
  if (!(await mayReplace(file))) throw cannotWrite(file, 'it is not a regular file');
  try {
    await writeWhole(file, typeof text === 'string' ? text : encoded(text));
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

/** The file that a link names, be it there or not: replacing the link itself would leave its file as it was. */
async function followed(file: string): Promise<string> {
  let place = file;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const next = await readlink(place).catch(() => undefined);
    if (next === undefined) return place;
    place = path.resolve(path.dirname(place), next);
  }
  throw cannotWrite(file, 'its links lead to themselves');
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

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
