import type { VerdictKind } from '../../protocol/verdict.js';
import type { SandboxRun } from '../sandbox/sandbox.js';
import { shown } from './findings.js';

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
    case undefined:
      break;
  }
  if (OUT_OF_MEMORY.test(run.stderr)) return { kind: 'memory', why: 'The program ran out of memory.' };
  const how = run.signal === null ? `exit code ${run.exit}` : `the signal ${run.signal}`;
  const said = run.stderr.trim().split('\n').at(-1) ?? '';
  const detail = said === '' ? '' : `: ${shown(said)}`;
  return { kind: 'exception', why: `The program ended with ${how} before its tests were done${detail}.` };
}
