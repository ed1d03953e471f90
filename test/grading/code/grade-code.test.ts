import { describe, expect, test } from 'vitest';
import type { CodeItem, EditItem, WriteItem } from '../../../src/grading/code/code-item.js';
import { gradeCode } from '../../../src/grading/code/grade-code.js';
import { fenced, noSandbox, ports, subjectOf } from './sandboxed.js';

const ADD_JS: WriteItem = {
  id: 'add-js',
  language: 'javascript',
  kind: 'function',
  prompt: 'Write add(a, b).',
  entryPoint: 'add',
  tests: [
    { args: [1, 2], returns: 3 },
    { args: [0.1, 0.2], returns: 0.3 },
    { args: [-1, 1], returns: 0 },
  ],
  reference: 'function add(a, b) { return a + b; }',
  wrong: ['function add(a, b) { return a - b; }'],
};

const ADD_TS: WriteItem = {
  ...ADD_JS,
  id: 'add-ts',
  language: 'typescript',
  reference: 'export function add(a: number, b: number): number { return a + b; }',
};

const ADD_PY: WriteItem = {
  ...ADD_JS,
  id: 'add-py',
  language: 'python',
  reference: 'def add(a, b):\n    return a + b\n',
};

const STACK_TESTS = [
  {
    steps: [
      ['new', [2]],
      ['push', [1]],
      ['push', [[2]]],
      ['push', [3]],
      ['pop', []],
      ['.size', []],
    ],
    returns: [null, 1, 2, { $throws: 'RangeError' }, [2], 1],
  },
] as const;

const STACK_JS: WriteItem = {
  id: 'stack-js',
  language: 'javascript',
  kind: 'class',
  prompt: 'Write Stack.',
  entryPoint: 'Stack',
  tests: STACK_TESTS,
  reference: `class Full extends RangeError {}
class Stack {
  #all = [];
  constructor(most) { this.most = most; }
  push(it) { if (this.#all.length === this.most) throw new Full('full'); return this.#all.push(it); }
  pop() { return this.#all.pop(); }
  get size() { return this.#all.length; }
}
module.exports = { Stack };`,
  wrong: [],
};

async function verdictOf(item: CodeItem, code: string, language = item.language as string) {
  return gradeCode(item, subjectOf(fenced(code, language)), ports);
}

