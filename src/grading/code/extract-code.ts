import { withoutReasoning } from '../reasoning.js';
import type { CodeLanguage } from './code-item.js';
import { definesName } from './entry-point.js';
import { fencedBlocks, type FencedBlock } from './fenced-blocks.js';
import { withoutTerminalCodes } from './terminal-codes.js';

/** The program that an answer was read as. */
export interface ExtractedCode {
  readonly code: string;
  /**
   * `fence-with-entry`: the last fenced block that defines the entry point; `last-fence`: the last block, none of which
   * does; `whole`: an answer without fences that is nothing but code; `inside`: its part that looks like code.
   */
  readonly method: 'fence-with-entry' | 'last-fence' | 'whole' | 'inside';
}

/** What is looked for. */
export interface Wanted {
  readonly language: CodeLanguage;
  /** Undefined where a whole program is wanted that names nothing. */
  readonly entryPoint: string | undefined;
  /** The answer may be the rest of a program whose beginning was given: a body, recognised by its indentation. */
  readonly completes?: boolean;
}

/** Words behind a fence that mean a language. JavaScript is legal TypeScript, not the other way round. */
const LANGUAGE_NAMES: Readonly<Record<CodeLanguage, readonly string[]>> = {
  javascript: ['javascript', 'js', 'node', 'nodejs', 'mjs', 'cjs', 'jsx', 'es6'],
  typescript: ['typescript', 'ts', 'tsx', 'mts', 'cts', 'javascript', 'js'],
  python: ['python', 'py', 'python3', 'py3', 'python2'],
};

/** Reads the program out of an answer (GRADING C2); undefined where there is none. An unclosed block is one that ended with the answer. */
export function extractCode(answer: string, wanted: Wanted): ExtractedCode | undefined {
  const plain = withoutTerminalCodes(answer);
  const { text, reasoning } = withoutReasoning(plain);
  const blocks = fencedBlocks(text);
  if (blocks.length > 0) return fromBlocks(blocks, wanted);
  // Without reasoning before it, the indentation of the first line is kept: it tells a body.
  return fromBareText(reasoning === undefined ? plain : text, wanted);
}

function fromBlocks(blocks: readonly FencedBlock[], { language, entryPoint }: Wanted): ExtractedCode | undefined {
  const candidates = blocks.filter(
    (block) =>
      block.text.trim() !== '' && (block.language === '' || LANGUAGE_NAMES[language].includes(languageOf(block))),
  );
  const defining = candidates.findLast(
    ({ text }) => entryPoint !== undefined && definesName(text, entryPoint, language),
  );
  if (defining !== undefined) return { code: defining.text, method: 'fence-with-entry' };
  const last = candidates.at(-1);
  return last === undefined ? undefined : { code: last.text, method: 'last-fence' };
}

/** Such as `js` of `js:src/a.js` or `{.js}`. */
function languageOf({ language }: FencedBlock): string {
  return /[a-z0-9]+/.exec(language)?.[0] ?? language;
}

/** Lines that code begins with, in either language, and that prose does not. */
const CODE_LINE: Readonly<Record<'script' | 'python', RegExp>> = {
  script:
    /^\s*(?:(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b|(?:export\s+)?(?:abstract\s+)?class\s|(?:export\s+)?(?:const|let|var|type|interface|enum)\s+[\w${[]|import\s.*['"]|module\.exports|exports\.|['"]use strict|\/\/|\/\*)/,
  python:
    /^\s*(?:(?:async\s+)?def\s+\w+\s*\(|class\s+\w+\s*[:(]|import\s+\w|from\s+[\w.]+\s+import\s|@\w|#|\w+\s*(?::[^=]+)?=[^=])/,
};

/**
 * An answer without fences: code from its first line that looks like code to the last that belongs to it, if that defines
 * the entry point. No part is tried by parsing, which would take time by the square.
 */
function fromBareText(text: string, { language, entryPoint, completes = false }: Wanted): ExtractedCode | undefined {
  const lines = text.trimEnd().split(/\r\n|\n|\r/);
  const isBody = completes && /^(?:\t| {2,})\S/.test(lines.find((line) => line.trim() !== '') ?? '');
  const pattern = CODE_LINE[language === 'python' ? 'python' : 'script'];
  const first = isBody ? 0 : lines.findIndex((line) => pattern.test(line.slice(0, 300)));
  if (first === -1) return undefined;
  const last = lines.findLastIndex((line) => endsCode(line.slice(0, 300), language, pattern));
  const code = lines.slice(first, Math.max(first, last) + 1).join('\n');
  if (!isBody && entryPoint !== undefined && !definesName(code, entryPoint, language)) return undefined;
  return { code, method: first === 0 && last === lines.length - 1 ? 'whole' : 'inside' };
}

function endsCode(line: string, language: CodeLanguage, pattern: RegExp): boolean {
  if (line.trim() === '') return false;
  if (language === 'python') return /^[ \t]+\S/.test(line) || pattern.test(line) || /^[)\]}]/.test(line);
  return /[;{}),]\s*$/.test(line) || pattern.test(line);
}
