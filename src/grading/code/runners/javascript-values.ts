/**
 * JavaScript for the sandbox: values of a program to the form of `code-value.ts` and back. What the candidate may replace
 * later is taken before it is loaded.
 */
export const JAVASCRIPT_VALUES = String.raw`
const { stringify, parse } = JSON;
const MAX_DEPTH = 200;
const isPlain = (value) => { const proto = Object.getPrototypeOf(value); return proto === null || proto === Object.prototype; };
const nameOf = (value) => { try { return String(value.constructor.name).slice(0, 100); } catch { return 'object'; } };
function encode(value, depth = 0) {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (typeof value === 'bigint') return { $integer: value.toString() };
  if (typeof value !== 'object') return { $opaque: typeof value };
  if (depth > MAX_DEPTH) return { $opaque: 'nested too deeply' };
  const deeper = (each) => encode(each, depth + 1);
  if (Array.isArray(value)) return Array.from(value, deeper);
  if (value instanceof Set) return { $set: Array.from(value, deeper) };
  if (value instanceof Map) return { $map: Array.from(value, ([key, each]) => [deeper(key), deeper(each)]) };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (!isPlain(value)) return { $opaque: nameOf(value) };
  const entries = Object.entries(value).map(([key, each]) => [key, deeper(each)]);
  // Assigned one by one, a key "__proto__" would be lost.
  return entries.length === 1 && entries[0][0].startsWith('$') ? { $map: entries } : Object.fromEntries(entries);
}
function decode(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(decode);
  const keys = Object.keys(value);
  const inner = keys.length === 1 ? value[keys[0]] : undefined;
  switch (keys.length === 1 ? keys[0] : '') {
    case '$undefined': return undefined;
    case '$number': return Number(inner);
    case '$integer': return BigInt(inner);
    case '$set': return new Set(inner.map(decode));
    case '$map': return new Map(inner.map(([key, each]) => [decode(key), decode(each)]));
    case '$tuple': return inner.map(decode);
    case '$bytes': return new Uint8Array(Buffer.from(inner, 'base64'));
    default: return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decode(each)]));
  }
}
/** The names of all classes of what was thrown, the derived ones first, and its message. */
function thrown(error) {
  const names = [];
  try {
    for (let proto = error; proto !== null && names.length < 20; proto = Object.getPrototypeOf(proto)) {
      if (Object.hasOwn(proto, 'constructor')) names.push(String(proto.constructor.name).slice(0, 100));
    }
    return { names: names.length === 0 || !(error instanceof Error) ? [typeof error] : names, message: String(error?.message ?? error).slice(0, 300) };
  } catch { return { names: ['object'], message: '' }; }
}
`;