describe.skipIf(noSandbox !== '')(`A code task${noSandbox}`, () => {
  test.each([ADD_JS, ADD_TS, ADD_PY, STACK_JS])('passes with its reference: $id', async (item) => {
    const verdict = await verdictOf(item, item.reference);
    expect(verdict).toMatchObject({ kind: 'pass', score: 1, method: 'fence-with-entry', grader: 'code' });
    expect(verdict.sandbox).toMatch(/^[A-E]: /);
  });

  test('says which call gave what instead of what', async () => {
    const verdict = await verdictOf(ADD_JS, 'const add = (a, b) => a * b;');
    expect(verdict.kind).toBe('wrong-answer');
    expect(verdict.why).toBe('The call with [1,2] gave 2 and not 3.');
    expect(verdict.checks.map(({ passed }) => passed)).toEqual([false, false, false]);
  });

  test.each([
    ['a module', 'javascript', 'export const add = (a, b) => a + b;'],
    ['a default export', 'javascript', 'export default function add(a, b) { return a + b; }'],
    ['CommonJS', 'javascript', 'module.exports = { add: (a, b) => a + b };'],
    ['a sloppy script', 'javascript', 'add = function (a, b) { sum = a + b; return sum; }'],
    ['an asynchronous function', 'javascript', 'async function add(a, b) { return a + b; }'],
    [
      'a script that exits unless it is main',
      'javascript',
      'function add(a, b) { return a + b; }\nif (require.main === module) process.exit(1);',
    ],
  ])('takes %s', async (_, language, code) => {
    expect(await verdictOf(ADD_JS, code, language)).toMatchObject({ kind: 'pass' });
  });

  test('takes a Python program that would read input when it is the main one', async () => {
    const code = 'def add(a, b):\n    return a + b\n\nif __name__ == "__main__":\n    print(add(int(input()), 1))';
    expect(await verdictOf(ADD_PY, code)).toMatchObject({ kind: 'pass' });
  });

  test.each<[string, CodeItem, string, object]>([
    ['syntax', ADD_JS, 'function add(a, b { return a + b; }', { kind: 'syntax' }],
    [
      'syntax',
      ADD_TS,
      'function add(a: number, b: { return a + b; }',
      { kind: 'syntax', why: expect.stringMatching(/^The program cannot be parsed: \w/) },
    ],
    ['syntax', ADD_PY, 'def add(a, b:\n    return a', { kind: 'syntax' }],
    [
      'exception',
      ADD_JS,
      'function add(a, b) { return a.x.y; }',
      { kind: 'exception', why: expect.stringContaining('TypeError') },
    ],
    [
      'exception',
      ADD_PY,
      'def add(a, b):\n    return {}[a]',
      { kind: 'exception', why: expect.stringContaining('KeyError') },
    ],
    ['exception at loading', ADD_JS, 'function add() {}\nthrow new Error("early");', { kind: 'exception' }],
    ['exception at loading', ADD_PY, 'import nowhere_at_all\ndef add(a, b):\n    return a + b', { kind: 'exception' }],
    ['no entry point', ADD_JS, 'function plus(a, b) { return a + b; }', { kind: 'no-code', method: 'last-fence' }],
    ['memory', ADD_PY, 'def add(a, b):\n    return len(bytearray(5 << 30))', { kind: 'memory' }],
    [
      'memory',
      ADD_JS,
      'function add() { const all = []; for (;;) all.push(Buffer.alloc(1 << 27)); }',
      { kind: 'memory' },
    ],
    ['output', ADD_JS, 'function add() { for (;;) console.log("x".repeat(9999)); }', { kind: 'output-limit' }],
    ['output', ADD_PY, 'def add(a, b):\n    while True: print("x" * 9999)', { kind: 'output-limit' }],
    ['early exit', ADD_JS, 'function add() { process.exit(0); }', { kind: 'exception' }],
    ['early exit', ADD_PY, 'import os\ndef add(a, b):\n    os._exit(0)', { kind: 'exception' }],
    ['early exit', ADD_PY, 'import sys\nsys.exit(0)\ndef add(a, b):\n    return a + b', { kind: 'exception' }],
    [
      'a promise that never settles',
      ADD_JS,
      'function add() { return new Promise(() => undefined); }',
      { kind: 'exception' },
    ],
  ])('tells its failures apart: %s (%#)', async (...[, item, code, expected]) => {
    expect(await verdictOf(item, code)).toMatchObject(expected);
  });

  test('counts what passed before the time ran out', async () => {
    const verdict = await verdictOf(ADD_JS, 'function add(a, b) { if (a < 0) for (;;); return a + b; }');
    expect(verdict).toMatchObject({ kind: 'timeout', counts: { tests: 3, testsPassed: 2 } });
  });

  test('is invalid when its reference does not pass, and says why', async () => {
    const broken: WriteItem = { ...ADD_JS, id: 'broken', tests: [{ args: [1, 1], returns: 3 }] };
    const verdict = await verdictOf(broken, broken.reference);
    expect(verdict.kind).toBe('invalid');
    expect(verdict.why).toBe('The reference does not pass here: The call with [1,1] gave 2 and not 3.');
  });

  test('takes what the reference gives where no value is stored', async () => {
    const open: WriteItem = { ...ADD_PY, id: 'open', tests: [{ args: [{ $tuple: [1, 2] }, { $tuple: [3] }] }] };
    expect(await verdictOf(open, open.reference)).toMatchObject({ kind: 'pass' });
    expect(await verdictOf(open, 'def add(a, b):\n    return [*a]')).toMatchObject({ kind: 'wrong-answer' });
  });
});

