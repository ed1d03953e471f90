import { readFileSync } from 'node:fs';

type Schema = Readonly<Record<string, unknown>>;

/** Reads a schema of the package. */
export function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8')) as Schema;
}

/**
 * What is wrong with a value under a schema, as sentences with their paths; empty for a valid one. Knows the part of JSON
 * Schema 2020-12 that the package's schemas use, and throws for any other keyword rather than pass over it.
 */
export function schemaProblems(value: unknown, root: Schema): string[] {
  return check(value, root, { root, path: '$' });
}

interface Place {
  readonly root: Schema;
  readonly path: string;
}

const ANNOTATIONS = new Set(['$schema', '$defs', 'title', 'description', 'format']);

function check(value: unknown, schema: Schema, place: Place): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (ANNOTATIONS.has(keyword)) return [];
    return checkKeyword(value, { keyword, argument, schema }, place);
  });
}

function checkKeyword(
  value: unknown,
  { keyword, argument, schema }: { keyword: string; argument: unknown; schema: Schema },
  { root, path }: Place,
): string[] {
  const fail = (holds: boolean): string[] => (holds ? [] : [`${path}: ${keyword} ${JSON.stringify(argument)}`]);
  switch (keyword) {
    case '$ref': {
      const defs = root['$defs'] as Record<string, Schema>;
      return check(value, defs[String(argument).replace('#/$defs/', '')] ?? {}, { root, path });
    }
    case 'type':
      return fail([argument].flat().some((type) => isOfType(value, String(type))));
    case 'const':
      return fail(value === argument);
    case 'enum':
      return fail((argument as unknown[]).includes(value));
    case 'minimum':
      return fail(typeof value !== 'number' || value >= Number(argument));
    case 'maximum':
      return fail(typeof value !== 'number' || value <= Number(argument));
    case 'pattern':
      return fail(typeof value !== 'string' || new RegExp(String(argument)).test(value));
    case 'minItems':
      return fail(!Array.isArray(value) || value.length >= Number(argument));
    case 'maxItems':
      return fail(!Array.isArray(value) || value.length <= Number(argument));
    case 'items':
      return Array.isArray(value)
        ? value.flatMap((item, index) => check(item, argument as Schema, { root, path: `${path}[${index}]` }))
        : [];
    case 'required':
      return (argument as string[]).filter((name) => !(name in Object(value))).map((name) => `${path}: lacks ${name}`);
    case 'properties':
      return Object.entries(argument as Record<string, Schema>).flatMap(([name, inner]) =>
        name in Object(value)
          ? check((value as Record<string, unknown>)[name], inner, { root, path: `${path}.${name}` })
          : [],
      );
    case 'additionalProperties':
      return Object.entries(Object(value) as Record<string, unknown>)
        .filter(([name]) => !(name in Object(schema['properties'])))
        .flatMap(([name, each]) => check(each, argument as Schema, { root, path: `${path}.${name}` }));
    case 'oneOf': {
      const branches = (argument as Schema[]).map((branch) => check(value, branch, { root, path }));
      const fitting = branches.filter((problems) => problems.length === 0).length;
      return fitting === 1
        ? []
        : [
            `${path}: fits ${fitting} of oneOf`,
            ...branches
              .toSorted((a, b) => a.length - b.length)
              .slice(0, 1)
              .flat(),
          ];
    }
    default:
      throw new Error(`the check does not know ${keyword}`);
  }
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
