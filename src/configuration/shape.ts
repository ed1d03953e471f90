import { didYouMean } from '../plan/did-you-mean.js';

/** What a value of the configuration has to look like. */
export type Shape =
  | { readonly kind: 'text' | 'flag' | 'scalar' | 'any' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'pattern'; readonly pattern: RegExp; readonly example: string }
  | { readonly kind: 'one-of'; readonly values: readonly (string | boolean)[] }
  | { readonly kind: 'list'; readonly of: Shape; readonly least?: number }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'either'; readonly shapes: readonly [Shape, Shape] }
  | {
      readonly kind: 'object';
      readonly members: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
    };

/** Where in the document something is wrong, and what. */
export interface ShapeProblem {
  readonly path: readonly (string | number)[];
  readonly problem: string;
  readonly hint?: string;
}

type Path = readonly (string | number)[];

/** Compares a value with its shape; returns every problem, outermost first. */
export function shapeProblems(value: unknown, shape: Shape, path: Path = []): ShapeProblem[] {
  switch (shape.kind) {
    case 'object':
      return isRecord(value)
        ? objectProblems(value, shape, path)
        : [wrong(path, 'has to be a mapping of names to values')];
    case 'map':
      if (!isRecord(value)) return [wrong(path, 'has to be a mapping of names to values')];
      return Object.entries(value).flatMap(([name, member]) => shapeProblems(member, shape.of, [...path, name]));
    case 'list':
      if (!Array.isArray(value)) return [wrong(path, 'has to be a list')];
      if (value.length < (shape.least ?? 0)) return [wrong(path, 'must not be empty')];
      return value.flatMap((member, index) => shapeProblems(member, shape.of, [...path, index]));
    case 'either': {
      const [first, second] = shape.shapes.map((each) => shapeProblems(value, each, path));
      return first?.length === 0 ? [] : (second ?? []);
    }
    default:
      return leafProblems(value, shape, path);
  }
}

function leafProblems(
  value: unknown,
  shape: Exclude<Shape, { kind: 'object' | 'map' | 'list' | 'either' }>,
  path: Path,
): ShapeProblem[] {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' && value !== '' ? [] : [wrong(path, 'has to be a text')];
    case 'flag':
      return typeof value === 'boolean' ? [] : [wrong(path, 'has to be true or false')];
    case 'any':
      return [];
    case 'scalar':
      return value === null || ['string', 'number', 'boolean'].includes(typeof value)
        ? []
        : [wrong(path, 'has to be a single value')];
    case 'number': {
      const { min, max } = shape;
      const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
      return fits ? [] : [wrong(path, `has to be a whole number from ${min} to ${max}`)];
    }
    case 'pattern':
      return typeof value === 'string' && shape.pattern.test(value)
        ? []
        : [wrong(path, `has to look like ${shape.example}`)];
    case 'one-of':
      return shape.values.some((each) => each === value) ? [] : [wrong(path, `has to be ${shape.values.join(' or ')}`)];
  }
}

function objectProblems(
  value: Readonly<Record<string, unknown>>,
  { members, required = [] }: Extract<Shape, { kind: 'object' }>,
  path: Path,
): ShapeProblem[] {
  const known = Object.keys(members);
  const missing = required.filter((name) => value[name] === undefined).map((name) => wrong(path, `needs "${name}"`));
  const present = Object.entries(value).flatMap(([name, member]) => {
    const shape = members[name];
    if (shape !== undefined) return shapeProblems(member, shape, [...path, name]);
    const hint = didYouMean(name, known) ?? `Known: ${known.join(', ')}.`;
    return [{ path: [...path, name], problem: 'is not known', hint }];
  });
  return [...missing, ...present];
}

function wrong(path: Path, problem: string): ShapeProblem {
  return { path, problem };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