describe.skipIf(noSandbox !== '')(`A program that would fake a pass${noSandbox}`, () => {
  // The parent holds the expected values and compares plain data; nothing in the child can make two values equal.
  test.each<[string, CodeItem, string]>([
    [
      'an object that equals everything',
      ADD_PY,
      'class Any:\n    def __eq__(self, other): return True\n    def __hash__(self): return 0\ndef add(a, b): return Any()',
    ],
    [
      'a number that equals everything',
      ADD_PY,
      'class Any(float):\n    def __eq__(self, other): return True\ndef add(a, b): return Any(9)',
    ],
    [
      'an object with a value of its own',
      ADD_JS,
      'function add() { return { valueOf: () => 3, toJSON: () => 3, $number: "3" }; }',
    ],
    ['a proxy', ADD_JS, 'function add() { return new Proxy({}, { get: () => 3 }); }'],
    [
      'patched functions',
      ADD_JS,
      'JSON.stringify = () => "{}"; Array.from = () => []; Object.entries = () => []; require("node:assert").equal = () => {}; function add() { return 9; }',
    ],
    [
      'patched functions',
      ADD_PY,
      'import json, builtins\njson.dumps = lambda *a: "{}"\nbuiltins.isinstance = lambda *a: True\ndef add(a, b): return 9',
    ],
    [
      'lines on the answer channel',
      ADD_PY,
      'import os\nfor n in range(3): os.write(3, b\'x {"test": %d, "outcomes": [{"value": 3}]}\\n\' % n)\nos.write(3, b\'x {"end": true}\\n\')\nos._exit(0)',
    ],
    [
      'lines on the answer channel',
      ADD_JS,
      'for (let n = 0; n < 3; n++) require("fs").writeSync(3, `x {"test":${n},"outcomes":[{"value":3}]}\\n`);\nprocess.exit(0);\nfunction add() {}',
    ],
    ['success at once', ADD_JS, 'process.exit(0); function add() {}'],
    ['a message that tests passed', ADD_PY, 'print("1 passed"); import os; os._exit(0)\ndef add(a, b): pass'],
    [
      'the runner’s own token',
      ADD_PY,
      `import sys, os
frame = sys._getframe()
while 'job' not in frame.f_locals: frame = frame.f_back
token = frame.f_locals['job']['token']
os.write(3, (token + ' {"end": true}\\n').encode())
os._exit(0)
def add(a, b): pass`,
    ],
    [
      'a value too deep for whoever compares it, which would make the item invalid',
      ADD_PY,
      `import sys, os
frame = sys._getframe()
while 'job' not in frame.f_locals: frame = frame.f_back
token = frame.f_locals['job']['token']
text = token + ' {"test": 0, "outcomes": [{"value": ' + '[' * 1000000 + ']' * 1000000 + '}]}\\n'
text = (text + token + ' {"end": true}\\n').encode()
while text: text = text[os.write(3, text):]
os._exit(0)
def add(a, b): pass`,
    ],
  ])('does not pass: %s (%#)', async (_, item, code) => {
    const verdict = await verdictOf(item, code);
    expect(['wrong-answer', 'exception', 'tampered', 'no-code'], verdict.why).toContain(verdict.kind);
  });

  test('cannot print control sequences through a verdict', async () => {
    const code = 'function add() { throw new Error("\\u001b]0;owned\\u0007\\u001b[2J\\u202e"); }';
    const verdict = await verdictOf(ADD_JS, code);
    expect(verdict.kind).toBe('exception');
    expect(JSON.stringify(verdict.checks) + verdict.why).not.toMatch(/[\p{Cc}\p{Cf}]|\\u001b/u);
  });
});

