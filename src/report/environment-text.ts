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
  const facts: (EnvironmentFact | undefined)[] = [
    { name: 'CPU', value: cpu.model },
    { name: 'Cores', value: coresOf(cpu) },
    fact('Governor', cpu.governor),
    fact('Highest clock', cpu.maxMhz === undefined ? undefined : `${cpu.maxMhz} MHz`),
    { name: 'Memory', value: formatValue(memory.totalBytes, 'bytes') },
    { name: 'Free at the start', value: formatValue(memory.freeBytes, 'bytes') },
    { name: 'System', value: `${system.name} ${system.kernel} ${system.architecture}` },
    fact('Container', system.container),
    fact('Power', powerSource),
    fact('Load at the start', loadAverage1m?.toFixed(2)),
    { name: 'Node', value: node },
    { name: 'acode', value: acode },
  ];
  return facts.filter((each) => each !== undefined);
}

/** The same on one line, without what only matters in detail. */
export function environmentText(environment: EnvironmentRecord): string {
  const { cpu, memory, os: system, node, acode, powerSource } = environment;
  return [
    cpu.model,
    `${coresOf(cpu)} cores`,
    formatValue(memory.totalBytes, 'bytes'),
    `${system.name} ${system.kernel} ${system.architecture}`,
    ...(system.container === undefined ? [] : [system.container]),
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
