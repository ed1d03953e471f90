import { appendFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { codeOf, messageOf } from '../errors.js';
import { makeFolder } from '../make-folder.js';
import { killTree } from '../orchestrator/kill-tree.js';
import { TailBuffer } from '../orchestrator/tail-buffer.js';
import type { AlertSettings } from './alert-settings.js';
import { withoutHome } from './without-home.js';

const TAIL_BYTES = 4 << 10;

/** Last words of a command come with its end or never: what it left in the background may hold its output open. */
const LAST_WORDS_MS = 100;

/**
 * Tells the command and the file of the configuration. Returns what went wrong, one sentence each: an alert that cannot be
 * sent changes nothing about the run that it is about.
 */
export async function sendAlert(document: unknown, settings: AlertSettings): Promise<string[]> {
  const text = `${withoutHome(JSON.stringify(document))}\n`;
  const { command, file } = settings;
  const problems = [
    file === undefined ? undefined : await appendToFile(file, text),
    command === undefined ? undefined : await runCommand(command, text, settings),
  ];
  return problems.filter((problem) => problem !== undefined);
}

async function appendToFile(file: string, text: string): Promise<string | undefined> {
  try {
    const known = await stat(file).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    // Nobody may be at the other end of a pipe, and writing would wait for them.
    if (known?.isFile() === false) return `The alert file ${file} is not a regular file; nothing was written to it.`;
    await makeFolder(path.dirname(file));
    await appendFile(file, text, { mode: 0o600 });
    return undefined;
  } catch (error) {
    return `The alert file ${file} cannot be written: ${messageOf(error)}.`;
  }
}

/** Runs the command in a group of its own with the document on its standard input; it and all it started are gone then. */
async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  input: string,
  { folder, timeoutMs }: AlertSettings,
): Promise<string | undefined> {
  const child = execa(program, args, {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
    buffer: false,
    detached: true,
    cleanup: false,
    reject: false,
  });
  const output = new TailBuffer(TAIL_BYTES);
  child.stderr.on('data', (chunk: Buffer) => output.add(chunk));
  // A command that does not read what it is told is told all the same.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let exited = false;
  let killing: Promise<void> | undefined;
  const timer = setTimeout(() => {
    killing = killTree(child.pid ?? 0, () => exited);
  }, timeoutMs);
  const closed = new Promise((resolve) => child.stderr.once('close', resolve));
  const problem = await endOf(child);
  exited = true;
  clearTimeout(timer);
  await killing;
  await Promise.race([closed, delay(LAST_WORDS_MS)]);
  child.stderr.destroy();
  const name = [program, ...args].join(' ');
  if (killing !== undefined)
    return `The alert command "${name}" did not end within ${timeoutMs / 1_000} s and was killed.`;
  if (problem === undefined) return undefined;
  const lastWords = output.toString().trim().split('\n').at(-1) ?? '';
  return `The alert command "${name}" ${problem}${lastWords === '' ? '' : `: ${lastWords.slice(0, 200)}`}.`;
}

/** How a child ended, in words; undefined for a success. */
function endOf(child: {
  once(event: 'exit', listener: (code: number | null, signal: string | null) => void): unknown;
  once(event: 'error', listener: (error: Error) => void): unknown;
}): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${messageOf(error)})`));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`);
    });
  });
}
