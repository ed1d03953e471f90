/** A JSON Schema document or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** What is wrong, and where below the value that was checked; the path begins with a dot or a bracket. */
interface Problem {
  readonly path: string;
  readonly what: string;
}

/** Checks one value. A hundred thousand samples pass through, so that paths are put together only for a problem. */
type Check = (value: unknown) => Problem | undefined;

/** A schema document with the parts of it that are compiled already, by their references. */
interface Compilation {
  readonly root: Schema;
  readonly references: Map<string, Check>;
}

/**
 * A check against a schema: it returns the first thing wrong with a value, as a sentence part with its path, or undefined
 * for a valid one. Knows the part of JSON Schema 2020-12 that the package's schemas use.
 * @throws Error for any other keyword, rather than pass over it; that is a bug in the schema.
 */
export function compileSchema(root: Schema): (value: unknown) => string | undefined {
  const check = compile(root, { root, references: new Map() });
  return (value) => {
    const problem = check(value);
    if (problem === undefined) return undefined;
    return `${problem.path === '' ? 'the document' : problem.path.replace(/^\./, '')} ${problem.what}`;
  };
}

const ANNOTATIONS: ReadonlySet<string> = new Set(['$schema', '$defs', 'title', 'description']);

function compile(schema: Schema, compilation: Compilation): Check {
  const checks = Object.entries(schema)
    .filter(([keyword]) => !ANNOTATIONS.has(keyword))
    .map(([keyword, argument]) => compileKeyword({ keyword, argument, schema }, compilation));
  return (value) => {
    for (const check of checks) {
      const problem = check(value);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** A keyword with its argument, and the schema it stands in. */
interface Rule {
  readonly keyword: string;
  readonly argument: unknown;
  readonly schema: Schema;
}

function compileKeyword({ keyword, argument, schema }: Rule, compilation: Compilation): Check {
  switch (keyword) {
    case '$ref':
      return referenced(String(argument), compilation);
    case 'oneOf':
      return oneOf((argument as readonly Schema[]).map((branch) => compile(branch, compilation)));
    case 'items':
      return items(compile(argument as Schema, compilation));
    case 'properties':
      return properties(
        Object.entries(argument as Readonly<Record<string, Schema>>).map(([name, inner]) => [
          name,
          compile(inner, compilation),
        ]),
      );
    case 'additionalProperties':
      return additional(new Set(Object.keys(schema['properties'] ?? {})), compile(argument as Schema, compilation));
    case 'required':
      return required(argument as readonly string[]);
    default: {
      const holds = assertion(keyword, argument);
      return (value) =>
        holds(value) ? undefined : { path: '', what: `must have ${keyword} ${JSON.stringify(argument)}` };
    }
  }
}

/** Compiled when first met, so that a schema may refer to itself. */
function referenced(reference: string, compilation: Compilation): Check {
  return (value) => {
    const known = compilation.references.get(reference);
    if (known !== undefined) return known(value);
    const definitions = compilation.root['$defs'] as Readonly<Record<string, Schema>> | undefined;
    const found = definitions?.[reference.replace('#/$defs/', '')];
    if (found === undefined) throw new Error(`the schema has no ${reference}`);
    const check = compile(found, compilation);
    compilation.references.set(reference, check);
    return check(value);
  };
}

/** Of branches that all fail the one that got deepest tells the reader most. */
function oneOf(branches: readonly Check[]): Check {
  const depth = ({ path }: Problem): number => path.split(/[.[]/).length;
  return (value) => {
    const problems = branches.map((check) => check(value)).filter((problem) => problem !== undefined);
    const fitting = branches.length - problems.length;
    if (fitting === 1) return undefined;
    return problems.toSorted((a, b) => depth(b) - depth(a))[0] ?? { path: '', what: `fits ${fitting} of its forms` };
  };
}

function items(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    for (const [index, item] of value.entries()) {
      const problem = check(item);
      if (problem !== undefined) return { ...problem, path: `[${index}]${problem.path}` };
    }
    return undefined;
  };
}

function properties(members: readonly (readonly [name: string, check: Check])[]): Check {
  return (value) => {
    if (!isObject(value)) return undefined;
    for (const [name, check] of members) {
      const problem = Object.hasOwn(value, name) ? check(value[name]) : undefined;
      if (problem !== undefined) return { ...problem, path: `.${name}${problem.path}` };
    }
    return undefined;
  };
}

function additional(known: ReadonlySet<string>, check: Check): Check {
  return (value) => {
    if (!isObject(value)) return undefined;
    for (const name of Object.keys(value)) {
      const problem = known.has(name) ? undefined : check(value[name]);
      if (problem !== undefined) return { ...problem, path: `.${name}${problem.path}` };
    }
    return undefined;
  };
}

function required(names: readonly string[]): Check {
  return (value) => {
    if (!isObject(value)) return undefined;
    const missing = names.find((name) => !Object.hasOwn(value, name));
    return missing === undefined ? undefined : { path: '', what: `lacks ${missing}` };
  };
}

function assertion(keyword: string, argument: unknown): (value: unknown) => boolean {
  switch (keyword) {
    case 'type': {
      const types = [argument].flat().map(String);
      return (value) => types.some((type) => isOfType(value, type));
    }
    case 'const':
      return (value) => value === argument;
    case 'enum': {
      const allowed = new Set(argument as readonly unknown[]);
      return (value) => allowed.has(value);
    }
    case 'minimum':
      return (value) => typeof value !== 'number' || value >= Number(argument);
    case 'maximum':
      return (value) => typeof value !== 'number' || value <= Number(argument);
    case 'pattern': {
      const pattern = new RegExp(String(argument), 'u');
      return (value) => typeof value !== 'string' || pattern.test(value);
    }
    case 'format':
      // A moment that nothing can be reckoned with would make a run without a place in time.
      return (value) => typeof value !== 'string' || argument !== 'date-time' || !Number.isNaN(Date.parse(value));
    case 'minItems':
      return (value) => !Array.isArray(value) || value.length >= Number(argument);
    case 'maxItems':
      return (value) => !Array.isArray(value) || value.length <= Number(argument);
    default:
      throw new Error(`the schema check does not know ${keyword}`);
  }
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
