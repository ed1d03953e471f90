import type { AcceptedCall } from '../grading/tools/tool-task.js';
import { messageOf } from '../errors.js';
import type { ToolDefinition } from '../protocol/chat.js';
import { isJsonObject, type JsonValue } from '../protocol/json.js';
import { parseExactJson } from './exact-json.js';
import { RowProblem } from './fields.js';

/** The calls that each question accepts, by the question's id, or why there are none. */
export type BfclAnswers = ReadonlyMap<string, BfclAnswer>;

export type BfclAnswer =
  | { readonly kind: 'truth'; readonly truth: readonly JsonValue[] }
  | { readonly kind: 'bad'; readonly message: string };

/**
 * Reads the lines of an answer file. Floats that look like integers are marked, since the checker tells them apart.
 * @throws RowProblem for a line that has not even an id.
 */
export function readBfclAnswers(text: string): BfclAnswers {
  const answers = new Map<string, BfclAnswer>();
  for (const [index, source] of text.split('\n').entries()) {
    if (source.trim() === '') continue;
    const { id, ground_truth: truth } = readLine(source, index + 1);
    if (typeof id !== 'string') throw new RowProblem(`Line ${index + 1} of the file with the answers has no "id".`);
    if (answers.has(id)) throw new RowProblem(`The file with the answers has "${id}" twice.`);
    answers.set(
      id,
      Array.isArray(truth)
        ? { kind: 'truth', truth: truth as readonly JsonValue[] }
        : { kind: 'bad', message: `The answer to "${id}" has no list "ground_truth".` },
    );
  }
  return answers;
}

function readLine(source: string, line: number): Record<string, JsonValue | undefined> {
  try {
    const value = parseExactJson(source, 'calls');
    return isJsonObject(value) ? value : {};
  } catch (error) {
    throw new RowProblem(`Line ${line} of the file with the answers is no JSON: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

/** The accepted calls of an answer: each names one function, and a list of accepted values for each parameter. */
export function acceptedCalls(answer: BfclAnswer, tools: readonly ToolDefinition[]): readonly AcceptedCall[] {
  if (answer.kind === 'bad') throw new RowProblem(answer.message);
  return answer.truth.map((call) => {
    const [entry, ...others] = isJsonObject(call) ? Object.entries(call) : [];
    if (entry === undefined || others.length > 0 || !isJsonObject(entry[1])) {
      throw new RowProblem('"ground_truth" has a call that is not one function with its parameters.');
    }
    const [name, accepted] = entry;
    if (!tools.some((tool) => tool.name === name)) {
      throw new RowProblem(`"ground_truth" calls "${name}", which is no function of the question.`);
    }
    for (const [parameter, values] of Object.entries(accepted)) {
      if (!Array.isArray(values)) throw new RowProblem(`"ground_truth" has no list of values for "${parameter}".`);
    }
    return { name, accepted: accepted as AcceptedCall['accepted'] };
  });
}
