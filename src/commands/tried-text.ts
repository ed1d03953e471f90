import { metricDefinition } from '../metrics/registry.js';
import type { TriedCase, TriedRequest } from '../protocol/file-description.js';
import { formatValue } from '../report/format-value.js';

/** What a person reads of a trial: each request with its answer as it came, then the numbers, then the checks. */
export function triedText({ model, requests, metrics, labels }: TriedCase, title: string): string {
  const lines = [
    `${title} on ${model}`,
    ...requests.flatMap((request, index) => requestLines(request, requests.length > 1 ? ` ${index + 1}` : '')),
    ...(Object.keys(metrics).length === 0 ? [] : ['', 'Metrics of the iteration', ...metricLines(metrics)]),
    ...checkLines(labels),
  ];
  return `${lines.join('\n')}\n`;
}

function requestLines({ prompt, answer, finish, failure, metrics }: TriedRequest, number: string): string[] {
  return [
    '',
    `Prompt${number}`,
    ...indent(prompt),
    '',
    `Answer${number} (ended by ${finish})`,
    ...indent(failure === undefined ? answer : `failed, ${failure}`),
    '',
    `Metrics${number}`,
    ...metricLines(metrics),
  ];
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}

function metricLines(metrics: Readonly<Record<string, number>>): string[] {
  return Object.entries(metrics).map(([id, value]) => {
    const definition = metricDefinition(id);
    const title = definition === undefined ? '' : `  ${definition.title}`;
    return `  ${id.padEnd(18)}${formatValue(value, definition?.unit ?? '').padEnd(14)}${title}`.trimEnd();
  });
}

/** Labels of checks, as the worker writes them, and those of the author's own. */
function checkLines(labels: readonly string[]): string[] {
  if (labels.length === 0) return [];
  const marked = labels.map((label) => {
    if (label.startsWith('passed: ')) return `  ✓ ${label.slice('passed: '.length)}`;
    if (label.startsWith('failed: ')) return `  ✗ ${label.slice('failed: '.length)}`;
    return `  · ${label}`;
  });
  return ['', 'Checks', ...marked];
}
