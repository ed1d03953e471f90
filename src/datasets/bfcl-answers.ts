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
    const tool = tools.find((each) => each.name === name);
    if (tool === undefined) {
      throw new RowProblem(`"ground_truth" calls "${name}", which is no function of the question.`);
    }
    for (const [parameter, values] of Object.entries(accepted)) {
      if (!Array.isArray(values)) throw new RowProblem(`"ground_truth" has no list of values for "${parameter}".`);
    }
    const wanted = { name, accepted: accepted as AcceptedCall['accepted'] };
    refuseUnanswerable(wanted, tool);
    return wanted;
  });
}

/** An answer that contradicts its own function would count against every model (GRADING T13). */
function refuseUnanswerable({ name, accepted }: AcceptedCall, { parameters: schema }: ToolDefinition): void {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly JsonValue[]) : [];
  const refuse = (problem: string): never => {
    throw new RowProblem(`No answer can pass: for "${name}" ${problem}.`);
  };
  for (const [parameter, values] of Object.entries(accepted)) {
    if (values.length === 0) refuse(`"${parameter}" has no accepted value`);
    if (!Object.hasOwn(properties, parameter) && !values.includes('')) {
      refuse(`"${parameter}" is wanted, which is no parameter of it`);
    }
  }
  const missing = required.find((parameter) => typeof parameter === 'string' && !Object.hasOwn(accepted, parameter));
  if (typeof missing === 'string') refuse(`"${missing}" is required, and no value of it is accepted`);
}
