import type { CaseParameters, JsonScalar } from '../protocol/messages.js';

/**
 * A case's parameters as people read them: `512 → 128 tokens`, `4 slots · 128 → 64 tokens`. A parameter without a form of
 * its own is shown as `name value`, in the order in which the case lists it. Empty for no parameters.
 */
export function describeParameters(parameters: CaseParameters): string {
  const { promptTokens, outputTokens, slots, ...others } = parameters;
  const rest: CaseParameters = {
    ...others,
    ...(promptTokens === undefined || outputTokens !== undefined ? {} : { promptTokens }),
    ...(outputTokens === undefined || promptTokens !== undefined ? {} : { outputTokens }),
  };
  return [
    ...(slots === undefined ? [] : [`${slots} ${slots === 1 ? 'slot' : 'slots'}`]),
    ...Object.entries(rest).map(([name, value]) => `${name} ${value}`),
    ...(promptTokens === undefined || outputTokens === undefined ? [] : [tokens(promptTokens, outputTokens)]),
  ].join(' · ');
}

function tokens(promptTokens: JsonScalar, outputTokens: JsonScalar): string {
  return `${String(promptTokens)} → ${String(outputTokens)} ${outputTokens === 1 ? 'token' : 'tokens'}`;
}
