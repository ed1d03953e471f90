import type { VerdictKind } from '../../protocol/verdict.js';
import type { SandboxRun } from '../sandbox/sandbox.js';
import { shown } from './findings.js';
import type { TestReport } from './test-report.js';

/** Why a program did not come to its end. */
export interface EarlyEnding {
  readonly kind: VerdictKind;
  readonly why: string;
}

/** What an interpreter says when it has no memory left. */
const OUT_OF_MEMORY =
  /JavaScript heap out of memory|MemoryError|Array buffer allocation failed|Cannot allocate memory|bad_alloc/;

/** Errors that mean the same, by their class or message. */
export function isOutOfMemory({
  names,
  message,
}: {
  readonly names: readonly string[];
  readonly message: string;
}): boolean {
  return names.includes('MemoryError') || OUT_OF_MEMORY.test(message);
}

/** Why a program was not tested at all, or its report cannot be believed. */
export function programEnding(report: TestReport, entryPoint: string): EarlyEnding | undefined {
  if (report.forged) return { kind: 'tampered', why: 'The program answered in the place of the test runner.' };
  if (report.syntax !== undefined) {
    return { kind: 'syntax', why: `The program cannot be parsed: ${shown(report.syntax)}.` };
  }
  if (report.load !== undefined) return threwFinding('Loading the program', report.load);
  return report.missing ? { kind: 'no-code', why: `The program does not define ${entryPoint}.` } : undefined;
}

/** What was thrown, as a finding. */
export function threwFinding(
  what: string,
  threw: { readonly names: readonly string[]; readonly message: string },
): EarlyEnding {
  const { names, message } = threw;
  if (isOutOfMemory(threw)) return { kind: 'memory', why: `${what} ran out of memory.` };
  return { kind: 'exception', why: `${what} threw ${shown(names[0] ?? 'something', 100)}: ${shown(message)}` };
}

/** Explains a run whose runner did not come to its end. */
export function explainEnding(run: SandboxRun): EarlyEnding {
  switch (run.killedBy) {
    case 'wall':
    case 'silence':
    case 'cpu':
      return {
        kind: 'timeout',
        why: `The program was stopped after ${(run.wallMs / 1_000).toFixed(1)} s without an answer.`,
      };
    case 'output':
    case 'answer':
      return { kind: 'output-limit', why: 'The program wrote more than it may and was stopped.' };
    case 'memory':
      return { kind: 'memory', why: 'The program took more memory than it may and was stopped.' };
    case undefined:
      break;
  }
  if (OUT_OF_MEMORY.test(run.stderr)) return { kind: 'memory', why: 'The program ran out of memory.' };
  const how = run.signal === null ? `exit code ${run.exit}` : `the signal ${run.signal}`;
  const said = run.stderr.trim().split('\n').at(-1) ?? '';
  const detail = said === '' ? '' : `: ${shown(said)}`;
  return { kind: 'exception', why: `The program ended with ${how} before its tests were done${detail}.` };
}
