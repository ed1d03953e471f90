import type { EnvironmentRecord } from '../protocol/environment.js';
import { formatValue } from './format-value.js';
import { wrapText } from './wrap-text.js';

/** The machine a run was made on, in as few lines as the width allows. */
export function formatEnvironment(environment: EnvironmentRecord, width: number): string[] {
  const { cpu, memory, os: system, node, acode, powerSource } = environment;
  const cores =
    cpu.availableCores === cpu.logicalCores
      ? `${cpu.logicalCores} cores`
      : `${cpu.availableCores} of ${cpu.logicalCores} cores`;
  const text = [
    cpu.model,
    cores,
    ...(cpu.governor === undefined ? [] : [`governor ${cpu.governor}`]),
    formatValue(memory.totalBytes, 'bytes'),
    `${system.name} ${system.kernel} ${system.architecture}`,
    ...(system.container === undefined ? [] : [system.container]),
    ...(powerSource === undefined ? [] : [`on ${powerSource}`]),
    `Node ${node}`,
    `acode ${acode}`,
  ].join(' · ');
  return wrapText(text, { width, indent: '  ' });
}
