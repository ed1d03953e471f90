import type { ErrorObject } from 'ajv';
import type { Check } from '../../protocol/verdict.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../protocol/json.js';
import { schemaErrors } from '../json-schema.js';
import { ofChecks, quoted, unparsed, type Finding } from './finding.js';
import { readJson } from './read-json.js';

/** A JSON value is wanted. */
export interface JsonRule {
  readonly kind: 'json';
  /** JSON Schema that the value has to meet. */
  readonly schema?: JsonObject;
  /**
   * What the value has to be. Texts are compared without surrounding space and without regard to case; numbers by value.
   * Members that are not named here are the schema's matter.
   */
  readonly equals?: JsonValue;
  /** Lists of these members may have any order, named by their paths such as `/files`. */
  readonly anyOrder?: readonly string[];
  /** The answer has to be the value and nothing else: no fence, no word. */
  readonly only?: true;
}

/** Reads the value out of the answer, checks it against the schema and compares it. */
export function gradeJson(rule: JsonRule, answer: string): Finding {
  const read = readJson(answer);
  if (read === undefined) return unparsed('The answer holds no JSON that can be read.');
  const checks: Check[] = [];
  if (rule.only === true) checks.push({ name: 'is JSON and nothing else', passed: read.method === 'whole' });
  if (rule.schema !== undefined) checks.push(meetsSchema(rule.schema, read.value));
  if (rule.equals !== undefined) checks.push(...comparisons(rule, read.value));
  return ofChecks(checks, { extracted: quoted(read.text), method: read.method });
}

function meetsSchema(schema: JsonObject, value: JsonValue): Check {
  const errors = schemaErrors(schema, value);
  const name = 'meets the schema';
  return errors.length === 0 ? { name, passed: true } : { name, passed: false, detail: describe(errors) };
}

function describe(errors: readonly ErrorObject[]): string {
  return quoted(errors.map(({ instancePath, message = '' }) => `${instancePath} ${message}`.trim()).join('; '));
}

/** One check for each member of a wanted object, so that it can be seen which of them is wrong. */
function comparisons(rule: JsonRule, value: JsonValue): Check[] {
  const { equals } = rule;
  const same = (wanted: JsonValue, found: JsonValue | undefined, path: string): Check => {
    const passed = found !== undefined && holds({ wanted, found, path }, new Set(rule.anyOrder));
    const detail = found === undefined ? 'missing' : quoted(JSON.stringify(found));
    return { name: `${path === '' ? 'the value' : path} is ${quoted(JSON.stringify(wanted))}`, passed, detail };
  };
  if (!isJsonObject(equals)) return [same(equals ?? null, value, '')];
  const members = isJsonObject(value) ? value : {};
  return Object.entries(equals).map(([name, wanted]) => {
    return same(wanted, Object.hasOwn(members, name) ? members[name] : undefined, `/${name}`);
  });
}

interface Pair {
  readonly wanted: JsonValue;
  readonly found: JsonValue;
  readonly path: string;
}

function holds({ wanted, found, path }: Pair, anyOrder: ReadonlySet<string>): boolean {
  if (typeof wanted === 'string') return typeof found === 'string' && comparable(wanted) === comparable(found);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return false;
    if (anyOrder.has(path)) return sameSet(wanted, found);
    return wanted.every((each: JsonValue, at) => {
      return holds({ wanted: each, found: found[at] as JsonValue, path: `${path}/*` }, anyOrder);
    });
  }
  if (isJsonObject(wanted)) {
    return (
      isJsonObject(found) &&
      Object.entries(wanted).every(([name, each]) => {
        const member = Object.hasOwn(found, name) ? found[name] : undefined;
        return member !== undefined && holds({ wanted: each, found: member, path: `${path}/${name}` }, anyOrder);
      })
    );
  }
  return wanted === found;
}

/** Lists of plain values as multisets. */
function sameSet(wanted: readonly JsonValue[], found: readonly JsonValue[]): boolean {
  const sorted = (values: readonly JsonValue[]): string =>
    JSON.stringify(
      values.map((value) => (typeof value === 'string' ? comparable(value) : JSON.stringify(value))).sort(),
    );
  return sorted(wanted) === sorted(found);
}

function comparable(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
