import type { JsonObject } from '../protocol/json.js';
import { linesOf, pathsUnder } from './file-tools.js';
import { type ScriptAnswer, textArgument, ToolRefusal, type ToolState } from './tool-state.js';
import type { WorkspaceFiles } from './workspace-files.js';

/** Characters that mean something to a shell. There is none: they are refused rather than misunderstood. */
const SHELL = /[;|&<>$`(){}*?\n\\]/;

type Command = (files: WorkspaceFiles, words: readonly string[]) => string;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['ls', (files, [folder = '.']) => pathsUnder(files, folder).join('\n')],
  [
    'cat',
    (files, words) =>
      some(words)
        .map((path) => files.read(path))
        .join(''),
  ],
  ['wc', countLines],
  ['head', (files, words) => part(files, words, (lines, count) => lines.slice(0, count))],
  ['tail', (files, words) => part(files, words, (lines, count) => (count === 0 ? [] : lines.slice(-count)))],
  [
    'sort',
    (files, words) =>
      some(words)
        .flatMap((path) => linesOf(files.read(path)))
        .sort()
        .join('\n'),
  ],
  ['grep', grep],
  ['cp', (files, words) => copy(files, words)],
  ['mv', move],
  ['rm', (files, words) => each(some(words), (path) => files.remove(path))],
]);

/**
 * Runs one command out of a short list, interpreted here: no shell, no process, no expansion. Scripts of the project
 * answer as the state says.
 */
export function runCommand(files: WorkspaceFiles, scripts: ToolState['scripts'], given: JsonObject): string {
  const command = textArgument(given, 'command').trim();
  const script = Object.hasOwn(scripts, command) ? scripts[command] : undefined;
  if (script !== undefined) return answerOf(script, files);
  if (command.length > 500) throw new ToolRefusal('a command is longer than 500 characters');
  const [name = '', ...words] = wordsOf(command);
  const run = COMMANDS.get(name);
  if (run === undefined) throw new ToolRefusal(`"${name}" is no command here; there are: ${namesOf(scripts)}`);
  return run(files, words);
}

function namesOf(scripts: ToolState['scripts']): string {
  return [...COMMANDS.keys(), ...Object.keys(scripts)].join(', ');
}

function answerOf(script: readonly ScriptAnswer[], files: WorkspaceFiles): string {
  const answer = script.find(({ when }) =>
    when.every(({ file, has, lacks }) => {
      const text = files.has(file) ? files.read(file) : '';
      return (has === undefined || text.includes(has)) && (lacks === undefined || !text.includes(lacks));
    }),
  );
  return answer?.says ?? '';
}

/** Words, apart by space; quotes hold a word together. @throws ToolRefusal */
function wordsOf(command: string): string[] {
  const words = command.match(/"[^"]*"|'[^']*'|[^\s"']+|["']/g) ?? [];
  if (words.some((word) => word === '"' || word === "'")) throw new ToolRefusal('a quote is not closed');
  return words.map((word) => {
    const isQuoted = word.startsWith('"') || word.startsWith("'");
    if (!isQuoted && SHELL.test(word))
      throw new ToolRefusal('only single commands are possible: no pipes, no redirection');
    return isQuoted ? word.slice(1, -1) : word;
  });
}

function countLines(files: WorkspaceFiles, words: readonly string[]): string {
  const [option, ...paths] = words;
  if (option !== '-l') throw new ToolRefusal('wc knows only -l');
  return some(paths)
    .map((path) => `${linesOf(files.read(path)).length} ${path}`)
    .join('\n');
}

function part(
  files: WorkspaceFiles,
  words: readonly string[],
  take: (lines: readonly string[], count: number) => readonly string[],
): string {
  const hasCount = words[0] === '-n';
  const count = hasCount ? Number(words[1]) : 10;
  if (!Number.isSafeInteger(count) || count < 0) throw new ToolRefusal('-n wants a whole number');
  return some(hasCount ? words.slice(2) : words)
    .flatMap((path) => take(linesOf(files.read(path)), count))
    .join('\n');
}

/** Lines that hold a text; `-n` numbers them, `-i` folds case. The text is no pattern. */
function grep(files: WorkspaceFiles, words: readonly string[]): string {
  const options = words.filter((word) => word.startsWith('-'));
  const [text, ...paths] = words.filter((word) => !word.startsWith('-'));
  const unknown = options.find((option) => !['-n', '-i', '-r', '-rn', '-nr', '-in', '-ni'].includes(option));
  if (unknown !== undefined) throw new ToolRefusal(`grep does not know ${unknown}`);
  if (text === undefined) throw new ToolRefusal('grep wants a text and files');
  const has = (letter: string): boolean => options.some((option) => option.includes(letter));
  const folded = (line: string): string => (has('i') ? line.toLowerCase() : line);
  const all = some(paths).flatMap((path) => pathsUnder(files, path));
  const hits = all.flatMap((path) =>
    linesOf(files.read(path)).flatMap((line, at) => {
      if (!folded(line).includes(folded(text))) return [];
      return [`${all.length > 1 ? `${path}:` : ''}${has('n') ? `${at + 1}:` : ''}${line}`];
    }),
  );
  return hits.length === 0 ? 'no matches' : hits.join('\n');
}

function copy(files: WorkspaceFiles, words: readonly string[]): string {
  const [from, to, ...more] = words;
  if (from === undefined || to === undefined || more.length > 0) throw new ToolRefusal('two paths are wanted');
  files.write(to, files.read(from));
  return 'done';
}

function move(files: WorkspaceFiles, words: readonly string[]): string {
  copy(files, words);
  const [from = '', to = ''] = words;
  if (from !== to) files.remove(from);
  return 'done';
}

function some(words: readonly string[]): readonly string[] {
  if (words.length === 0) throw new ToolRefusal('a path is missing');
  return words;
}

function each(words: readonly string[], act: (word: string) => void): string {
  for (const word of words) act(word);
  return 'done';
}
