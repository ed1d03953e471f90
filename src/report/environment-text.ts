import type { EnvironmentRecord } from '../protocol/environment.js';
import { formatValue } from './format-value.js';

/** A fact about the machine with its name, for lists of two columns. */
export interface EnvironmentFact {
  readonly name: string;
  readonly value: string;
}

/** What is known about the machine a run was made on, most telling first. */
export function environmentFacts(environment: EnvironmentRecord): EnvironmentFact[] {
  const { cpu, memory, os: system, node, acode, powerSource, loadAverage1m } = environment;
  if (isUntold(environment)) return [{ name: 'Machine', value: 'unknown' }];
  const facts: (EnvironmentFact | undefined)[] = [
    { name: 'CPU', value: cpu.model },
    { name: 'Cores', value: coresOf(cpu) },
    fact('Governor', cpu.governor),
    fact('Highest clock', cpu.maxMhz === undefined ? undefined : `${cpu.maxMhz} MHz`),
    { name: 'Memory', value: formatValue(memory.totalBytes, 'bytes') },
    { name: 'Free at the start', value: formatValue(memory.freeBytes, 'bytes') },
    { name: 'System', value: `${system.name} ${system.kernel} ${system.architecture}` },
    fact('Container', system.container),
    fact('Virtual machine', system.virtual === true ? 'yes' : undefined),
    fact('Power', powerSource),
    fact('Load at the start', loadAverage1m?.toFixed(2)),
    { name: 'Node', value: node },
    { name: 'acode', value: acode },
  ];
  return facts.filter((each) => each !== undefined);
}

/** The run of an event stream has no machine to tell of; no machine is without a core. */
function isUntold({ cpu }: EnvironmentRecord): boolean {
  return cpu.logicalCores === 0;
}

/** The same on one line, without what only matters in detail. */
export function environmentText(environment: EnvironmentRecord): string {
  const { cpu, memory, os: system, node, acode, powerSource } = environment;
  if (isUntold(environment)) return 'Machine unknown';
  return [
    cpu.model,
    `${coresOf(cpu)} cores`,
    ...(cpu.governor === undefined ? [] : [`governor ${cpu.governor}`]),
    formatValue(memory.totalBytes, 'bytes'),
    `${system.name} ${system.kernel} ${system.architecture}`,
    ...(system.container === undefined ? [] : [system.container]),
    ...(system.virtual === true ? ['virtual machine'] : []),
    ...(powerSource === undefined ? [] : [`on ${powerSource}`]),
    `Node ${node}`,
    `acode ${acode}`,
  ].join(' · ');
}

function coresOf({ availableCores, logicalCores }: EnvironmentRecord['cpu']): string {
  return availableCores === logicalCores ? String(logicalCores) : `${availableCores} of ${logicalCores}`;
}

function fact(name: string, value: string | undefined): EnvironmentFact | undefined {
  return value === undefined ? undefined : { name, value };
}
