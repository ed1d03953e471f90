import { contextMemory, type MemoryPoint } from '../../metrics/context-memory.js';
import type { CaseSummary } from '../case-summary.js';
import { formatValue } from '../format-value.js';
import { casesOf, parameterOf, valueOf, type TargetFinding } from './finding.js';

/** Growth over a whole case below this is the noise of allocators and collectors. */
const FLAT_BYTES = 4 * 1024 * 1024;

/** The phases of a model's memory in their order, with their names for people. */
const PHASES: readonly (readonly [id: string, name: string])[] = [
  ['rssIdle', 'before the load'],
  ['rssLoaded', 'loaded'],
  ['rssBefore', 'between requests'],
  ['rssPrefill', 'reading'],
  ['rssDecode', 'writing'],
  ['rssAfter', 'after the answer'],
  ['vram', 'on the GPU'],
];

/** What memory the model takes in which phase, and whether it grows with the context and from request to request. */
export function memoryUse(cases: readonly CaseSummary[]): TargetFinding[] {
  return [...byPhase(cases), ...withContext(cases), ...withRequests(cases)];
}

/** Said of the longest prompt. */
function byPhase(cases: readonly CaseSummary[]): TargetFinding[] {
  const subject = casesOf(cases, 'memory')
    .toSorted((a, b) => (parameterOf(a, 'promptTokens') ?? 0) - (parameterOf(b, 'promptTokens') ?? 0))
    .at(-1);
  if (subject === undefined) return [];
  const phases = PHASES.flatMap(([id, name]) => {
    const bytes = valueOf(subject, id);
    return bytes === undefined ? [] : [{ id, name, bytes }];
  });
  const loaded = valueOf(subject, 'rssLoaded') ?? valueOf(subject, 'rssBefore');
  const peak = valueOf(subject, 'rssPeak');
  if (loaded === undefined || peak === undefined) return [];
  const length = parameterOf(subject, 'promptTokens');
  return [
    {
      code: 'memory-phases',
      sentence: `Loaded, the model takes ${formatValue(loaded, 'bytes')}; at a prompt of ${length} tokens it peaks at ${formatValue(peak, 'bytes')}.`,
      evidence: phases.map(({ name, bytes }) => `${name} ${formatValue(bytes, 'bytes')}`),
    },
  ];
}

function withContext(cases: readonly CaseSummary[]): TargetFinding[] {
  const points = casesOf(cases, 'context-window').flatMap((subject) => {
    const contextTokens = valueOf(subject, 'contextTokens');
    const rssBytes = valueOf(subject, 'rssAfter');
    return contextTokens === undefined || rssBytes === undefined ? [] : [{ contextTokens, rssBytes }];
  });
  const memory = contextMemory(points);
  if (memory === undefined) return [];
  const evidence = points.map(
    ({ contextTokens, rssBytes }) => `${contextTokens} tokens: ${formatValue(rssBytes, 'bytes')}`,
  );
  if (memory.kind === 'grows' && risesWithTime(points)) {
    const sentence =
      'Memory rose from case to case whatever the context was, so that what a token of context takes cannot be told.';
    return [{ code: 'context-memory', sentence, evidence }];
  }
  return [
    {
      code: 'context-memory',
      sentence:
        memory.kind === 'preallocated'
          ? 'Memory does not grow with the context: the backend takes it beforehand.'
          : `Memory grows by ${formatValue(memory.kvBytesPerToken, 'bytes')} per token of context.`,
      evidence,
    },
  ];
}

/** Points in the order of measuring: memory that only ever rises, also where the context was shorter than before. */
function risesWithTime(points: readonly MemoryPoint[]): boolean {
  const steps = points.slice(1).map((point, at) => ({ point, before: points[at] ?? point }));
  return (
    steps.every(({ point, before }) => point.rssBytes >= before.rssBytes) &&
    steps.some(({ point, before }) => point.contextTokens < before.contextTokens)
  );
}

/** Said of the case with the most requests, where a leak would show first. */
function withRequests(cases: readonly CaseSummary[]): TargetFinding[] {
  const grown = cases.flatMap((subject) => {
    const perRequest = subject.caseMetrics['rssPerRequest']?.value;
    return perRequest === undefined ? [] : [{ subject, perRequest, requests: subject.errors.attempted }];
  });
  const longest = grown.toSorted((a, b) => a.requests - b.requests).at(-1);
  if (longest === undefined) return [];
  const { subject, perRequest, requests } = longest;
  const grows = perRequest * requests > FLAT_BYTES;
  return [
    {
      code: 'memory-growth',
      sentence: grows
        ? `Memory grows by ${formatValue(perRequest, 'bytes')} per request, ${formatValue(perRequest * requests, 'bytes')} over ${requests} requests.`
        : `Memory is flat over ${requests} requests.`,
      evidence: [`${subject.benchmark}, ${requests} requests: slope ${formatValue(perRequest, 'bytes')} per request`],
    },
  ];
}
