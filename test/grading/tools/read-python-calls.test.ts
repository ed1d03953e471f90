import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPythonCalls } from '../../../src/grading/tools/read-python-calls.js';

it('reads calls with every kind of literal', () => {
  const text = `[a.b(x=1, y=-2.5, z="it's", w='q', t=True, n=None, l=[1, (2, 3)], d={'k': "v"}), g()]`;
  expect(readPythonCalls(text)).toEqual({
    ok: true,
    calls: [
      { name: 'a.b', arguments: { x: 1, y: -2.5, z: "it's", w: 'q', t: true, n: null, l: [1, [2, 3]], d: { k: 'v' } } },
      { name: 'g', arguments: {} },
    ],
  });
});

it('keeps a backslash before a letter that is no escape, as Python does', () => {
  expect(readPythonCalls(String.raw`[f(p="C:\Windows\n")]`)).toMatchObject({
    calls: [{ arguments: { p: 'C:\\Windows\n' } }],
  });
});

it('reads names in any script, texts in several parts or lines, and brackets around one value', () => {
  const text = `[consulta(año=1, a="x" 'y', b='''1
'2' "3"''', c=(5), d=(5,), e=(), f=("z"))]`;
  expect(readPythonCalls(text)).toEqual({
    ok: true,
    calls: [{ name: 'consulta', arguments: { año: 1, a: 'xy', b: `1\n'2' "3"`, c: 5, d: [5], e: [], f: 'z' } }],
  });
});

it('reads comments over, raw strings as they stand, and an argument that is given twice alike', () => {
  const text = `[f(a=r"\\d+", # the digits
    b="#1", b="#1")]`;
  expect(readPythonCalls(text)).toEqual({
    ok: true,
    calls: [{ name: 'f', arguments: { a: String.raw`\d+`, b: '#1' } }],
  });
});

it('reads what BFCL’s decoder reads where asked to: names as texts, arguments without names not at all', () => {
  expect(readPythonCalls('[f(1, g, a=north, b=[true, True])]', { python: 'bfcl' })).toEqual({
    ok: true,
    calls: [{ name: 'f', arguments: { a: 'north', b: ['true', true] } }],
  });
  expect(readPythonCalls('[f(a=b.c)]', { python: 'bfcl' }).ok).toBe(false);
});

it.each([
  ['an argument without a name', '[f(1)]', 'has no name'],
  ['an argument twice', '[f(a=1, a=2)]', 'twice'],
  ['a nested call', '[f(a=g())]', 'no literal'],
  ['an expression', '[f(a=1+1)]', 'is missing'],
  ['a cut list', '[f(a=1', 'ends too early'],
  ['text behind the list', '[f(a=1)] and more', 'something follows'],
])('refuses %s', (_what, text, reason) => {
  const read = readPythonCalls(text);
  expect(read.ok ? 'was read' : read.reason).toContain(reason);
});

it('reads back any JSON value that is written in Python', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (given) => {
      const value = JSON.parse(JSON.stringify(given)) as unknown;
      expect(readPythonCalls(`[f(x=${python(value)})]`)).toEqual({
        ok: true,
        calls: [{ name: 'f', arguments: { x: value } }],
      });
    }),
  );
});

function python(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value).replaceAll(String.raw`\/`, '/');
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${python(member)}`)
    .join(', ')}}`;
}
