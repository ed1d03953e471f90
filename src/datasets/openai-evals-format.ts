import type { JsonObject, JsonValue } from '../protocol/json.js';
import { type DatasetFormat, readItems } from './dataset-format.js';
import { has, own, RowProblem } from './fields.js';
import { readMessages } from './messages.js';
import { textBenchmark, type TextItem } from './text-item.js';

const MAX_TOKENS = 512;

/** Samples of openai/evals: an `input` that is a text or a chat, and one or more `ideal` answers. */
export const OPENAI_EVALS: DatasetFormat = {
  title: 'openai/evals samples',
  matches: (value) => has(value, 'input', 'ideal'),
  async read(rows) {
    // The format has no ids; a record's place in the file is its name.
    const { items, bad } = readItems(rows, ({ value, line }) => itemOf(value, `line-${line}`));
    return { count: items.length, bad, benchmark: (about) => textBenchmark(items, about) };
  },
};

function itemOf(value: JsonObject, id: string): TextItem {
  const ideal = own(value, 'ideal');
  const accept = (Array.isArray(ideal) ? (ideal as readonly JsonValue[]) : [ideal]).map(textOfIdeal);
  const [example] = accept;
  if (example === undefined) throw new RowProblem('"ideal" is empty.');
  return {
    id,
    messages: readMessages(own(value, 'input'), '"input"'),
    maxTokens: MAX_TOKENS,
    checks: [{ kind: 'one-of', accept }],
    example,
  };
}

function textOfIdeal(ideal: JsonValue | undefined): string {
  if (typeof ideal === 'number' || typeof ideal === 'boolean') return String(ideal);
  if (typeof ideal === 'string' && ideal.trim() !== '') return ideal;
  throw new RowProblem('"ideal" has to be a text that is not empty, or a list of such texts.');
}
