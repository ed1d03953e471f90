import { describe, expect, it } from 'vitest';
import { TOOL_CALL_ITEMS } from '../../benchmarks/data/tool-call/items.js';
import type { ToolCallItem } from '../../benchmarks/data/tool-call/tool-call-item.js';
import { toolCall } from '../../benchmarks/tool-call.js';
import { schemaProblems } from '../../src/grading/tools/json-schema.js';
import { matches } from '../../src/grading/tools/matches.js';
import { wireTools } from '../../src/grading/tools/tool-names.js';
import type { Matcher } from '../../src/grading/tools/tool-task.js';
import type { JsonObject } from '../../src/protocol/json.js';
import { memoryExecutor } from '../../src/tools/executor.js';
import { judge, neverRight } from './graded-controls.js';

describe('the items', () => {
  it('are at least 120, of every kind, at least 15 of several turns', () => {
    const counts = new Map<string, number>();
    for (const { category } of TOOL_CALL_ITEMS) counts.set(category, (counts.get(category) ?? 0) + 1);
    expect(TOOL_CALL_ITEMS.length).toBeGreaterThanOrEqual(120);
    expect(counts.size).toBe(9);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(8);
    expect(counts.get('multi-turn')).toBeGreaterThanOrEqual(15);
  });

  it('are asked in two ways each', () => {
    expect(toolCall.cases).toHaveLength(TOOL_CALL_ITEMS.length * 2);
  });

  it('are no question twice', () => {
    const questions = TOOL_CALL_ITEMS.map((item) =>
      (item.kind === 'single' ? item.said.map(({ content }) => content) : item.task.turns)
        .join(' ')
        .toLowerCase()
        .replaceAll(/[^a-z0-9 ]/g, ''),
    );
    expect(new Set(questions).size).toBe(questions.length);
    expect(nearPairs(questions)).toEqual([]);
  });

  it('are plain data that survive JSON', () => {
    expect(JSON.parse(JSON.stringify(TOOL_CALL_ITEMS))).toEqual(TOOL_CALL_ITEMS);
  });

  it.each(TOOL_CALL_ITEMS.filter(({ kind }) => kind === 'single'))(
    '$id: right calls are within the schema of an offered tool',
    (item) => {
      if (item.kind !== 'single' || 'text' in item.right)
        return expect(item.kind === 'single' && 'text' in item.right).toBe(true);
      const { tools } = wireTools(item.tools);
      const wire = wireTools(item.tools);
      for (const { name, arguments: given } of item.right.full) {
        const tool = tools.find((one) => wire.nameOf(one.name) === name);
        expect(schemaProblems((tool?.parameters ?? { not: {} }) as JsonObject, given)).toEqual([]);
      }
    },
  );

  it.each(TOOL_CALL_ITEMS.filter(({ kind }) => kind === 'conversation'))(
    '$id: the reference meets no refusal but the one it is about',
    (item) => {
      if (item.kind !== 'conversation') throw new Error('The filter lets only conversations through.');
      const executor = memoryExecutor(item.task.state);
      const results = item.task.reference.flat().map((call) => executor.run(call));
      expect(results.filter((result) => result.startsWith('error:'))).toHaveLength(
        item.id === 'turns-no-such-file' ? 1 : 0,
      );
      expect(item.task.reference).toHaveLength(item.task.turns.length);
    },
  );

  it('fit into 2,048 tokens with their answers', () => {
    for (const parameters of toolCall.cases) {
      expect(toolCall.demands(parameters, { kind: 'openai' } as never).contextTokens).toBeLessThanOrEqual(2_048);
    }
  });
});

describe('the controls', () => {
  it.each(
    toolCall.cases.map((parameters) => ({
      parameters,
      id: `${String(parameters['item'])} (${String(parameters['mode'])})`,
    })),
  )('of $id: right ones pass, wrong ones do not', async ({ parameters }) => {
    const { right, wrong } = toolCall.controls(parameters);
    expect(right.length).toBeGreaterThan(0);
    expect(wrong.length).toBeGreaterThan(0);
    for (const answers of right) {
      const verdict = await judge(toolCall, parameters, answers);
      expect(verdict, verdict.why).toMatchObject({ kind: 'pass', lenient: true });
    }
    for (const answers of wrong)
      expect((await judge(toolCall, parameters, answers)).kind, JSON.stringify(answers.at(-1))).not.toMatch(
        /pass|invalid|skipped/,
      );
  });

  it('of all: what is wrong for every question does not pass', async () => {
    for (const parameters of toolCall.cases) {
      const [first] = toolCall.controls(parameters).right[0] ?? [];
      if (first === undefined) throw new Error('There is no right answer.');
      const { toolCalls: _, ...chat } = first;
      for (const text of neverRight(first.messages)) {
        const { kind, why } = await judge(toolCall, parameters, [{ ...chat, text, finish: 'stop' }]);
        expect(kind, `${String(parameters['item'])}: ${JSON.stringify(text.slice(0, 60))}: ${why}`).not.toMatch(
          /pass|invalid|skipped/,
        );
      }
    }
  });
});

/** Pairs of texts that share nearly all of their words. */
function nearPairs(texts: readonly string[]): string[] {
  const words = texts.map((text) => new Set(text.split(/\s+/)));
  return words.flatMap((a, at) =>
    words.slice(at + 1).flatMap((b, further) => {
      const shared = [...a].filter((word) => b.has(word)).length;
      return shared / (a.size + b.size - shared) > 0.6 ? [`${texts[at] ?? ''} | ${texts[at + 1 + further] ?? ''}`] : [];
    }),
  );
}

it('compares hostile texts in linear time', () => {
  const texts = [' ', '\n', '#', 'a', '?', '# \n', ' a'].map((piece) => `${piece.repeat(500_000 / piece.length)}x`);
  for (const matcher of TOOL_CALL_ITEMS.flatMap(matchersOf)) {
    for (const text of texts) expect(typeof matches(matcher, text)).toBe('boolean');
  }
});

/** Every matcher of an item that sees a text which a model wrote, as far as it is not within another. */
function matchersOf(item: ToolCallItem): readonly Matcher[] {
  if (item.kind === 'conversation') {
    return [...(item.task.says ?? []), ...(item.task.accept ?? []).map(({ match }) => match)];
  }
  const { expect: expected } = item;
  if (expected.kind === 'no-call') return expected.says ?? [];
  if (expected.kind !== 'calls') return [];
  return expected.calls.flatMap((call) => Object.values(call.arguments).map(({ match }) => match));
}
