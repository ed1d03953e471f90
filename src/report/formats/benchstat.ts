import type { CaseRecord, RunRecord } from '../../journal/run-record.js';
import { metricDefinition, type MetricDefinition } from '../../metrics/registry.js';
import type { CaseParameters } from '../../protocol/messages.js';
import type { Sample } from '../../protocol/sample.js';
import { caseStatus, type CaseSummary } from '../case-summary.js';
import { measuredSamples, metricValues } from '../metric-values.js';
import type { RunSummary } from '../run-summary.js';
import { plainLine } from '../wrap-text.js';

/** How a metric is written for benchstat: its unit there, and the factor from our base unit to it. */
interface GoUnit {
  readonly unit: string;
  readonly factor: number;
}

/**
 * A run in the Go benchmark data format, which benchstat and other tools of the Go project read. Every measured request
 * is a line of its own, so that benchstat computes its medians and tests over the same values as the harness; numbers of
 * a whole case follow on one line more. Cases that did not complete are left out, as their values are not all there.
 * Source of the format: https://go.dev/design/14313-benchmark-format and golang.org/x/perf/benchfmt.
 */
export function runToBenchstat(record: RunRecord, summary: RunSummary): string {
  const blocks = record.cases.flatMap((each, index) => {
    const subject = summary.cases[index];
    return subject === undefined || caseStatus(each) !== 'completed' ? [] : caseLines(each, subject);
  });
  return [...configurationLines(summary), ...unitLines(summary), ...blocks].map((line) => `${line}\n`).join('');
}

/**
 * Keys by which benchstat tells tables apart: runs on unlike machines do not stand side by side. Run and time stand in a
 * comment, since as keys they would keep any two runs apart.
 */
function configurationLines({ environment, runId, createdAt, metricDefs }: RunSummary): string[] {
  const { cpu, os: system } = environment;
  const facts: [string, string][] = [
    ['goos', GO_NAMES[system.platform] ?? system.platform],
    ['goarch', GO_NAMES[system.architecture] ?? system.architecture],
    ['cpu', cpu.model],
    ['acode-metric-defs', String(metricDefs)],
  ];
  return [
    `# acode ${environment.acode}, run ${runId}, ${createdAt}`,
    ...facts.map(([key, value]) => `${key}: ${plainLine(value)}`),
  ];
}

/** Go's names of platforms where they differ from Node's. */
const GO_NAMES: Readonly<Record<string, string>> = { win32: 'windows', x64: 'amd64', ia32: '386' };

/** Tells benchstat which direction is better; it cannot guess that for units of other people. */
function unitLines({ cases }: RunSummary): string[] {
  const ids = new Set(
    cases.flatMap(({ metrics, caseMetrics }) => [...Object.keys(metrics), ...Object.keys(caseMetrics)]),
  );
  const units = [...ids].flatMap((id) => {
    const definition = metricDefinition(id);
    if (definition === undefined || definition.better === 'none') return [];
    return [`Unit ${goUnit(definition).unit} better=${definition.better}`];
  });
  return [...new Set(units)].sort();
}

function caseLines(record: CaseRecord, subject: CaseSummary): string[] {
  const name = benchmarkName(subject);
  const samples = measuredSamples(record);
  const ofRequests = samples.flatMap((sample) =>
    sample.requests.map((request) => measurements(metricValues([{ ...sample, requests: [request], metrics: {} }]))),
  );
  const ofIterations = samples.map((sample: Sample) => measurements(metricValues([{ ...sample, requests: [] }])));
  const ofCase = measurements(
    new Map(Object.entries(subject.caseMetrics).map(([id, { value }]): [string, number[]] => [id, [value]])),
  );
  return [...ofRequests, ...ofIterations, ofCase].filter((text) => text !== '').map((text) => `${name} 1 ${text}`);
}

function measurements(values: ReadonlyMap<string, readonly number[]>): string {
  return [...values]
    .flatMap(([id, [value]]) => {
      const definition = metricDefinition(id);
      if (value === undefined || definition === undefined) return [];
      const { unit, factor } = goUnit(definition);
      return [`${value * factor} ${unit}`];
    })
    .join(' ');
}

/** Base units of the Go format, so that benchstat scales them: seconds, bytes, per second. */
function goUnit({ id, unit }: MetricDefinition): GoUnit {
  switch (unit) {
    case 'ms':
    case 'ms/token':
      return { unit: `${id}-sec`, factor: 1e-3 };
    case 'bytes':
      return { unit: `${id}-B`, factor: 1 };
    case 'bytes/token':
      return { unit: `${id}-B/token`, factor: 1 };
    case 'tok/s':
      return { unit: `${id}-tok/s`, factor: 1 };
    case 'req/s':
      return { unit: `${id}-req/s`, factor: 1 };
    case 'ratio':
    case 'tokens':
    case 'count':
      return { unit: id, factor: 1 };
  }
}

/** `BenchmarkFirstToken/target=model/promptTokens=512`: configuration in the name, as `key=value`, is what benchstat projects by. */
function benchmarkName({ benchmark, target, parameters }: CaseSummary): string {
  const words = benchmark.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const title = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  const configuration: CaseParameters = { target, ...parameters };
  const keys = Object.entries(configuration).map(([key, value]) => `${part(key)}=${part(String(value))}`);
  return [`Benchmark${title}`, ...keys].join('/');
}

/** A name ends at white space and is cut at slashes; a final `-4` would be taken for a number of processors. */
function part(text: string): string {
  return text.replaceAll(/[\s/=\p{Cc}]+/gu, '_').replace(/-(?=\d+$)/, '_');
}
