import { describe, expect, it } from 'vitest';
import { CODE_ITEMS } from '../../../../benchmarks/data/code-generation/items.js';
import type { CodeItem } from '../../../../src/grading/code/code-item.js';

function idsOf(items: readonly CodeItem[]): string[] {
  return items.map(({ id }) => id);
}

function programsOf({ kind, reference, wrong }: CodeItem): string[] {
  if (kind !== 'edit') return [reference, ...wrong];
  return [reference, ...wrong].flatMap((files) => Object.values(files));
}

describe('the code tasks', () => {
  it('are at least sixty, about as many in each language, from easy to hard', () => {
    expect(CODE_ITEMS.length).toBeGreaterThanOrEqual(60);
    for (const language of ['javascript', 'typescript', 'python']) {
      const own = CODE_ITEMS.filter((item) => item.language === language);
      expect(own.length, language).toBeGreaterThanOrEqual(20);
      for (const level of ['easy', 'medium', 'hard']) {
        expect(own.filter(({ tags }) => tags?.includes(level)).length, `${language}, ${level}`).toBeGreaterThanOrEqual(
          4,
        );
      }
      for (const kind of ['function', 'class', 'fix', 'edit']) {
        expect(own.filter((item) => item.kind === kind).length, `${language}, ${kind}`).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it('have ids of their own in kebab case', () => {
    expect(new Set(idsOf(CODE_ITEMS)).size).toBe(CODE_ITEMS.length);
    expect(idsOf(CODE_ITEMS).filter((id) => !/^(js|ts|py)(-[a-z]+)+$/.test(id))).toEqual([]);
  });

  it('have at least eight hidden tests, no two of them alike, each with the value it expects', () => {
    for (const { id, tests } of CODE_ITEMS) {
      const inputs = tests.map((test) => JSON.stringify('args' in test ? test.args : test.steps));
      expect(inputs.length, id).toBeGreaterThanOrEqual(8);
      expect(new Set(inputs).size, id).toBe(inputs.length);
      expect(
        tests.filter(({ returns }) => returns === undefined),
        id,
      ).toEqual([]);
    }
  });

  it('expect one value for each step of a script', () => {
    for (const { id, tests } of CODE_ITEMS) {
      for (const test of tests) {
        if ('steps' in test)
          expect(test.returns, `${id}: ${JSON.stringify(test.steps)}`).toHaveLength(test.steps.length);
      }
    }
  });

  it('name the entry point in the prompt and define it in every program', () => {
    for (const item of CODE_ITEMS) {
      expect(item.prompt, item.id).toContain(item.entryPoint);
      for (const program of programsOf(item)) expect(program, item.id).toContain(item.entryPoint);
      expect(item.wrong.length, item.id).toBeGreaterThanOrEqual(1);
    }
  });

  it('change only editable files in their edits, and keep what is to stay', () => {
    for (const item of CODE_ITEMS) {
      if (item.kind !== 'edit') continue;
      expect(Object.keys(item.files), item.id).toContain(item.entryFile);
      for (const changed of [item.reference, ...item.wrong]) {
        expect(
          Object.keys(changed).filter((file) => !item.editable.includes(file)),
          item.id,
        ).toEqual([]);
      }
      for (const kept of item.keeps ?? []) {
        expect(item.files[item.entryFile], item.id).toContain(kept);
        expect(item.reference[item.entryFile], item.id).toContain(kept);
      }
    }
  });
});
