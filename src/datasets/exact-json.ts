/**
 * How numbers are kept that JavaScript would change. `code`: values of programs (`src/grading/code/code-value.ts`);
 * `calls`: values of tool calls, where only a float with the value of an integer has to be told from the integer.
 */
export type NumberMarks = 'code' | 'calls';

/** A text, or one of Python's spellings of a number. In each alternative there is one way to match, so it is linear. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)|NaN/gs;

/**
 * Reads JSON as Python writes it: `NaN` and `Infinity` are numbers, 1.0 is a float and stays one, and whole numbers of any
 * size keep their digits.
 * @throws SyntaxError for what is no JSON.
 */
export function parseExactJson(text: string, marks: NumberMarks): unknown {
  return JSON.parse(text.replaceAll(TOKEN, (token) => (token.startsWith('"') ? token : markedNumber(token, marks))));
}

function markedNumber(token: string, marks: NumberMarks): string {
  const value = Number(token);
  if (marks === 'calls') {
    return Number.isInteger(value) && /[.eE]/.test(token) ? `{"$float":${value}}` : token;
  }
  if (!Number.isFinite(value)) return `{"$number":"${value}"}`;
  if (/[.eE]/.test(token)) return Number.isInteger(value) ? `{"$number":"${pythonFloat(value)}"}` : token;
  return Number.isSafeInteger(value) ? token : `{"$integer":"${token}"}`;
}

/** A float with its point, so that a reader of numbers makes a float of it. */
function pythonFloat(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
