import type { CaseParameters, JsonScalar } from '../protocol/messages.js';
import { formatDuration } from './format-value.js';

/** Words for parameters that have some; a value of another type than expected is shown under its name. */
const FORMS: ReadonlyMap<string, (value: number) => string> = new Map(
  Object.entries<(value: number) => string>({
    slots: (count) => `${count} ${count === 1 ? 'slot' : 'slots'}`,
    contextTokens: (count) => `${count} tokens of context`,
    contextShare: (share) => `${Number((share * 100).toFixed(1))} % of the context`,
    checkpointMs: (ms) => `checkpoints of ${formatDuration(ms)}`,
    requests: (count) => `${count} requests`,
    ratePerSecond: (rate) => `${rate} a second`,
    outputTokens: (count) => `answer ${count}`,
    answerTokens: (count) => `up to ${count} behind thinking`,
    sloTtftMs: (ms) => `TTFT ≤ ${formatDuration(ms)}`,
    sloTpotMs: (ms) => `≤ ${formatDuration(ms)} per token`,
  }),
);

/** What the case is comes first; other parameters follow in the order of the case, the answer's length behind them. */
const FIRST: readonly string[] = ['slots', 'contextTokens', 'contextShare', 'checkpointMs', 'requests'];
const LAST: readonly string[] = ['outputTokens'];

/** By what a case is judged and how far it may go, which is no part of its name. */
const CONDITIONS: readonly string[] = ['answerTokens', 'sloTtftMs', 'sloTpotMs'];

/**
 * A case's parameters as people read them: `512 → 128 tokens`, `4 slots · 128 → 64 tokens`. A parameter without a form of
 * its own is shown as `name value`; an item of a graded benchmark by its name. Service levels are no part of the name, see
 * {@link describeConditions}. Empty for no parameters.
 */
export function describeParameters(parameters: CaseParameters): string {
  if (parameters.item !== undefined) return describeItem(parameters);
  const { promptTokens, outputTokens, ...others } = parameters;
  const isPair = promptTokens !== undefined && outputTokens !== undefined;
  const names = Object.keys(isPair ? others : parameters);
  const placed = new Set([...FIRST, ...LAST, ...CONDITIONS]);
  const among = (order: readonly string[]): string[] => order.filter((name) => names.includes(name));
  const named = (chosen: readonly string[]): string[] => chosen.map((name) => described(name, parameters[name]));
  return [
    ...named(among(FIRST)),
    ...named(names.filter((name) => !placed.has(name))),
    ...(isPair ? [tokens(promptTokens, outputTokens)] : []),
    ...named(among(LAST)),
  ].join(' · ');
}

/** A case as people call it: its benchmark and its parameters. */
export function describeCase({
  benchmark,
  parameters,
}: {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
}): string {
  return [benchmark, describeParameters(parameters)].filter((part) => part !== '').join(' ');
}

/** The service levels and limits of a case: `TTFT ≤ 2 s · ≤ 100 ms per token`. Empty for none. */
export function describeConditions(parameters: CaseParameters): string {
  const names = CONDITIONS.filter((name) => Object.hasOwn(parameters, name));
  return names.map((name) => described(name, parameters[name])).join(' · ');
}

function described(name: string, value: JsonScalar | undefined): string {
  const form = FORMS.get(name);
  return form === undefined || typeof value !== 'number' ? `${name} ${String(value)}` : form(value);
}

/** An item of a graded benchmark by its name and the way of asking; the digest of its content tells a reader nothing. */
function describeItem({ item, mode, content: _content, ...others }: CaseParameters): string {
  const rest = Object.entries(others).map(([name, value]) => `${name} ${value}`);
  return [String(item), ...(mode === undefined ? [] : [String(mode)]), ...rest].join(' · ');
}

function tokens(promptTokens: JsonScalar, outputTokens: JsonScalar): string {
  return `${String(promptTokens)} → ${String(outputTokens)} ${outputTokens === 1 ? 'token' : 'tokens'}`;
}
