import { describe, expect, test } from 'vitest';
import type { AssertItem } from '../../../src/grading/code/assert-item.js';
import { gradeAssertProgram } from '../../../src/grading/code/grade-assert-program.js';
import { fenced, noSandbox, ports, subjectOf } from './sandboxed.js';

/** A task that has a solution. */
type Solved = AssertItem & { readonly reference: string };

/** In the manner of HumanEval: a prompt to be completed, and a text that defines `check`. */
const CHECK: Solved = {
  id: 'halves',
  language: 'python',
  prompt:
    'from typing import List\n\ndef half(n: int) -> int:\n    return n // 2\n\ndef halves(numbers: List[int]) -> List[int]:\n    """ Halves them all. """\n',
  entryPoint: 'halves',
  reference: '    return [half(n) for n in numbers]\n',
  tests: {
    kind: 'check',
    source:
      'def check(candidate):\n    assert candidate([2, 4]) == [1, 2]\n    for n in range(10):\n        assert candidate([n]) == [half(n)]\n    assert candidate([]) == []\n',
  },
};

/** In the manner of MBPP: statements. */
const STATEMENTS: Solved = {
  id: 'min-max',
  language: 'python',
  prompt: '',
  entryPoint: 'min_max',
  reference: 'def min_max(values):\n    return (min(values), max(values))',
  tests: {
    kind: 'statements',
    setup: 'import math',
    asserts: [
      'assert min_max([1, 2, 3]) == (1, 3)',
      'assert min_max((4.5, 0.5)) == (0.5, 4.5)',
      'assert math.isclose(min_max({1, 2})[0], 1.0)',
    ],
  },
};

/** A task whose values are objects: they cannot be handed over, and the reference shows it. */
const OBJECTS: Solved = {
  id: 'pair',
  language: 'python',
  prompt: '',
  entryPoint: 'swapped',
  reference:
    'class Pair:\n    def __init__(self, a, b):\n        self.a, self.b = a, b\n\ndef swapped(pair):\n    return Pair(pair.b, pair.a)',
  tests: {
    kind: 'statements',
    setup: '',
    asserts: ['assert swapped(Pair(1, 2)).a == 2', 'assert swapped(Pair(1, 2)).b == 1'],
  },
};

/** In the manner of MultiPL-E: a text behind the program. */
const APPENDED_JS: Solved = {
  id: 'sum-js',
  language: 'javascript',
  prompt: '//Adds them up.\nfunction sum(numbers){\n',
  entryPoint: 'sum',
  reference: '  return numbers.reduce((all, n) => all + n, 0);\n}',
  tests: {
    kind: 'appended',
    source:
      "const assert = require('node:assert');\nfunction test() {\n  let candidate = sum;\n  assert.deepEqual(candidate([1, 2]), 3);\n  assert.deepEqual(candidate([]), 0);\n}\ntest();",
  },
};

const APPENDED_TS: Solved = {
  ...APPENDED_JS,
  id: 'sum-ts',
  language: 'typescript',
  prompt: '//Adds them up.\nfunction sum(numbers: number[]): number {\n',
  tests: {
    kind: 'appended',
    source:
      "declare var require: any;\nconst assert = require('node:assert');\nfunction test() {\n  let candidate: (numbers: number[]) => number = sum;\n  assert.deepEqual(candidate([1, 2]), 3);\n  assert.deepEqual(candidate([]), 0);\n}\ntest();",
  },
};

/** Programs that look for the tests or the run's token in what they can reach, and then say themselves that all is well. */
const TOKEN_THIEVES = [
  'function sum(numbers) { const text = sum.caller.toString(); return Number(/,\\s*(\\d+)\\)/.exec(text.slice(text.indexOf(`[${numbers.join(", ")}]`)))[1]); }',
  `function sum() {
  const text = String.fromCharCode(...new Uint8Array(Buffer.from('x').buffer));
  for (const [token] of text.matchAll(/[0-9a-f]{32}/g)) require('node:fs').writeSync(3, token + ' {"ran":2}\\n' + token + ' {"end":true}\\n');
  process.reallyExit(0);
}`,
  `function sum() {
  const snapshot = require('node:v8').getHeapSnapshot();
  let text = '';
  for (let part; (part = snapshot.read()) !== null; ) text += part.toString('latin1');
  for (const token of new Set(text.match(/[0-9a-f]{32}/g))) require('node:fs').writeSync(3, token + ' {"ran":2}\\n' + token + ' {"end":true}\\n');
  process.reallyExit(0);
}`,
  `let token;
const owner = Object.getPrototypeOf(Uint8Array.prototype);
const { get } = Object.getOwnPropertyDescriptor(owner, 'length');
Object.defineProperty(owner, 'length', { get() {
  const length = get.call(this);
  const text = length > 32 && length < 2000 ? String.fromCharCode(...Array.from({ length: 33 }, (_, at) => this[at])) : '';
  if (/^[0-9a-f]{32} $/.test(text)) token = text;
  return length;
} });
let calls = 0;
function sum() {
  if (token !== undefined) { require('node:fs').writeSync(3, token + '{"ran":2}\\n' + token + '{"end":true}\\n'); process.reallyExit(0); }
  return ++calls === 1 ? 3 : 9;
}`,
];

