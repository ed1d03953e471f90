import { seededRandom } from './random.js';

/**
 * Text for prompts, made offline from the vocabulary of a coding agent: remarks about files, short code, log lines. It is
 * meant to cost a tokenizer about what an agent's real context costs, and it holds nothing of the user's.
 */

const SUBJECTS = ['parser', 'scheduler', 'journal', 'cache', 'router', 'lexer', 'worker', 'session', 'index', 'buffer'];
const VERBS = ['reads', 'writes', 'retries', 'drops', 'merges', 'validates', 'streams', 'locks', 'rebuilds', 'skips'];
const OBJECTS = ['records', 'tokens', 'requests', 'samples', 'headers', 'frames', 'events', 'batches', 'paths', 'rows'];
const REASONS = [
  'when the queue is full',
  'after the last flush',
  'before the lock is taken',
  'unless the checksum differs',
  'while another reader is active',
  'once the deadline has passed',
  'only if the caller asked for it',
  'because the first attempt failed',
];
const FOLDERS = ['src/core', 'src/net', 'src/store', 'lib/text', 'test/unit', 'tools'];
const EXTENSIONS = ['ts', 'py', 'rs', 'go', 'md', 'json'];

type Random = () => number;

/** Endless lines of agent-like text, the same for the same seed. */
export function* promptLines(seed: number): Generator<string, never> {
  const random = seededRandom(seed);
  // A fixed cycle: texts of the same length then cost about the same number of tokens whatever their seed.
  const cycle = [remark, codeLine, remark, logLine, remark, fileHeading];
  for (;;) for (const line of cycle) yield line(random);
}

/**
 * A short phrase that begins every measured prompt. Its first word differs between seeds, so that no backend finds a
 * cached prefix behind its chat template.
 */
export function nonce(seed: number): string {
  const random = seededRandom(seed ^ 0x5bd1e995);
  return `${Math.floor(random() * 2 ** 32).toString(36)}${Math.floor(random() * 2 ** 32).toString(36)}:`;
}

function remark(random: Random): string {
  return `The ${pick(SUBJECTS, random)} ${pick(VERBS, random)} ${pick(OBJECTS, random)} ${pick(REASONS, random)}.`;
}

function codeLine(random: Random): string {
  const name = `${pick(SUBJECTS, random)}${digits(random)}`;
  return `  const ${name} = await ${pick(VERBS, random)}(${pick(OBJECTS, random)}, { limit: ${digits(random)} });`;
}

function logLine(random: Random): string {
  return `[${digits(random)}] warn ${pick(SUBJECTS, random)}: ${pick(OBJECTS, random)}=${digits(random)} ${pick(REASONS, random)}`;
}

function fileHeading(random: Random): string {
  return `// ${pick(FOLDERS, random)}/${pick(SUBJECTS, random)}-${digits(random)}.${pick(EXTENSIONS, random)}`;
}

function pick<T>(choices: readonly T[], random: Random): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new RangeError('nothing to pick from');
  return choice;
}

function digits(random: Random): string {
  return String(Math.floor(random() * 1_000));
}
