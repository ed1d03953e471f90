import { stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';

/**
 * Writes a document to a file, whole or not at all, or to standard output for `-`.
 * @throws AcodeError (exit 73; 74 for a full disk) when the target is no regular file or cannot be written.
 */
export async function writeOutput(target: string, text: string, stdout: NodeJS.WritableStream): Promise<void> {
  if (target === '-') {
    stdout.write(text);
    return;
  }
  const file = path.resolve(target);
  if (!(await mayReplace(file))) throw cannotWrite(file, 'it is not a regular file');
  try {
    await writeFileAtomic(file, text);
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT' ? `there is no folder ${path.dirname(file)}` : undefined;
    throw cannotWrite(file, missing ?? messageOf(error), error);
  }
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
