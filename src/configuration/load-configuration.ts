import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Document, LineCounter } from 'yaml';
import { AcodeError, messageOf, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { Configuration } from './configuration.js';
import { CONFIGURATION_SHAPE } from './configuration-shape.js';
import { shapeProblems, type ShapeProblem } from './shape.js';

/** A configuration and where it came from. */
export interface LoadedConfiguration {
  /** Absolute path; absent when there is no file. */
  readonly file?: string;
  readonly configuration: Configuration;
  /** Settings that environment variables decided, such as `defaults.seed`. */
  readonly fromEnvironment?: ReadonlySet<string>;
  /** Line of a member in a YAML or JSON file; undefined for a module, or for what the file does not say. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** Names looked for in each folder, first come first served. */
const FILE_NAMES = [
  'acode.config.json',
  'acode.config.yaml',
  'acode.config.yml',
  'acode.config.mjs',
  'acode.config.ts',
  path.join('.acode', 'config.yml'),
  path.join('.acode', 'config.yaml'),
];

/** No file: nothing configured. */
export const NO_CONFIGURATION: LoadedConfiguration = Object.freeze({ configuration: {}, lineOf: () => undefined });

/**
 * Reads the configuration file named, or the nearest one from `from` upwards.
 * @throws AcodeError (usage) naming file, line, member and what is possible there.
 */
export async function loadConfiguration(from: string, named?: string): Promise<LoadedConfiguration> {
  const file = named === undefined ? findUpwards(from) : path.resolve(from, named);
  if (file === undefined) return NO_CONFIGURATION;
  const source = /\.(mjs|ts)$/.test(file) ? await importModule(file) : await parseText(file);
  const refuse = (problem: ShapeProblem): never => {
    throw problemError(file, problem, source.lineOf(problem.path));
  };
  const [problem] = shapeProblems(source.value, CONFIGURATION_SHAPE);
  if (problem !== undefined) refuse(problem);
  const configuration = source.value as Configuration;
  if (configuration.defaults?.memoryLimit !== undefined && configuration.limits?.memory !== undefined)
    refuse(TWO_LIMITS);
  return { file, configuration, lineOf: source.lineOf };
}

const TWO_LIMITS: ShapeProblem = {
  path: ['defaults', 'memoryLimit'],
  problem: 'stands beside "limits.memory", which means the same',
  hint: 'Keep limits.memory.',
};

interface Source {
  readonly value: unknown;
  readonly lineOf: (path: readonly (string | number)[]) => number | undefined;
}

function findUpwards(from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const found = FILE_NAMES.map((name) => path.join(folder, name)).find((file) => existsSync(file));
    if (found !== undefined || path.dirname(folder) === folder) return found;
  }
}

/** JSON is YAML, so one parser reads both and knows the lines of both. */
async function parseText(file: string): Promise<Source> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw usageError(`The configuration ${file} cannot be read: ${messageOf(error)}.`);
  });
  // Loaded only where there is a file: it is a third of the time in which any command starts.
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw usageError(`The configuration ${file} cannot be read: ${error.message.trim()}`);
  return { value: document.toJS() ?? {}, lineOf: (at) => lineIn(document, lines, at) };
}

/** Line of the node at a path, or of the nearest one above it that has a place in the file. */
function lineIn(document: Document, lines: LineCounter, at: readonly (string | number)[]): number | undefined {
  for (let depth = at.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(at.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line;
    }
  }
  return undefined;
}

/** A module's default export, or what its default function returns. TypeScript needs no build step. */
async function importModule(file: string): Promise<Source> {
  try {
    const { createJiti } = await import('jiti');
    const loaded: unknown = file.endsWith('.ts')
      ? await createJiti(import.meta.url).import(file)
      : await import(pathToFileURL(file).href);
    const exported = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded;
    const value: unknown = typeof exported === 'function' ? await (exported as () => unknown)() : exported;
    return { value, lineOf: () => undefined };
  } catch (error) {
    throw new AcodeError({
      code: 'CONFIGURATION',
      exitCode: EXIT.usage,
      message: `The configuration ${file} cannot be loaded: ${messageOf(error)}.`,
      cause: error,
    });
  }
}

function problemError(file: string, { path: at, problem, hint }: ShapeProblem, line: number | undefined): AcodeError {
  const place = line === undefined ? file : `${file}:${line}`;
  const member = at.length === 0 ? 'The configuration' : `"${at.join('.')}"`;
  return usageError(`${place}: ${member} ${problem}.`, hint);
}
