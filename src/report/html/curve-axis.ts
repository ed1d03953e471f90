import type { CaseSummary } from '../case-summary.js';
import { headlineOf, type Headline, type PrimaryMetrics, valueOfMetric } from '../headline.js';

/** What a curve is over. */
export interface CurveAxis {
  /** As a sentence names it. */
  readonly over: string;
  /** Name of the axis, with its unit. */
  readonly name: string;
  /** What values are divided by to be shown. */
  readonly divisor?: number;
  /** Metrics drawn beside the one that the benchmark is about, since they say at what price. */
  readonly beside?: readonly string[];
}

/** Context of different cases in one unit, whether a case names tokens or a share of what the model can hold. */
const IN_USE = 'contextTokens';

const AXES: ReadonlyMap<string, CurveAxis> = new Map(
  Object.entries<CurveAxis>({
    promptTokens: { over: 'the length of the prompt', name: 'prompt, tokens' },
    outputTokens: { over: 'the length of the answer', name: 'answer, tokens' },
    [IN_USE]: { over: 'the context in use', name: 'context in use, tokens', beside: ['tpot', 'rssPeak'] },
    contextShare: { over: 'the context in use', name: 'share of the context, %', divisor: 0.01 },
    slots: { over: 'requests at once', name: 'requests at once', beside: ['ttft'] },
    ratePerSecond: { over: 'the rate of requests', name: 'requests per second' },
  }),
);

/** The axis of a parameter; one that has no words of its own goes by its name. */
export function axisOf(parameter: string): CurveAxis {
  return AXES.get(parameter) ?? { over: parameter, name: parameter };
}

/** A place of a case on an axis, and what is the same in all cases of the curve. */
export interface CurvePlace {
  readonly parameter: string;
  readonly x: number;
  readonly others: CaseSummary['parameters'];
}

/** Every number that a case was measured at; for the context it is what was in use, so that shares and tokens make one curve. */
export function placesOf({ parameters, metrics }: CaseSummary): CurvePlace[] {
  const inUse = metrics[IN_USE]?.p50;
  if (inUse !== undefined) {
    const { contextTokens: _, contextShare: __, ...others } = parameters;
    return [{ parameter: IN_USE, x: Math.round(inUse), others }];
  }
  return Object.entries(parameters).flatMap(([parameter, x]) => {
    const { [parameter]: _, ...others } = parameters;
    return typeof x === 'number' ? [{ parameter, x, others }] : [];
  });
}

/** What is drawn of a case over this axis: the number it is about first. */
export function curveValues(subject: CaseSummary, parameter: string, primaryMetrics: PrimaryMetrics): Headline[] {
  const headline = headlineOf(subject, primaryMetrics);
  if (headline === undefined) return [];
  const beside = (axisOf(parameter).beside ?? []).filter((id) => id !== headline.id);
  return [headline, ...beside.flatMap((id) => valueOfMetric(subject, id) ?? [])];
}
