import type { ChatMessage } from '../protocol/chat.js';
import type { JsonObject, JsonValue } from '../protocol/json.js';
import { messageOf } from '../errors.js';
import { type DatasetFormat, readItems } from './dataset-format.js';
import { idOf, optionalText, own, RowProblem } from './fields.js';
import { readMessages } from './messages.js';
import { patternOf } from '../worker/custom/prompt-checks.js';
import { textBenchmark, type TextCheck, type TextItem } from './text-item.js';

const MAX_TOKENS = 512;

/** Every column there is; another one is refused, since a check that is misspelt would never fail. */
const COLUMNS: ReadonlySet<string> = new Set([
  'id',
  'prompt',
  'messages',
  'system',
  'max_tokens',
  'equals',
  'number',
  'tolerance',
  'includes',
  'excludes',
  'matches',
  'json',
  'example',
  'note',
]);

/** Prompts with checks in JSONL, CSV or YAML, in columns of our own. */
export const PROMPTS: DatasetFormat = {
  title: 'prompts with checks',
  matches: (value) => 'prompt' in value || 'messages' in value,
  async read(rows) {
    const { items, bad } = readItems(rows, ({ value, line }) => itemOf(value, line));
    return { count: items.length, bad, benchmark: (about) => textBenchmark(items, about) };
  },
};

function itemOf(value: JsonObject, line: number): TextItem {
  const unknown = Object.keys(value).find((name) => !COLUMNS.has(name));
  if (unknown !== undefined) {
    throw new RowProblem(`There is no column "${unknown}"; known: ${[...COLUMNS].join(', ')}.`);
  }
  const checks = checksOf(value);
  if (checks.length === 0) {
    throw new RowProblem('There is no check: give equals, number, includes, excludes, matches or json.');
  }
  const example = optionalText(value, 'example') ?? exampleOf(checks);
  return {
    id: isGiven(value, 'id') ? idOf(value, 'id') : `line-${line}`,
    messages: messagesOf(value),
    maxTokens: isGiven(value, 'max_tokens') ? wholeNumber(value, 'max_tokens') : MAX_TOKENS,
    checks,
    ...(example === undefined ? {} : { example }),
  };
}

function messagesOf(value: JsonObject): readonly ChatMessage[] {
  if (isGiven(value, 'prompt') === isGiven(value, 'messages')) {
    throw new RowProblem('Either "prompt" or "messages" has to be given.');
  }
  const messages = isGiven(value, 'prompt')
    ? readMessages(own(value, 'prompt'), '"prompt"')
    : readMessages(structured(value, 'messages'), '"messages"');
  const system = optionalText(value, 'system');
  return system === undefined ? messages : [{ role: 'system', content: system }, ...messages];
}

function checksOf(value: JsonObject): TextCheck[] {
  return [
    ...(isGiven(value, 'equals') ? [{ kind: 'one-of', accept: textList(value, 'equals') } as const] : []),
    ...numberCheck(value),
    ...textList(value, 'includes').map((text): TextCheck => ({ kind: 'includes', text })),
    ...textList(value, 'excludes').map((text): TextCheck => ({ kind: 'excludes', text })),
    ...textList(value, 'matches').map((pattern) => ruleCheck(patternRule(pattern))),
    ...jsonCheck(value),
  ];
}

function ruleCheck(rule: Extract<TextCheck, { kind: 'rule' }>['rule']): TextCheck {
  return { kind: 'rule', rule };
}

function numberCheck(value: JsonObject): TextCheck[] {
  if (!isGiven(value, 'number')) {
    if (isGiven(value, 'tolerance')) throw new RowProblem('"tolerance" needs "number".');
    return [];
  }
  const tolerance = isGiven(value, 'tolerance') ? { tolerance: finite(value, 'tolerance') } : {};
  return [ruleCheck({ kind: 'number', value: finite(value, 'number'), ...tolerance })];
}

/** The pattern may stand anywhere in the answer. */
function patternRule(source: string): Extract<TextCheck, { kind: 'rule' }>['rule'] {
  try {
    patternOf(source);
  } catch (error) {
    throw new RowProblem(`"matches" is no regular expression: ${messageOf(error)}.`, { cause: error });
  }
  return { kind: 'pattern', pattern: `.*?(?:${source}).*`, wholeAnswer: true };
}

function jsonCheck(value: JsonObject): TextCheck[] {
  if (!isGiven(value, 'json')) return [];
  return [ruleCheck({ kind: 'json', equals: structured(value, 'json') ?? null })];
}

/** A right answer where the checks name one by themselves. */
function exampleOf(checks: readonly TextCheck[]): string | undefined {
  const [only, ...others] = checks;
  if (only === undefined || others.length > 0) return undefined;
  if (only.kind === 'includes') return `Here it is: ${only.text}`;
  if (only.kind === 'one-of') return only.accept[0];
  if (only.kind === 'excludes') return undefined;
  switch (only.rule.kind) {
    case 'number':
      return `Answer: ${only.rule.value}`;
    case 'json':
      return JSON.stringify(only.rule.equals ?? null);
    default:
      return undefined;
  }
}

/** Whether a cell holds something: in a table every row has every column. */
function isGiven(value: JsonObject, name: string): boolean {
  const cell = own(value, name);
  return cell !== undefined && cell !== null && cell !== '';
}

/** A text, a number or a list of texts; in a table, a list is written as a JSON array. */
function textList(value: JsonObject, name: string): readonly string[] {
  if (!isGiven(value, name)) return [];
  const cell = own(value, name);
  const list = typeof cell === 'string' && cell.trimStart().startsWith('["') ? structured(value, name) : cell;
  const texts = (Array.isArray(list) ? (list as readonly JsonValue[]) : [list]).map((each) =>
    typeof each === 'number' || typeof each === 'boolean' ? String(each) : each,
  );
  if (texts.length > 0 && texts.every((each): each is string => typeof each === 'string' && each !== '')) return texts;
  throw new RowProblem(`"${name}" has to be a text or a list of texts.`);
}

/** A value that is no text; in a table it is written as JSON. */
function structured(value: JsonObject, name: string): JsonValue | undefined {
  const cell = own(value, name);
  if (typeof cell !== 'string') return cell;
  try {
    return JSON.parse(cell) as JsonValue;
  } catch (error) {
    if (name === 'json') throw new RowProblem(`"json" is no JSON: ${messageOf(error)}.`, { cause: error });
    return cell;
  }
}

function finite(value: JsonObject, name: string): number {
  const cell = own(value, name);
  const number = typeof cell === 'string' ? Number(cell.trim()) : cell;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new RowProblem(`"${name}" has to be a number.`);
}

function wholeNumber(value: JsonObject, name: string): number {
  const number = finite(value, name);
  if (Number.isInteger(number) && number >= 1 && number <= 1_000_000) return number;
  throw new RowProblem(`"${name}" has to be a whole number of at least 1.`);
}
