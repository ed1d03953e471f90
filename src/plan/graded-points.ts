import type { CaseParameters } from '../protocol/messages.js';
import { PLAN_DEFAULTS } from './defaults.js';

/** How the items of graded benchmarks are asked. */
export interface GradedRequest {
  /** Answers per item. */
  readonly samples?: number;
  /** Of sampling; 0 is greedy. */
  readonly temperature?: number;
  /** Tokens that each answer may take beyond what its item gives it, for models that think before they answer. */
  readonly room?: number;
  /** At most so many items of each benchmark, spread evenly over all of them. */
  readonly items?: number;
}

/** An item's case and how often it is asked. */
export interface GradedPoint {
  readonly parameters: CaseParameters;
  /** None: the first answer counts like every other. */
  readonly warmup: 0;
  readonly iterations: number;
}

/** One point per item and way of asking. Temperature and room are part of what a case is: they give other answers. */
export function gradedPoints(cases: readonly CaseParameters[], request: GradedRequest): GradedPoint[] {
  const iterations = request.samples ?? PLAN_DEFAULTS.samples;
  const temperature = request.temperature ?? (iterations > 1 ? PLAN_DEFAULTS.sampleTemperature : 0);
  return someItems(cases, request.items).map((parameters) => ({
    parameters: {
      ...parameters,
      ...(temperature === 0 ? {} : { temperature }),
      ...(request.room === undefined || request.room === 0 ? {} : { room: request.room }),
    },
    warmup: 0,
    iterations,
  }));
}

/** Every way of asking each of `count` items that lie evenly among all; all cases when no count is given. */
function someItems(cases: readonly CaseParameters[], count?: number): readonly CaseParameters[] {
  const items = [...new Set(cases.map(({ item }) => item))];
  if (count === undefined || count >= items.length) return cases;
  const kept = new Set(Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]));
  return cases.filter(({ item }) => kept.has(item));
}
