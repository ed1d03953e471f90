import { PLAN_LIMITS } from '../../plan/defaults.js';
import { type Shape, type ShapeProblem, shapeProblems } from '../../configuration/shape.js';
import type { BenchmarkDefinition } from './define-benchmark.js';

/** What a name looks like: it is typed on the command line and part of a case's id. */
export const BENCHMARK_NAME: Shape = {
  kind: 'pattern',
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  example: 'my-benchmark (lower-case words joined by hyphens)',
};

/** The members of a definition that are data. */
const DATA: Shape = {
  kind: 'object',
  required: ['name', 'question'],
  members: {
    name: BENCHMARK_NAME,
    question: { kind: 'text' },
    version: { kind: 'number', min: 1, max: 1_000_000 },
    primaryMetrics: { kind: 'list', of: { kind: 'text' } },
    cases: { kind: 'list', of: { kind: 'map', of: { kind: 'scalar' } } },
    timeoutMs: { kind: 'number', min: 1, max: PLAN_LIMITS.maxTimeoutMs },
    // Checked below; here only their names are known.
    demands: { kind: 'scalar' },
    iterate: { kind: 'scalar' },
  },
};

/** Everything that is wrong about a definition, whatever its type claims. */
export function definitionProblems(definition: BenchmarkDefinition): ShapeProblem[] {
  const { iterate, demands, ...data } = definition as Partial<BenchmarkDefinition>;
  return [
    ...shapeProblems(data, DATA),
    ...(data.cases?.length === 0 ? [{ path: ['cases'], problem: 'needs at least one case' }] : []),
    ...(typeof iterate === 'function' ? [] : [{ path: ['iterate'], problem: 'has to be a function' }]),
    ...(demands === undefined || typeof demands === 'function'
      ? []
      : [{ path: ['demands'], problem: 'has to be a function' }]),
  ];
}
