import type { CodeLanguage } from './code-item.js';
import { definesName } from './entry-point.js';

/** What a data set gave the model to complete. */
export interface Completable {
  readonly language: CodeLanguage;
  /** The beginning of a program, up to and with the signature; empty where the task is told in prose. */
  readonly prompt: string;
  readonly entryPoint: string | undefined;
}

/**
 * The program to be run (GRADING C3): an answer that defines the entry point is whole, and gets only what the prompt defines
 * besides it; one that looks like a body follows the prompt. If both are possible, it is whole.
 */
export function completeProgram(code: string, { language, prompt, entryPoint }: Completable): string {
  if (prompt.trim() === '') return code;
  const whole = entryPoint === undefined || definesName(code, entryPoint, language);
  if (!whole) return `${prompt}${prompt.endsWith('\n') ? '' : '\n'}${asBody(code, language)}\n`;
  if (language !== 'python') return `${importsOf(prompt, code)}${code}\n`;
  const { future, rest } = futureApart(code);
  return `${future}${before(prompt, entryPoint)}${rest}\n`;
}

/** Python wants imports from `__future__` before everything else. */
function futureApart(code: string): { readonly future: string; readonly rest: string } {
  const lines = code.split('\n');
  const future = lines.filter((line) => line.startsWith('from __future__ import '));
  if (future.length === 0) return { future: '', rest: code };
  return { future: `${future.join('\n')}\n`, rest: lines.filter((line) => !future.includes(line)).join('\n') };
}

/** A body whose first line lost its indentation on the way, as it does when an answer is trimmed, gets it back. */
function asBody(code: string, language: CodeLanguage): string {
  if (language !== 'python') return code;
  const lines = code.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const indented = lines.slice(first + 1).find((line) => line.trim() !== '');
  if (first === -1 || /^[ \t]/.test(lines[first] ?? '')) return code;
  const rest = /^[ \t]/.test(indented ?? '') && !/:\s*(?:#.*)?$/.test(lines[first] ?? '');
  return lines.map((line, at) => (line.trim() === '' || (rest && at !== first) ? line : `    ${line}`)).join('\n');
}

/** What a Python prompt defines before the entry point: imports and functions that the model saw and may count on. */
function before(prompt: string, entryPoint: string | undefined): string {
  const lines = prompt.split('\n');
  const signature = new RegExp(`^(?:async[ \\t]+)?(?:def|class)[ \\t]+${entryPoint ?? ''}\\b`);
  let end = entryPoint === undefined ? -1 : lines.findIndex((line) => signature.test(line));
  while (end > 0 && lines[end - 1]?.startsWith('@') === true) end--;
  const kept = end === -1 ? lines.filter((line) => /^(?:import|from)\s/.test(line)) : lines.slice(0, end);
  return kept.some((line) => line.trim() !== '') ? `${kept.join('\n').trimEnd()}\n` : '';
}

/** Import lines of a prompt that the answer does not repeat: a name must not be declared twice. */
function importsOf(prompt: string, code: string): string {
  const own = new Set(code.split('\n').map((line) => line.trim()));
  const pattern = /^(?:import\s|(?:const|let|var)\s.*=\s*require\()/;
  const lines = prompt.split('\n').filter((line) => pattern.test(line) && !own.has(line.trim()));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
