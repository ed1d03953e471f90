import { BUDGET_REASON } from '../journal/records.js';
import type { RunRecord } from '../journal/run-record.js';
import { environmentFingerprint, type EnvironmentRecord } from '../protocol/environment.js';
import { caseFindings, type Finding } from './case-findings.js';
import { isMeasuring, type CaseSummary } from './case-summary.js';
import { describeCase } from './describe-parameters.js';
import { memoryUnknownWarnings } from './memory-unknown-warnings.js';

/** Something a reader of the result should know, with what to do about it. */
export interface RunWarning {
  /** Stable, in kebab case. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** The one case it is about; absent when it is about several, which the message names, or about the whole run. */
  readonly caseId?: string;
}

/** How many cases a merged warning names before it only counts. */
const MAX_NAMED_CASES = 4;

/** How many damaged records a warning quotes before it only counts. */
const MAX_QUOTED_DAMAGES = 3;

/** Everything worth a warning: first what is about the whole run, then what is about cases, one warning per code. */
export function runWarnings(record: RunRecord, cases: readonly CaseSummary[]): RunWarning[] {
  return [
    ...damageWarnings(record.damage),
    ...remoteWarnings(record),
    ...memoryUnknownWarnings(record),
    ...environmentWarnings(record),
    ...budgetWarnings(record, cases),
    ...mergeByCode(
      cases.filter(isMeasuring).flatMap((each) => caseFindings(each)),
      nameOf(cases),
    ),
    ...mergeReported(cases),
  ];
}

function damageWarnings(damage: readonly string[]): RunWarning[] {
  if (damage.length === 0) return [];
  const quoted = damage.slice(0, MAX_QUOTED_DAMAGES).join('; ');
  const more = damage.length > MAX_QUOTED_DAMAGES ? `; and ${damage.length - MAX_QUOTED_DAMAGES} more` : '';
  return [
    {
      code: 'journal-damaged',
      message: `The journal is damaged: ${quoted}${more}.`,
      remedy: 'Check the disk, and resume the run: cases with damaged records are measured anew.',
    },
  ];
}

/** A server on another machine is named in every result: the network is part of every figure. */
function remoteWarnings({ meta }: RunRecord): RunWarning[] {
  return meta.plan.targets.flatMap(({ name, spec }) => {
    if (spec.kind === 'embedded' || spec.allowRemote !== true) return [];
    return [
      {
        code: 'remote-server',
        message: `${name} runs on another machine, at ${spec.baseUrl}: the network is part of every figure.`,
        remedy: 'Measure on the machine that runs the model, to know the model alone.',
      },
    ];
  });
}

/** Cases that the run's time budget left out; one sentence, however many. */
function budgetWarnings({ meta }: RunRecord, cases: readonly CaseSummary[]): RunWarning[] {
  const left = cases.filter(({ status, reason }) => status === 'skipped' && reason?.code === BUDGET_REASON);
  if (left.length === 0) return [];
  const count = `${left.length} of ${cases.length} cases`;
  return [
    {
      code: BUDGET_REASON,
      message: `${count} did not fit into the run's time budget: ${named(left.map(nameOf(cases)))}.`,
      remedy: `Measure them: acode benchmark run --resume ${meta.runId}`,
    },
  ];
}

function environmentWarnings({ meta, generations }: RunRecord): RunWarning[] {
  const environments = [meta.environment, ...generations.map(({ environment }) => environment)];
  return [...changedMachine(environments), ...slowClocks(environments), ...onBattery(environments)];
}

function changedMachine(environments: readonly EnvironmentRecord[]): RunWarning[] {
  const fingerprints = [...new Set(environments.map((environment) => environmentFingerprint(environment)))];
  if (fingerprints.length < 2) return [];
  return [
    {
      code: 'environment-changed',
      message: `The sittings of this run were made on different machines or systems: ${fingerprints.join('; ')}.`,
      remedy: 'Do not compare cases of this run with each other; start a new run for that.',
    },
  ];
}

function slowClocks(environments: readonly EnvironmentRecord[]): RunWarning[] {
  const governors = environments.flatMap(({ cpu }) => (cpu.governor === undefined ? [] : [cpu.governor]));
  const others = [...new Set(governors.filter((governor) => governor !== 'performance'))];
  if (others.length === 0) return [];
  return [
    {
      code: 'cpu-governor',
      message: `The CPU frequency governor is ${others.join(' and ')}, so clocks may follow the load instead of staying high.`,
      remedy: 'Set it to performance while measuring: sudo cpupower frequency-set -g performance.',
    },
  ];
}

function onBattery(environments: readonly EnvironmentRecord[]): RunWarning[] {
  if (!environments.some(({ powerSource }) => powerSource === 'battery')) return [];
  return [
    {
      code: 'battery-power',
      message: 'The machine ran on battery, where most systems hold the CPU back.',
      remedy: 'Measure on mains power.',
    },
  ];
}

/** How a warning calls a case. */
type CaseName = (subject: CaseSummary) => string;

/** By benchmark and parameters, and by the model where the run has several: each of them has the same cases. */
function nameOf(cases: readonly CaseSummary[]): CaseName {
  const several = new Set(cases.map(({ target }) => target)).size > 1;
  return (subject) => (several ? `${describeCase(subject)} on ${subject.target}` : describeCase(subject));
}

/** One sentence per code, however many cases it is about. */
function mergeByCode(findings: readonly Finding[], name: CaseName): RunWarning[] {
  return [...groupBy(findings, ({ rule }) => rule.code).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { code, sentence, remedy } = first.rule;
    const places = group.map(({ subject, detail }) => `${name(subject)} (${detail})`);
    return [{ code, message: `${sentence}: ${named(places)}.`, remedy, ...onlyCase(group) }];
  });
}

/** Warnings the worker gave while measuring, the same sentence of several cases once. */
function mergeReported(cases: readonly CaseSummary[]): RunWarning[] {
  const reported = cases.flatMap((subject) => subject.warnings.map((warning) => ({ subject, warning })));
  const name = nameOf(cases);
  const groups = groupBy(reported, ({ warning }) => `${warning.code}\n${warning.message}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { code, message, remedy } = first.warning;
    const places = [...new Set(group.map(({ subject }) => name(subject)))];
    return [{ code, message: `${named(places)}: ${message}`, remedy, ...onlyCase(group) }];
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function onlyCase(group: readonly { readonly subject: CaseSummary }[]): { caseId?: string } {
  const ids = [...new Set(group.map(({ subject }) => subject.caseId))];
  return ids.length === 1 && ids[0] !== undefined ? { caseId: ids[0] } : {};
}

function named(places: readonly string[]): string {
  if (places.length <= MAX_NAMED_CASES) return places.join('; ');
  return `${places.slice(0, MAX_NAMED_CASES - 1).join('; ')}; and ${places.length - MAX_NAMED_CASES + 1} more cases`;
}
