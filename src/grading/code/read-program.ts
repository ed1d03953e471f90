import type { Check } from '../../protocol/verdict.js';
import type { CodeFiles, CodeItem, EditItem } from './code-item.js';
import { extractCode } from './extract-code.js';
import { extractFiles } from './extract-files.js';
import type { CodeFinding } from './findings.js';
import { nothing } from './in-sandbox.js';
import type { Candidate } from './run-tests.js';

/** What an answer was read as: a candidate, and how; or why there is none. */
export type ReadProgram =
  | {
      readonly candidate: Candidate;
      readonly extracted: string;
      readonly method: string;
      readonly checks: readonly Check[];
    }
  | { readonly finding: CodeFinding; readonly method?: string };

/** Reads the program out of an answer to an item. */
export function readProgram(item: CodeItem, text: string): ReadProgram {
  if (item.kind === 'edit') return readEdit(item, text);
  const found = extractCode(text, item);
  if (found === undefined) return { finding: nothing('no-code', 'There is no program in the answer.') };
  return { candidate: { source: found.code }, extracted: found.code, method: found.method, checks: [] };
}

/** The candidate that a stored solution is. */
export function candidateOf(item: CodeItem, solution: string | CodeFiles): Candidate {
  if (typeof solution === 'string') return { source: solution };
  if (item.kind !== 'edit') throw new Error(`The task ${item.id} is answered by one program, not by files.`);
  return { files: { ...item.files, ...solution }, entryFile: item.entryFile };
}

function readEdit(item: EditItem, text: string): ReadProgram {
  const edit = extractFiles(text, item);
  const extracted = Object.entries(edit.changed).map(([path, content]) => `${path}:\n${content}`);
  const entry = edit.changed[item.entryFile] ?? item.files[item.entryFile] ?? '';
  const lost = (item.keeps ?? []).find((kept) => !entry.includes(kept));
  const checks: Check[] = [
    check('well-formed edit', edit.malformed),
    check('other files untouched', edit.forbidden),
    ...(item.keeps === undefined ? [] : [check('kept what it must keep', lost && `"${lost.slice(0, 200)}" is gone`)]),
  ];
  const failed = checks.find(({ passed }) => !passed);
  if (failed !== undefined || extracted.length === 0) {
    const kind = edit.malformed === undefined ? (extracted.length === 0 ? 'no-code' : 'wrong-answer') : 'malformed';
    const why = failed === undefined ? 'No file was changed.' : `${failed.name} failed: ${failed.detail ?? ''}.`;
    return { finding: { kind, why, checks, passed: 0, total: item.tests.length }, method: edit.method };
  }
  const candidate = candidateOf(item, edit.changed);
  return { candidate, extracted: extracted.join('\n\n'), method: edit.method, checks };
}

function check(name: string, failure: string | undefined): Check {
  return failure === undefined ? { name, passed: true } : { name, passed: false, detail: failure };
}