async function verdictOf(item: AssertItem, code: string) {
  return gradeAssertProgram(item, subjectOf(fenced(code, item.language)), ports);
}

describe.skipIf(noSandbox !== '')(`Assertions of a data set${noSandbox}`, () => {
  test.each([CHECK, STATEMENTS, OBJECTS, APPENDED_JS, APPENDED_TS])('hold for the reference: $id', async (item) => {
    const verdict = await verdictOf(item, item.reference);
    expect(verdict, verdict.why).toMatchObject({ kind: 'pass', score: 1 });
  });

  test('are counted wherever they stand', async () => {
    const verdict = await verdictOf(CHECK, CHECK.reference);
    expect(verdict).toMatchObject({ why: 'All 12 assertions held.', counts: { tests: 12, testsPassed: 12 } });
  });

  test('hold for a whole program as for a body', async () => {
    expect(await verdictOf(CHECK, 'def halves(numbers):\n    return [n // 2 for n in numbers]')).toMatchObject({
      kind: 'pass',
    });
    expect(await verdictOf(CHECK, 'return [n // 2 for n in numbers]')).toMatchObject({ kind: 'pass' });
  });

  test('hold for a bare body, as a model that only completes texts writes it', async () => {
    const answer = subjectOf('    return [n // 2 for n in numbers]\n');
    expect(await gradeAssertProgram(CHECK, answer, ports)).toMatchObject({ kind: 'pass' });
  });

  test('see what the candidate does to its arguments', async () => {
    const item: Solved = {
      ...STATEMENTS,
      id: 'in-place',
      entryPoint: 'sort',
      reference: 'def sort(values):\n    values.sort()',
      tests: {
        kind: 'statements',
        setup: 'given = [3, 1]',
        asserts: ['assert sort(given) is None', 'assert given == [1, 3]'],
      },
    };
    expect(await verdictOf(item, item.reference ?? '')).toMatchObject({ kind: 'pass' });
    expect(await verdictOf(item, 'def sort(values):\n    return sorted(values)')).toMatchObject({ kind: 'assertion' });
  });

  test('see the class of what was thrown', async () => {
    const item: Solved = {
      ...STATEMENTS,
      id: 'raises',
      entryPoint: 'half',
      reference: 'def half(n):\n    if n % 2: raise ValueError("odd")\n    return n // 2',
      tests: {
        kind: 'check',
        source:
          'def check(candidate):\n    try:\n        candidate(3)\n        assert False\n    except ValueError: pass\n    assert candidate(4) == 2\n',
      },
    };
    expect(await verdictOf(item, item.reference ?? '')).toMatchObject({ kind: 'pass' });
    expect(await verdictOf(item, 'def half(n):\n    return n // 2')).toMatchObject({ kind: 'assertion' });
  });

  test.each<[AssertItem, string, string]>([
    [CHECK, 'def halves(numbers):\n    return numbers', 'assertion'],
    [CHECK, 'def halves(numbers:\n    return', 'syntax'],
    [CHECK, 'def halves(numbers):\n    return numbers.x', 'exception'],
    [CHECK, 'def halves(numbers):\n    while True: print("x" * 9999)', 'output-limit'],
    [CHECK, 'import nowhere_at_all\ndef halves(numbers): pass', 'exception'],
    [STATEMENTS, 'def other(values): pass', 'no-code'],
    [STATEMENTS, 'def min_max(values):\n    return bytearray(5 << 30)', 'memory'],
    [STATEMENTS, 'import sys\ndef min_max(values):\n    sys.exit(0)', 'exception'],
    [APPENDED_JS, 'function sum(numbers) { return numbers.length; }', 'assertion'],
    [APPENDED_JS, 'function sum(numbers) { return numbers.x.y; }', 'exception'],
    [APPENDED_TS, 'function sum(numbers: number[]): number { return (numbers as any).x.y; }', 'exception'],
    [APPENDED_JS, 'function sum(numbers) { process.exit(0); }', 'exception'],
  ])('tell failures apart (%#)', async (...[item, code, kind]) => {
    const verdict = await verdictOf(item, code);
    expect(verdict.kind, verdict.why).toBe(kind);
  });

  test('cannot be faked (Python)', async () => {
    const fakes = [
      'class Any:\n    def __eq__(self, other): return True\ndef min_max(values): return Any()',
      'class Any(tuple):\n    def __eq__(self, other): return True\n    def __getitem__(self, at): return 1.0\ndef min_max(values): return Any()',
      'import builtins\nbuiltins.AssertionError = KeyError\nimport math\nmath.isclose = lambda *a: True\ndef min_max(values): return (1, 3)',
      'import os\nos.write(3, b"x")\ndef min_max(values): return (1, 3)',
      'import os, sys\nfor held in range(2, 20):\n    try: os.write(held, b\'{"value": true, "args": []}\\n\')\n    except OSError: pass\ndef min_max(values): return (1, 3)',
      'import os\nos.kill(os.getppid(), 9)\ndef min_max(values): pass',
      // The tests, their frames and the token are in another process.
      `import sys, gc
def min_max(values):
    frame = sys._getframe()
    while frame is not None:
        if 'tests' in str(frame.f_locals.get('job')): frame.f_locals['job']['tests']['asserts'].clear()
        frame = frame.f_back
    for each in gc.get_objects():
        if isinstance(each, dict) and 'asserts' in each: each['asserts'].clear()
    return (1, 3)`,
      'import ctypes, os\ndef min_max(values):\n    ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0)\n    return (1, 3)',
    ];
    for (const code of fakes) {
      const verdict = await verdictOf(STATEMENTS, code);
      expect(['assertion', 'exception', 'wrong-answer', 'tampered'], `${code}\n${verdict.why}`).toContain(verdict.kind);
    }
  });

  test('cannot be faked by objects where objects are wanted', async () => {
    const code = `${OBJECTS.reference.split('\n\n')[0]}\nclass Any:\n    def __eq__(self, other): return True\n    def __getattr__(self, name): return Any()\ndef swapped(pair): return Any()`;
    expect(await verdictOf(OBJECTS, code)).toMatchObject({ kind: 'wrong-answer' });
  });

  test('cannot be faked (JavaScript)', async () => {
    const fakes = [
      'const assert = require("node:assert"); for (const key of Object.keys(assert)) try { assert[key] = () => {}; } catch {}\nfunction sum() { return 9; }',
      'require("module").prototype.require = () => ({ deepEqual() {} });\nfunction sum() { return 9; }',
      'process.exit(0);\nfunction sum() {}',
      'require("fs").writeSync(3, "x {\\"ran\\":2}\\nx {\\"end\\":true}\\n"); process.exit(0);\nfunction sum() {}',
      'JSON.stringify = () => "{\\"ran\\":2}"; function sum() { return 9; }',
      'function sum() { return new Proxy(function () {}, { get: () => () => 3, apply: () => 3 }); }',
      'Function.prototype.call = () => {}; Reflect.apply = () => {}; function sum() { return 9; }',
      ...TOKEN_THIEVES,
    ];
    for (const code of fakes) {
      const verdict = await verdictOf(APPENDED_JS, code);
      expect(['assertion', 'exception', 'tampered', 'wrong-answer'], `${code}\n${verdict.why}`).toContain(verdict.kind);
    }
    expect(await verdictOf(APPENDED_TS, TOKEN_THIEVES[1] ?? '')).not.toMatchObject({ kind: 'pass' });
  });

  test('call a program in JavaScript with what its own results lead to', async () => {
    const item: AssertItem = {
      ...APPENDED_JS,
      id: 'chain',
      entryPoint: 'next',
      prompt: '',
      reference: 'function next(n) { return { at: n.at + 1 }; }',
      tests: {
        kind: 'appended',
        source: `const assert = require('node:assert');
let it = { at: 0 };
for (let n = 0; n < 3; n++) { it = next(it); assert.equal(it.at, n + 1); }
assert.throws(() => next(null), TypeError);`,
      },
    };
    expect(await verdictOf(item, item.reference ?? '')).toMatchObject({ kind: 'pass', counts: { tests: 4 } });
    // Its results hold more than the reference's do, and so do its later arguments.
    const richer = 'function next(n) { return { ...n, at: n.at + 1, from: n.at, x: n.x.y }; }';
    expect(await verdictOf(item, richer.replace(', x: n.x.y', ''))).toMatchObject({ kind: 'pass' });
    expect(await verdictOf(item, richer)).toMatchObject({ kind: 'exception' });
    expect(await verdictOf(item, 'const next = (n) => ({ at: n ? n.at + 1 : 0 });')).toMatchObject({
      kind: 'assertion',
    });
    expect(await verdictOf(item, 'const next = async (n) => ({ at: n.at + 1 });')).not.toMatchObject({ kind: 'pass' });
  });

  test('run beside a candidate in JavaScript whose values are objects of a class', async () => {
    const item: AssertItem = {
      ...APPENDED_JS,
      id: 'dates',
      entryPoint: 'day',
      prompt: '',
      reference: 'function day(n) { return new Date(n * 86400000); }',
      tests: {
        kind: 'appended',
        source: "const assert = require('node:assert');\nassert.deepEqual(day(1), new Date(86400000));",
      },
    };
    expect(await verdictOf(item, item.reference ?? '')).toMatchObject({ kind: 'pass' });
    expect(await verdictOf(item, 'function day(n) { return new Date(n); }')).toMatchObject({ kind: 'assertion' });
  });

  test('that assert nothing make the item invalid, as a failing reference does', async () => {
    const empty: Solved = { ...CHECK, id: 'empty', tests: { kind: 'check', source: 'def check(candidate): pass' } };
    expect(await verdictOf(empty, empty.reference)).toMatchObject({ kind: 'invalid' });
    const broken: Solved = { ...CHECK, id: 'broken', reference: '    return []\n' };
    expect(await verdictOf(broken, broken.reference)).toMatchObject({
      kind: 'invalid',
      why: expect.stringContaining('reference'),
    });
  });
});
