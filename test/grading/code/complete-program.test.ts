import { describe, expect, it } from 'vitest';
import { completeProgram } from '../../../src/grading/code/complete-program.js';

const ASKED = {
  language: 'python',
  entryPoint: 'f',
  prompt: 'from typing import List\n\ndef helper(x):\n    return x\n\ndef f(x: List[int]):\n    """ Does it. """\n',
} as const;

describe('the program of an answer to a prompt', () => {
  it('is the answer behind what the prompt defines before it, when it is whole', () => {
    expect(completeProgram('def f(x):\n    return helper(x)', ASKED)).toBe(
      'from typing import List\n\ndef helper(x):\n    return x\ndef f(x):\n    return helper(x)\n',
    );
  });

  it('begins with the imports from __future__ of a whole answer, which Python wants first', () => {
    expect(completeProgram('from __future__ import annotations\ndef f(x):\n    return x', ASKED)).toBe(
      'from __future__ import annotations\nfrom typing import List\n\ndef helper(x):\n    return x\ndef f(x):\n    return x\n',
    );
  });

  it('is prompt and body, when the answer is a body', () => {
    expect(completeProgram('    return x', ASKED)).toBe(`${ASKED.prompt}    return x\n`);
  });
});
