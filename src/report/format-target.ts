import { formatValue } from './format-value.js';
import type { TargetSummary } from './run-summary.js';

/** A target on one line: its name, and what its provider told about it. */
export function formatTarget({ name, description }: TargetSummary): string {
  if (description === undefined) return `${name} · nothing known of the model`;
  const { architecture, quantisation, parameterCount, fileBytes, contextTokens, threads, gpu, provider, backendBuild } =
    description;
  return [
    name,
    ...(architecture === undefined ? [] : [architecture]),
    ...(parameterCount === undefined ? [] : [`${formatCount(parameterCount)} parameters`]),
    ...(quantisation === undefined ? [] : [quantisation]),
    ...(fileBytes === undefined ? [] : [formatValue(fileBytes, 'bytes')]),
    ...(contextTokens === undefined ? [] : [`context ${contextTokens}`]),
    ...(threads === undefined ? [] : [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]),
    ...(gpu === undefined ? [] : [`GPU ${gpu}`]),
    [provider, backendBuild].filter((part) => part !== undefined).join(' '),
  ].join(' · ');
}

function formatCount(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toPrecision(3)} B`;
  return count >= 1e6 ? `${(count / 1e6).toPrecision(3)} M` : String(count);
}
