/** What a fake model says that was asked for something it does not remember. */
const UNKNOWN: readonly string[] = ['I ', 'do ', 'not ', 'know. '];

/**
 * The answer of a model that remembers only the last `recallTokens` tokens of its prompt: to "What is X?" the value of a
 * sentence "X is VALUE." among them, token by token. Undefined for a prompt that asks nothing.
 */
export function recall(prompt: readonly string[], recallTokens: number): readonly string[] | undefined {
  const subject = [...prompt.join(' ').matchAll(/What is (?<subject>[^?]+)\?/g)].at(-1)?.groups?.['subject'];
  if (subject === undefined) return undefined;
  const remembered = recallTokens === 0 ? '' : prompt.slice(-recallTokens).join(' ');
  const [, behind] = remembered.toLowerCase().split(`${subject.toLowerCase()} is `);
  const value = behind?.split('.', 1)[0];
  return value === undefined ? UNKNOWN : [`${value} `];
}
