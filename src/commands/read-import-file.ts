import { constants } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { refusal } from '../report/import/refusal.js';

/** What people call the usual errors. */
const READ_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ELOOP: 'its links lead to themselves',
};

/** Pipes that this process was started with, as of `import <(gunzip -c run.json.gz)`; opening one waits for nobody. */
const OWN_PIPE = /^\/(?:dev|proc\/self)\/fd\/\d+$|^\/dev\/stdin$/;

const REWRITE = 'Write it again as UTF-8 text; what is packed has to be unpacked first.';

/**
 * The text of a file to import, or of standard input for `-`: UTF-8, or UTF-16 with its mark, which shells of Windows write.
 * @throws AcodeError: exit 2 for what cannot be read or is no file, exit 65 for what is no text or too much of it.
 */
export async function readImportFile(file: string, stdin: NodeJS.ReadableStream = process.stdin): Promise<string> {
  try {
    if (file === '-') return decoded(file, await buffer(stdin));
    await requireFile(file);
    return decoded(file, await readFile(file));
  } catch (error) {
    if (error instanceof AcodeError) throw error;
    throw cannotRead(file, READ_PROBLEMS[codeOf(error) ?? ''] ?? messageOf(error), error);
  }
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file);
  if (found.isFIFO() && !OWN_PIPE.test(file)) throw cannotRead(file, 'it is a pipe; - reads standard input');
  if (!found.isFile() && !found.isFIFO() && !found.isDirectory()) throw cannotRead(file, 'it is no regular file');
  if (found.size > constants.MAX_STRING_LENGTH) throw tooLarge(file);
}

function decoded(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    if (codeOf(error) === 'ERR_STRING_TOO_LONG') throw tooLarge(file);
    if (codeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw refusal(`${nameOf(file)} is not text: its bytes are not UTF-8.`, REWRITE);
  }
}

/** By the mark at the beginning; the decoder leaves it out. */
function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function tooLarge(file: string): AcodeError {
  const mebibytes = Math.floor(constants.MAX_STRING_LENGTH / 2 ** 20);
  return refusal(
    `${nameOf(file)} is too large: ${mebibytes} MiB of text can be read at once.`,
    'Copy the folder of the run to the other data folder instead; reindex finds it there.',
  );
}

function cannotRead(file: string, why: string, cause?: unknown): AcodeError {
  return new AcodeError({
    code: 'CANNOT_READ',
    exitCode: EXIT.usage,
    message: `${nameOf(file)} cannot be read: ${why}.`,
    ...(cause === undefined ? {} : { cause }),
  });
}

function nameOf(file: string): string {
  if (file === '-') return 'Standard input';
  return file === '' ? 'The file without a name' : file;
}
