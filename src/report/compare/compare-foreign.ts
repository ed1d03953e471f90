import type { CaseRecord } from '../../journal/run-record.js';
import { metricDefinition, type MetricDirection } from '../../metrics/registry.js';
import type { CaseParameters } from '../../protocol/messages.js';
import type { Effect } from '../../statistics/hodges-lehmann.js';
import { median } from '../../statistics/quantiles.js';
import type { ValueUnit } from '../format-value.js';
import type { ForeignResult } from '../import/foreign-result.js';
import { isLikeLength } from '../import/foreign-sizes.js';
import type { SideValues } from './compare-runs.js';
import { comparableValues, type ComparisonSide } from './comparison-side.js';
import { metricEffect } from './metric-effect.js';

/** One metric of one case beside what another tool measured at the same sizes. */
export interface ForeignRow {
  /** What tells this result of the file from its others, such as a model or a number of threads; empty for an only one. */
  readonly of: string;
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  readonly metric: string;
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  readonly theirs: SideValues;
  readonly ours: SideValues;
  /** Ours / theirs with its 95 % interval; absent with fewer than two values on a side. */
  readonly effect?: Effect;
}

/** A run beside another tool's file. There is no verdict: the file does not tell the model's digest, nor the machine. */
export interface ForeignComparison {
  readonly side: ComparisonSide;
  readonly tool: ForeignResult['tool'];
  /** The model of the file, or its models in their order. */
  readonly model: string;
  readonly rows: readonly ForeignRow[];
  /** Metrics of the file that no completed case has at those sizes. */
  readonly unmatched: readonly ForeignMetric[];
}

/** One metric of the file, and what it was measured at. */
export interface ForeignMetric {
  readonly metric: string;
  readonly parameters: ForeignResult['parameters'];
}

/** Lengths of a request that have to be alike on both sides. */
const LENGTHS: readonly string[] = ['promptTokens', 'outputTokens'];

/** Puts what a tool measured beside the cases of the same sizes, metric by metric. Pure. */
export function compareForeign(side: ComparisonSide, results: readonly ForeignResult[]): ForeignComparison {
  const rows: ForeignRow[] = [];
  const unmatched: ForeignMetric[] = [];
  for (const result of results) {
    const { parameters, metrics } = result;
    for (const [metric, values] of Object.entries(metrics)) {
      const found = [...side.cases.values()]
        .filter((subject) => isSameSize(subject, result))
        .flatMap((subject) => foreignRow(subject, { metric, values, of: distinction(result, results) }));
      if (found.length === 0) unmatched.push({ metric, parameters });
      rows.push(...found);
    }
  }
  const [first] = results;
  const models = [...new Set(results.map(({ model }) => model))].join(', ');
  return { side, tool: first?.tool ?? 'llama-bench', model: models, rows, unmatched };
}

/** Its model and parameters as far as the results of the file differ in them; the lengths are those of the case. */
function distinction(result: ForeignResult, results: readonly ForeignResult[]): string {
  const varies = (of: (each: ForeignResult) => unknown): boolean => results.some((each) => of(each) !== of(result));
  const parameters = Object.entries(result.parameters)
    .filter(([name]) => !LENGTHS.includes(name) && varies((each) => each.parameters[name]))
    .map(([name, value]) => `${name} ${value}`);
  // A tool that measures the same several times writes as many results, which nothing else tells apart.
  const alike = results.filter((each) => isSameMeasuring(each, result));
  return [
    ...(varies(({ model }) => model) ? [result.model] : []),
    ...parameters,
    ...(alike.length > 1 ? [`result ${alike.indexOf(result) + 1} of ${alike.length}`] : []),
  ].join(', ');
}

function isSameMeasuring(one: ForeignResult, other: ForeignResult): boolean {
  return one.model === other.model && JSON.stringify(one.parameters) === JSON.stringify(other.parameters);
}

/**
 * Requests that come at a rate are not as many as fit: no case of ours waits between them. A test at depth has a full cache
 * before it begins, which no case of ours has. A test of llama-bench only reads or only writes, so that it has one length; of
 * the other tools a length that is not told may be any.
 */
function isSameSize({ planned }: CaseRecord, { tool, parameters }: ForeignResult): boolean {
  if (parameters['depthTokens'] !== undefined || typeof parameters['requestRate'] === 'number') return false;
  const slots = parameters['slots'] ?? (tool === 'llama-bench' ? 1 : undefined);
  if (slots !== (planned.parameters['slots'] ?? 1)) return false;
  return LENGTHS.every((name) => {
    const [theirs, ours] = [parameters[name], planned.parameters[name]];
    if (theirs === undefined) return tool === 'llama-bench';
    return typeof theirs === 'number' && typeof ours === 'number' && isLikeLength(theirs, ours);
  });
}

function foreignRow(
  subject: CaseRecord,
  { metric, values, of }: { readonly metric: string; readonly values: readonly number[]; readonly of: string },
): ForeignRow[] {
  const own = comparableValues(subject, metric);
  if (own.length === 0 || values.length === 0) return [];
  const { effect } = metricEffect(values, own);
  const definition = metricDefinition(metric);
  return [
    {
      of,
      benchmark: subject.planned.benchmark,
      parameters: subject.planned.parameters,
      metric,
      unit: definition?.unit ?? '',
      better: definition?.better ?? 'none',
      theirs: { n: values.length, median: median(values) },
      ours: { n: own.length, median: median(own) },
      ...(effect === undefined ? {} : { effect }),
    },
  ];
}
