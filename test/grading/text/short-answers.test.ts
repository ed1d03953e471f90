import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeChoice, letteredOptions, optionLines, type ChoiceRule } from '../../../src/grading/text/choice.js';
import { gradeExact } from '../../../src/grading/text/exact.js';
import { finalAnswer, markedAnswer, unwrapped } from '../../../src/grading/text/final-answer.js';
import { gradeList } from '../../../src/grading/text/list.js';
import { gradePattern } from '../../../src/grading/text/pattern.js';
import { gradeRecall } from '../../../src/grading/text/recall.js';

describe('the result of an answer', () => {
  it('is what follows the last mark', () => {
    expect(finalAnswer('Answer: no.\nWait.\n**Final answer:** yes')).toEqual({ text: 'yes', method: 'marked' });
    expect(markedAnswer('The answer is:\nblue')).toBe('blue');
    expect(markedAnswer('I have no answer for you')).toBeUndefined();
  });

  it('is the whole of one line, and the last of several', () => {
    expect(finalAnswer('blue')).toEqual({ text: 'blue', method: 'whole' });
    expect(finalAnswer('The sky\n\nblue\n')).toEqual({ text: 'blue', method: 'last-line' });
    expect(finalAnswer('```\nblue\n```')).toEqual({ text: 'blue', method: 'whole' });
  });

  it('loses quotes, code marks and a full stop', () => {
    expect(unwrapped('"`blue`".')).toBe('blue');
    expect(unwrapped('wait...')).toBe('wait...');
  });
});

describe('an exact answer', () => {
  const rule = { kind: 'exact', accept: ['TypeError', 'a TypeError'] } as const;

  it.each(['TypeError', 'typeerror.', '`TypeError`', '**TypeError**', 'It is thrown.\nAnswer: a TypeError'])(
    'passes as %j',
    (answer) => expect(gradeExact(rule, answer).passed).toBe(true),
  );

  it.each(['TypeError or RangeError', 'Error', 'Not a TypeError', 'type error'])('does not pass as %j', (answer) => {
    expect(gradeExact(rule, answer).passed).toBe(false);
  });

  it('regards case where that is asked for', () => {
    expect(gradeExact({ kind: 'exact', accept: ['aB'], sameCase: true }, 'ab').passed).toBe(false);
  });

  it('says what was read and what is right', () => {
    expect(gradeExact(rule, 'RangeError')).toMatchObject({
      extracted: 'rangeerror',
      why: 'Read "rangeerror", where "TypeError" or "a TypeError" is right.',
    });
  });
});

