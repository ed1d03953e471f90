import type { CaseParameters } from '../../protocol/messages.js';
import type { CsvCell } from './csv-row.js';

/** What a table says about the case a row belongs to. */
interface CaseFacts {
  readonly caseId: string;
  readonly ordinal: number;
  readonly benchmark: string;
  readonly target: string;
  readonly status: string;
  readonly parameters: CaseParameters;
}

/** Names of all parameters that any case has, in the order of their first appearance; each is a column. */
export function parameterNames(cases: readonly { readonly parameters: CaseParameters }[]): string[] {
  return [...new Set(cases.flatMap(({ parameters }) => Object.keys(parameters)))];
}

/** Heads of the columns that {@link caseCells} fills. */
export function caseHeads(parameters: readonly string[]): string[] {
  const named = parameters.map((name) => `param.${name}`);
  return ['runId', 'caseId', 'ordinal', 'benchmark', 'target', 'status', ...named];
}

/** The cells that say which case a row belongs to. */
export function caseCells(
  facts: CaseFacts,
  { runId, parameters }: { readonly runId: string; readonly parameters: readonly string[] },
): CsvCell[] {
  const { caseId, ordinal, benchmark, target, status } = facts;
  return [runId, caseId, ordinal, benchmark, target, status, ...parameters.map((name) => facts.parameters[name])];
}
