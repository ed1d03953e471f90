import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutReasoning } from '../../src/grading/reasoning.js';

describe('reasoning before an answer', () => {
  it('is removed and kept apart', () => {
    expect(withoutReasoning('<think>\n7 times 6\n</think>\n\n42')).toEqual({
      text: '42',
      reasoning: '7 times 6',
      unclosed: false,
    });
  });

  it('is removed when the template wrote its opening', () => {
    expect(withoutReasoning('7 times 6\n</think>\n42').text).toBe('42');
  });

  it('is removed block after block', () => {
    expect(withoutReasoning('<think>a</think><thinking>b</thinking>c')).toEqual({
      text: 'c',
      reasoning: 'a\nb',
      unclosed: false,
    });
  });

  it('leaves no answer when it was never closed', () => {
    expect(withoutReasoning('<think>I wonder')).toEqual({ text: '', reasoning: 'I wonder', unclosed: true });
  });

  it('leaves tags inside an answer alone', () => {
    const text = 'Write <think> before and </think> after.';
    expect(withoutReasoning(text)).toEqual({ text, unclosed: false });
  });

  it('does not depend on the case of the tags', () => {
    expect(withoutReasoning('<Think>x</THINK>y').text).toBe('y');
  });

  it('gives back any text without tags, trimmed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('<'));
        expect(withoutReasoning(text)).toEqual({ text: text.trim(), unclosed: false });
      }),
    );
  });

  it('takes any reasoning off any answer', () => {
    const plain = fc.string().filter((text) => !text.includes('<'));
    fc.assert(
      fc.property(plain, plain, (thought, said) => {
        expect(withoutReasoning(`<think>${thought}</think>${said}`).text).toBe(said.trim());
      }),
    );
  });

  it.each(['<think>', '</think>', '<think></think>', '<think>a</thinking>'])('reads a megabyte of %s', (piece) => {
    const hostile = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(typeof withoutReasoning(hostile).text).toBe('string');
  });
});