describe('a choice', () => {
  const rule: ChoiceRule = { kind: 'choice', options: ['a heap', 'a stack', 'a queue', 'a trie'] };
  const right = letteredOptions(rule, 'x').find((option) => option.right)?.letter ?? '';
  const wrong = letteredOptions(rule, 'x').find((option) => !option.right)?.letter ?? '';

  it('is shuffled by the item, always alike', () => {
    expect(letteredOptions(rule, 'x')).toEqual(letteredOptions(rule, 'x'));
    const places = new Set(
      Array.from({ length: 40 }, (_, at) => letteredOptions(rule, `item-${at}`).findIndex((option) => option.right)),
    );
    expect(places.size).toBe(4);
  });

  it('passes by its right letter, in every usual form', () => {
    const forms = [right, `${right}.`, `(${right})`, `**${right}**`, `${right}) a heap`, `Answer: ${right}`];
    forms.push(`Answer: Option ${right}`, `Answer: <${right}>`, `Answer: $${right}$`, `$\\boxed{\\text{${right}}}$`);
    forms.push(`a) no: too slow\nb) no\n\n${right}`);
    forms.push(`Heaps do that.\n\n${right}`, `The answer is ${right}.`, right.toLowerCase(), `${right} - a heap`);
    for (const form of forms) expect([form, gradeChoice(rule, form, 'x').passed]).toEqual([form, true]);
  });

  it('is made by no list of all options, whichever stands last', () => {
    const lines = optionLines(letteredOptions(rule, 'x')).split('\n');
    for (const turn of lines.keys()) {
      const list = [...lines.slice(turn), ...lines.slice(0, turn)];
      for (const mark of ['', '- ', '> ']) {
        const answer = list.map((line) => `${mark}${line}`).join('\n');
        expect(gradeChoice(rule, answer, 'x')).toMatchObject({ passed: false, unparsed: true });
      }
    }
  });

  it('fails by any other letter', () => {
    expect(gradeChoice(rule, `Answer: ${wrong}`, 'x')).toMatchObject({ passed: false, lenient: false });
  });

  it.each([
    `${right} or ${wrong}`,
    `${right}, or perhaps ${wrong}`,
    `Either ${right} or ${wrong}.`,
    'A stack of things',
    'I do not know',
  ])('is not read out of %j', (answer) =>
    expect(gradeChoice(rule, answer, 'x')).toMatchObject({ passed: false, unparsed: true }),
  );

  it('is not read out of the list of all options', () => {
    expect(gradeChoice(rule, optionLines(letteredOptions(rule, 'x')), 'x').method).not.toBe('marked');
  });

  it('passes leniently by the text of the right option', () => {
    expect(gradeChoice(rule, 'a heap', 'x')).toMatchObject({ passed: false, lenient: true });
    expect(gradeChoice(rule, 'a queue', 'x')).toMatchObject({ passed: false, lenient: false });
  });

  it('has exactly one right letter whatever the item', () => {
    fc.assert(
      fc.property(fc.string(), (itemId) => {
        const passing = ['A', 'B', 'C', 'D'].filter((letter) => gradeChoice(rule, letter, itemId).passed);
        expect(passing).toHaveLength(1);
      }),
    );
  });
});

describe('a list', () => {
  const rule = { kind: 'list', entries: ['a.ts', 'b.ts', 'c.ts'] } as const;

  it.each([
    'a.ts\nb.ts\nc.ts',
    'c.ts, a.ts, b.ts',
    '- `a.ts`\n- `c.ts`\n- `b.ts`',
    '1. a.ts\n2. b.ts\n3. c.ts',
    '["a.ts", "b.ts", "c.ts"]',
  ])('passes as %j', (answer) => expect(gradeList(rule, answer).passed).toBe(true));

  it('regards the order where it matters', () => {
    expect(gradeList({ ...rule, ordered: true }, 'b.ts, a.ts, c.ts').passed).toBe(false);
  });

  it.each(['a.ts\nb.ts', 'a.ts, b.ts, c.ts, d.ts', 'a.ts, a.ts, b.ts, c.ts', 'none'])(
    'does not pass as %j',
    (answer) => {
      expect(gradeList(rule, answer).passed).toBe(false);
    },
  );
});

describe('a form', () => {
  it('is that of the whole result', () => {
    const rule = { kind: 'pattern', pattern: '[a-z]+-[0-9]{3}' } as const;
    expect(gradePattern(rule, 'Answer: `abc-123`').passed).toBe(true);
    expect(gradePattern(rule, 'abc-1234').passed).toBe(false);
  });

  it('is judged of long answers without matching them', () => {
    expect(gradePattern({ kind: 'pattern', pattern: 'a+' }, 'a'.repeat(1_000_000)).passed).toBe(false);
  });

  it('is interrupted when its pattern explodes, and then nobody is judged', () => {
    expect(() => gradePattern({ kind: 'pattern', pattern: '(a+)+b' }, 'a'.repeat(50))).toThrow(/cannot be matched/);
  });

  it('is refused when its pattern is none', () => {
    expect(() => gradePattern({ kind: 'pattern', pattern: '(' }, 'a')).toThrow(/cannot be matched/);
  });
});

describe('recall', () => {
  const rule = { kind: 'recall', codes: ['KX-41', '7731'], others: ['KX-42'] } as const;

  it('passes when every code and no other is named', () => {
    expect(gradeRecall(rule, 'They are kx-41 and 7731.').passed).toBe(true);
  });

  it.each(['KX-41', 'KX-41, 7731 and KX-42', 'KX-411 and 77310', 'nothing'])('does not pass as %j', (answer) => {
    expect(gradeRecall(rule, answer).passed).toBe(false);
  });
});
