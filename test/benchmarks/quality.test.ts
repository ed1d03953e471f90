import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CODE } from '../../benchmarks/data/quality/code.js';
import { recallItems } from '../../benchmarks/data/quality/recall.js';
import { quality } from '../../benchmarks/quality.js';
import type { StoredAnswer } from '../../src/protocol/answer.js';
import { gradeText } from '../../src/grading/text/grade-text.js';
import { storedAnswer } from '../grading/stored-answer.js';
import { judge, neverRight } from './graded-controls.js';

const TARGET = { provider: 'test', model: 'm', trainContextTokens: 32_768, modelPids: [] };

const CASES = quality.cases.map((parameters) => ({ parameters, id: String(parameters['item']) }));

it('has at least a hundred questions, of seven kinds, each with an id of its own', () => {
  const counts = new Map<string, number>();
  for (const { id } of CASES) counts.set(id.split('-')[0] ?? '', (counts.get(id.split('-')[0] ?? '') ?? 0) + 1);
  expect(CASES.length).toBeGreaterThanOrEqual(100);
  expect([...counts.keys()]).toEqual(['instructions', 'extraction', 'reasoning', 'code', 'logs', 'unknown', 'recall']);
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(7);
});

describe.each(CASES)('the question $id', ({ parameters }) => {
  const { right, wrong } = quality.controls(parameters);

  it('passes its right answers', async () => {
    expect(right.length).toBeGreaterThan(0);
    for (const answers of right) {
      const { kind, why } = await judge(quality, parameters, answers);
      expect([answers[0]?.text, kind, why]).toEqual([answers[0]?.text, 'pass', why]);
    }
  });

  it('passes them behind reasoning as well', async () => {
    for (const [answer] of right) {
      const thought = { ...answer, text: `<think>\nHm, 1 or A?\n</think>\n\n${answer?.text ?? ''}` } as StoredAnswer;
      expect((await judge(quality, parameters, [thought])).kind).toBe('pass');
    }
  });

  it('passes none of its wrong answers, nor any that is wrong for every question', async () => {
    expect(wrong.length).toBeGreaterThan(0);
    const [asked] = right[0] ?? [];
    const always = neverRight(asked?.messages ?? []).map((text) => [{ ...asked, text } as StoredAnswer]);
    for (const answers of [...wrong, ...always]) {
      const { kind } = await judge(quality, parameters, answers);
      expect([answers[0]?.text, kind]).not.toEqual([answers[0]?.text, 'pass']);
      expect(['wrong-answer', 'unparsed', 'empty', 'truncated']).toContain(kind);
    }
  });
});

describe('a program whose output is asked for', () => {
  const python = canRun('python3');
  it.each(CODE.filter(({ runs }) => runs !== undefined))('prints what $id wants', ({ id, prompt, rule, runs }) => {
    const program = /```\w+\n(.*?)\n```/s.exec(prompt)?.[1] ?? '';
    if (runs === 'python' && !python) return expect.soft(python, 'python3 is not on this machine').toBe(false);
    const [file, flag] = runs === 'python' ? ['python3', '-c'] : [process.execPath, '-e'];
    const printed = execFileSync(file, [flag, program], { encoding: 'utf8' }).trim();
    expect(printed).not.toBe('');
    expect(gradeText(rule, storedAnswer(`Answer: ${printed}`), id).kind).toBe('pass');
  });
});

describe('long texts', () => {
  it('are always the same', () => {
    expect(recallItems()).toEqual(recallItems());
  });

  it('hold each wanted code once, and the other codes too', () => {
    for (const { prompt, rule } of recallItems()) {
      if (rule.kind !== 'recall') throw new Error('another rule');
      for (const code of [...rule.codes, ...rule.others]) expect(prompt.split(code)).toHaveLength(2);
    }
  });

  it('say how much context they need, while every short question gets the same', () => {
    const needed = CASES.map(({ parameters, id }) => [id, quality.demands(parameters, TARGET).contextTokens] as const);
    // A model with as much as most have; what does not fit into it is skipped with both numbers.
    const long = CASES.filter(({ parameters }) => {
      try {
        quality.demands(parameters, { ...TARGET, trainContextTokens: 2_048 });
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNSUPPORTED' });
        return true;
      }
    }).map(({ id }) => id);
    expect(long).toHaveLength(7);
    expect(long.every((id) => id.startsWith('recall-'))).toBe(true);
    const short = needed.filter(([id]) => !long.includes(id)).map(([, tokens]) => tokens);
    expect(new Set(short)).toEqual(new Set([4_096]));
    expect(Math.max(...needed.map(([, tokens]) => tokens))).toBe(8_192);
  });

  it('leave room for the answer to every short question, at the 1.5 characters that a tiny vocabulary has in a token', () => {
    for (const { parameters, id } of CASES.filter((each) => !each.id.startsWith('recall-'))) {
      const [answer] = quality.controls(parameters).right[0] ?? [];
      const characters = (answer?.messages ?? []).map(({ content }) => content).join('').length;
      expect([id, characters / 1.5 + 32 + 1_024 <= 2_048]).toEqual([id, true]);
    }
  });
});

function canRun(file: string): boolean {
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
