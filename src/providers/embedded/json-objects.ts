import { isObject, type JsonObject } from '../http/json-value.js';

const STRING_OR_BRACE = /"(?:[^"\\]|\\[\s\S])*"|[{}]/g;

/**
 * The JSON objects of a text that holds nothing else but the space and semicolons between them, in order; undefined for
 * any other text. Linear in its length.
 */
export function jsonObjectsIn(text: string): readonly JsonObject[] | undefined {
  const objects: JsonObject[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: piece, index } of text.matchAll(STRING_OR_BRACE)) {
    if (piece === '{') {
      if (depth === 0 && !isBetween(text.slice(start, index))) return undefined;
      if (depth === 0) start = index;
      depth += 1;
    } else if (piece === '}') {
      depth -= 1;
      if (depth < 0) return undefined;
      if (depth > 0) continue;
      const object = parsedObject(text.slice(start, index + 1));
      if (object === undefined) return undefined;
      objects.push(object);
      start = index + 1;
    }
  }
  return depth === 0 && objects.length > 0 && isBetween(text.slice(start)) ? objects : undefined;
}

function isBetween(text: string): boolean {
  return /^[\s;]*$/.test(text);
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // A SyntaxError: braces in pairs alone make no JSON.
    return undefined;
  }
}
