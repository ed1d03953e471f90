import type { JsonObject } from '../protocol/json.js';
import { type DatasetFormat, readItems } from './dataset-format.js';
import { has, own, RowProblem, textsOf } from './fields.js';
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
  const accept = (typeof ideal === 'string' ? [ideal] : textsOf(value, 'ideal')).filter((text) => text.trim() !== '');
  const [example] = accept;
  if (example === undefined) throw new RowProblem('"ideal" has no text that is not empty.');
  return {
    id,
    messages: readMessages(own(value, 'input'), '"input"'),
    maxTokens: MAX_TOKENS,
    checks: [{ kind: 'rule', rule: { kind: 'exact', accept } }],
    example: `Answer: ${example}`,
  };
}
