import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeProgram } from '../../../src/grading/code/complete-program.js';
import { definesName } from '../../../src/grading/code/entry-point.js';
import { extractCode } from '../../../src/grading/code/extract-code.js';

const JS = { language: 'javascript', entryPoint: 'f' } as const;
const PY = { language: 'python', entryPoint: 'f' } as const;

describe('The program of an answer is', () => {
  test('the last block that defines the entry point, not the last one', () => {
    const answer =
      '```js\nfunction f() { return 1; }\n```\nor\n```js\nconst f = () => 2;\n```\nUse it:\n```js\nconsole.log(f());\n```';
    expect(extractCode(answer, JS)).toEqual({ code: 'const f = () => 2;', method: 'fence-with-entry' });
  });

  test('the last block of the language where none defines it', () => {
    const answer = '```js\nlet a;\n```\n```js\nlet b;\n```\n```bash\nnpm i\n```';
    expect(extractCode(answer, JS)).toEqual({ code: 'let b;', method: 'last-fence' });
  });

  test('no block of another language', () => {
    expect(extractCode('```python\ndef f(): pass\n```', JS)).toBeUndefined();
    expect(extractCode('```js\nfunction f() {}\n```', { language: 'typescript', entryPoint: 'f' })).toBeDefined();
  });

  test('never what stands in the reasoning', () => {
    const answer = '<think>```js\nfunction f() { return 0; }\n```</think>\n```js\nfunction f() { return 1; }\n```';
    expect(extractCode(answer, JS)?.code).toBe('function f() { return 1; }');
    expect(extractCode('<think>```js\nfunction f() {}\n```', JS)).toBeUndefined();
  });

  test('free of terminal sequences', () => {
    expect(extractCode('```py\n\u001B[32mdef\u001B[0m f():\u001B]0;x\u0007\n    pass\n```', PY)?.code).toBe(
      'def f():\n    pass',
    );
  });

  test('a block in a list, without its indentation', () => {
    expect(extractCode('1. So:\n\n   ```py\n   def f():\n       return 1\n   ```', PY)?.code).toBe(
      'def f():\n    return 1',
    );
  });

  test('what is code in an answer without fences', () => {
    expect(extractCode('def f():\n    return 1', PY)).toEqual({ code: 'def f():\n    return 1', method: 'whole' });
    const answer = 'Sure, here it is.\n\nimport re\ndef f():\n    return 1\n\nThis works because it does.';
    expect(extractCode(answer, PY)).toEqual({ code: 'import re\ndef f():\n    return 1', method: 'inside' });
    const script = 'Here:\nfunction f() {\n  return 1;\n}\nI hope this helps.';
    expect(extractCode(script, JS)?.code).toBe('function f() {\n  return 1;\n}');
  });

  test('a bare body, which only a prompt makes whole', () => {
    expect(extractCode('    return n + 1\n', { ...PY, completes: true })?.code).toBe('    return n + 1');
    expect(extractCode('    return n + 1\n', PY)).toBeUndefined();
  });

  test.each(['', 'I cannot help with that.', 'The function f returns one.', '```\n```', '{"f": 1}', 'f'])(
    'nothing in %j',
    (answer) => {
      expect(extractCode(answer, JS)).toBeUndefined();
      expect(extractCode(answer, PY)).toBeUndefined();
    },
  );
});

test.each([
  ['javascript', 'async function f() {}', true],
  ['javascript', 'export const f = 1', true],
  ['javascript', 'class f {}', true],
  ['javascript', 'module.exports = { g, f }', true],
  ['javascript', 'exports.f = () => 1', true],
  ['javascript', 'function* f() {}', true],
  ['javascript', 'f();\nfunction ff() {}\nif (f == 1) {}', false],
  ['python', 'async def f(): pass', true],
  ['python', 'f = lambda: 1', true],
  ['python', 'f: int = 1', true],
  ['python', 'def ff(): pass\nf == 1\nprint(f)', false],
] as const)('%s: whether %j defines f', (language, code, defines) => {
  expect(definesName(code, 'f', language)).toBe(defines);
});

describe('A data set’s program', () => {
  const prompt = 'import math\n\ndef f(n):\n    """Doc."""\n';

  test('is the answer with the prompt’s imports where the answer defines the entry point', () => {
    expect(completeProgram('def f(n):\n    return 1', { ...PY, prompt })).toBe(
      'import math\ndef f(n):\n    return 1\n',
    );
  });

  test('keeps what the prompt defines before the entry point, and repeats no import of a script', () => {
    const helped = 'import math\n\ndef g(n):\n    return n\n\n@cache\ndef f(n):\n    """Doc."""\n';
    expect(completeProgram('def f(n):\n    return g(n)', { ...PY, prompt: helped })).toBe(
      'import math\n\ndef g(n):\n    return n\ndef f(n):\n    return g(n)\n',
    );
    const script = "const a = require('a');\nconst b = require('b');\nfunction f() {\n";
    expect(completeProgram("const a = require('a');\nfunction f() {}", { ...JS, prompt: script })).toBe(
      "const b = require('b');\nconst a = require('a');\nfunction f() {}\n",
    );
  });

  test('is the prompt and the answer where that is a body, with its indentation', () => {
    expect(completeProgram('    return 1', { ...PY, prompt })).toBe(`${prompt}    return 1\n`);
    expect(completeProgram('return 1', { ...PY, prompt })).toBe(`${prompt}    return 1\n`);
    expect(completeProgram('if n:\n    return 1\nreturn 2', { ...PY, prompt })).toBe(
      `${prompt}    if n:\n        return 1\n    return 2\n`,
    );
    expect(completeProgram('a = 1\n    return a', { ...PY, prompt })).toBe(`${prompt}    a = 1\n    return a\n`);
  });
});

/** About a megabyte of each; a time by the square would take minutes. */
const HOSTILE = [
  'def ',
  'function ',
  'exports={',
  '\u001B]',
  '\u001B[',
  '```js\n',
  '    x\n',
  'const f\n',
  '<think>',
  '</think>',
  'f = ',
  'import x from ',
  '@',
  '\t',
  'class f',
  '- ```\n',
  '`',
  '{',
];

test.each(HOSTILE)('a megabyte of %j is read in full', (piece) => {
  const answer = piece.repeat(1_000_000 / piece.length);
  for (const wanted of [JS, PY]) {
    extractCode(answer, wanted);
    definesName(answer, 'f', wanted.language);
    completeProgram(answer, { ...wanted, prompt: 'def f():\n' });
  }
});

test('any text is read without an error, and what is read is part of it', () => {
  const piece = fc.constantFrom(
    '```',
    '```js\n',
    '~~~',
    '\n',
    'function f() {}',
    'def f(): pass',
    '> ',
    '- ',
    '<think>',
    '</think>',
    'text ',
    '    ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), (pieces) => {
      for (const wanted of [JS, PY]) {
        const found = extractCode(pieces.join(''), wanted);
        if (found !== undefined) expect(found.code.trim()).not.toBe('');
      }
    }),
  );
});