const EDIT: EditItem = {
  id: 'rename',
  language: 'typescript',
  kind: 'edit',
  prompt: 'Make area() round.',
  entryPoint: 'area',
  entryFile: 'src/area.ts',
  files: {
    'src/area.ts': "import { PI } from './pi.ts';\nexport const area = (r: number): number => PI * r * r;\n",
    'src/pi.ts': 'export const PI = 3.14;\n',
  },
  editable: ['src/area.ts'],
  keeps: ['(r: number): number'],
  tests: [{ args: [2], returns: 13 }],
  reference: {
    'src/area.ts':
      "import { PI } from './pi.ts';\nexport const area = (r: number): number => Math.round(PI * r * r);\n",
  },
  wrong: [],
};

describe.skipIf(noSandbox !== '')(`An edit${noSandbox}`, () => {
  const right = EDIT.reference['src/area.ts'] ?? '';

  test.each([
    ['behind the fence', `\`\`\`ts src/area.ts\n${right}\`\`\``],
    ['in the line above', `**src/area.ts**\n\n\`\`\`ts\n${right}\`\`\``],
    ['in a comment', `\`\`\`ts\n// src/area.ts\n${right}\`\`\``],
    ['nowhere, where only one may be changed', `\`\`\`ts\n${right}\`\`\``],
    [
      'beside an unchanged file',
      `\`\`\`ts src/pi.ts\nexport const PI = 3.14;\n\`\`\`\n\`\`\`ts src/area.ts\n${right}\`\`\``,
    ],
  ])('passes with its file named %s', async (_, answer) => {
    expect(await gradeCode(EDIT, subjectOf(answer), ports)).toMatchObject({ kind: 'pass' });
  });

  test('fails when another file was changed', async () => {
    const answer = `\`\`\`ts src/pi.ts\nexport const PI = 3.25;\n\`\`\`\n\`\`\`ts src/area.ts\n${right}\`\`\``;
    const verdict = await gradeCode(EDIT, subjectOf(answer), ports);
    expect(verdict).toMatchObject({ kind: 'wrong-answer', why: expect.stringContaining('src/pi.ts was changed') });
  });

  test('fails when a text that must stay is gone', async () => {
    const answer = `\`\`\`ts src/area.ts\nexport const area = (r) => 13;\n\`\`\``;
    expect(await gradeCode(EDIT, subjectOf(answer), ports)).toMatchObject({ kind: 'wrong-answer' });
  });

  test('fails when nothing was changed', async () => {
    const answer = `\`\`\`ts src/area.ts\n${EDIT.files['src/area.ts']}\`\`\``;
    expect(await gradeCode(EDIT, subjectOf(answer), ports)).toMatchObject({ kind: 'no-code' });
  });

  test('is malformed when blocks do not say which file they are', async () => {
    const answer = `\`\`\`ts\n${right}\`\`\`\nand\n\`\`\`ts\nconsole.log(1);\n\`\`\``;
    expect(await gradeCode(EDIT, subjectOf(answer), ports)).toMatchObject({ kind: 'malformed' });
  });
});

test('Without a sandbox a code task is skipped, whatever the answer', async () => {
  const none = { ...ports, sandbox: async () => undefined };
  const verdict = await gradeCode(ADD_JS, subjectOf(''), none);
  expect(verdict).toMatchObject({ kind: 'skipped', why: expect.stringContaining('no sandbox') });
});

test.each<[string, Parameters<typeof subjectOf>[1], string]>([
  ['cut off', { finish: 'length' }, 'truncated'],
  ['empty', { text: '' }, 'empty'],
  ['never closed reasoning', { text: '<think>hm' }, 'truncated'],
])('An answer that is %s is not run', async (_, rest, kind) => {
  if (noSandbox !== '') return;
  expect(await gradeCode(ADD_JS, subjectOf(fenced(ADD_JS.reference, 'js'), rest), ports)).toMatchObject({ kind });
});
