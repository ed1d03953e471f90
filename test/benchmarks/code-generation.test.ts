import { describe, expect, it } from 'vitest';
import { codeGeneration } from '../../benchmarks/code-generation.js';
import { CODE_ITEMS } from '../../benchmarks/data/code-generation/items.js';
import type { StoredAnswer } from '../../src/protocol/answer.js';
import { noSandbox, ports } from '../grading/code/sandboxed.js';
import { neverRight } from './graded-controls.js';

const CASES = codeGeneration.cases.map((parameters) => ({ parameters, id: String(parameters['item']) }));

it('has at least sixty tasks in three languages and four kinds', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(CODE_ITEMS.map(({ language }) => language))).toEqual(new Set(['javascript', 'typescript', 'python']));
  expect(new Set(CODE_ITEMS.map(({ kind }) => kind))).toEqual(new Set(['function', 'class', 'fix', 'edit']));
});

it('fits a context of 4,096 tokens, and never shows a hidden input or a solution', () => {
  for (const { parameters } of CASES) {
    const [asked] = codeGeneration.controls(parameters).right[0] ?? [];
    const question = asked?.messages[0]?.content ?? '';
    const item = CODE_ITEMS.find(({ id }) => id === parameters['item']);
    expect(question.length / 3 + (asked?.maxTokens ?? Infinity)).toBeLessThanOrEqual(4_096);
    if (typeof item?.reference === 'string') expect(question).not.toContain(item.reference.trim());
  }
});

describe.skipIf(noSandbox !== '').each(CASES)(`the task $id${noSandbox}`, ({ parameters }) => {
  const { right, wrong } = codeGeneration.controls(parameters);
  const judge = async (answers: readonly StoredAnswer[]) => codeGeneration.grade({ parameters, answers }, ports);

  it('passes with its reference and with none of its wrong solutions', async () => {
    for (const answers of right) expect(await judge(answers)).toMatchObject({ kind: 'pass', score: 1 });
    for (const answers of wrong) {
      const { kind, why } = await judge(answers);
      expect(['pass', 'invalid', 'skipped'], why).not.toContain(kind);
    }
  });

  it('passes with nothing that is no answer', async () => {
    const [asked] = right[0] ?? [];
    const always = neverRight(asked?.messages ?? []).map((text) => [{ ...asked, text } as StoredAnswer]);
    for (const answers of always) {
      const { kind, why } = await judge(answers);
      expect(['pass', 'invalid', 'skipped'], why).not.toContain(kind);
    }
  });
});
