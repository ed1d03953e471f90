import { execa } from 'execa';
import { AcodeError, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';

/** The platform's way to open a file with the program that belongs to it. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Openers hand over to a browser and end; one that does not is not waited for longer. */
const TIMEOUT_MS = 10_000;

/**
 * Shows a file in the user's browser.
 * @throws AcodeError (`CANNOT_OPEN`) where there is no way to; the file is written all the same.
 */
export async function openInBrowser(file: string): Promise<void> {
  const [command, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  try {
    await execa(command, [...before, file], { stdio: 'ignore', timeout: TIMEOUT_MS });
  } catch (error) {
    throw new AcodeError({
      code: 'CANNOT_OPEN',
      exitCode: EXIT.unavailable,
      message: `${file} is written, but no browser could be started: ${messageOf(error)}.`,
      hint: 'Open the file by hand.',
      cause: error,
    });
  }
}
