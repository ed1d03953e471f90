import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { ExplanationItem } from '../../benchmarks/data/explanation/explanation-item.js';
import { CHANGES } from '../../benchmarks/data/explanation/changes.js';
import { ERRORS } from '../../benchmarks/data/explanation/errors.js';
import { JAVASCRIPT_FUNCTIONS } from '../../benchmarks/data/explanation/javascript-functions.js';
import { PYTHON_FUNCTIONS } from '../../benchmarks/data/explanation/python-functions.js';
import { explanation } from '../../benchmarks/explanation.js';
import type { StoredAnswer } from '../../src/protocol/answer.js';
import { wordsAlone } from '../../src/grading/explanation/round-trip.js';
import { noSandbox, ports } from '../grading/code/sandboxed.js';
import { storedAnswer } from '../grading/stored-answer.js';
import { judge, neverRight } from './graded-controls.js';
import { SHORT_EXPLANATIONS } from './short-explanations.js';
import { USUAL_EXPLANATIONS } from './usual-explanations.js';

const ITEMS: readonly ExplanationItem[] = [...JAVASCRIPT_FUNCTIONS, ...PYTHON_FUNCTIONS, ...CHANGES, ...ERRORS];
const CASES = explanation.cases.map((parameters) => ({ parameters, id: String(parameters['item']) }));

it('has at least thirty things to explain, of three kinds', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(30);
  for (const kind of ['function', 'diff', 'error'])
    expect(ITEMS.filter((item) => item.kind === kind).length).toBeGreaterThan(5);
});

describe.each(CASES)('the explanation of $id', ({ parameters }) => {
  const { right, wrong } = explanation.controls(parameters);

  it('passes in more than one wording', async () => {
    expect(right.length).toBeGreaterThanOrEqual(2);
    for (const answers of right) {
      const { kind, checks } = await judge(explanation, parameters, answers);
      const open = checks.filter(({ name, passed }) => !passed && !name.startsWith('predicts'));
      expect([kind, answers[0]?.text, open]).toEqual(['pass', answers[0]?.text, []]);
    }
  });

  it('passes in the style of large assistants', async () => {
    const text = USUAL_EXPLANATIONS[String(parameters['item'])] ?? '';
    const { kind, checks } = await judge(explanation, parameters, [{ ...right[0]?.[0], text } as StoredAnswer]);
    const open = checks.filter(({ name, passed }) => !passed && !name.startsWith('predicts'));
    expect([kind, text, open]).toEqual(['pass', text, open]);
  });

  it('passes in few words, which need not say every fact', async () => {
    for (const text of SHORT_EXPLANATIONS[String(parameters['item'])] ?? []) {
      const { kind, why } = await judge(explanation, parameters, [{ ...right[0]?.[0], text } as StoredAnswer]);
      expect([text, kind, why]).toEqual([text, 'pass', why]);
    }
  });

  it('does not pass with the explanation of anything else', async () => {
    for (const [id, text] of Object.entries(USUAL_EXPLANATIONS)) {
      if (id === parameters['item']) continue;
      const { kind, score } = await judge(explanation, parameters, [{ ...right[0]?.[0], text } as StoredAnswer]);
      expect([id, kind, score]).not.toEqual([id, 'pass', score]);
    }
  });

  it('passes neither when it is vague or wrong, nor when it is no explanation', async () => {
    expect(wrong.length).toBeGreaterThanOrEqual(2);
    const [asked] = right[0] ?? [];
    const always = neverRight(asked?.messages ?? []).map((text) => [{ ...asked, text } as StoredAnswer]);
    for (const answers of [...wrong, ...always]) {
      const { kind, checks } = await judge(explanation, parameters, answers);
      const held = checks.filter(({ passed }) => passed);
      expect([kind, answers[0]?.text, held]).not.toEqual(['pass', answers[0]?.text, held]);
    }
  });

  it('scores nothing when it makes a forbidden claim, however much is right', async () => {
    const verdicts = await Promise.all(wrong.map(async (answers) => judge(explanation, parameters, answers)));
    const claiming = verdicts.filter(({ counts }) => (counts?.['falseClaims'] ?? 0) > 0);
    expect(claiming.length).toBeGreaterThan(0);
    expect(claiming.map(({ score }) => score)).toEqual(claiming.map(() => 0));
  });
});

describe('the results that are asked for', () => {
  const functions = ITEMS.filter(({ calls }) => calls !== undefined);

  it.each(functions.filter(({ language }) => language === 'javascript'))(
    'are what $id returns',
    ({ material, calls }) => {
      for (const { args, returns } of [...(calls?.predict ?? []), ...(calls?.hidden ?? [])]) {
        const call = `JSON.stringify(${calls?.entryPoint}(...${JSON.stringify(args)}))`;
        const program = `${material}\ntry { ${call} } catch (error) { JSON.stringify({ $throws: error.name }) }`;
        expect([args, JSON.parse(String(runInNewContext(program)))]).toEqual([args, returns]);
      }
    },
  );

  it.each(functions.filter(({ language }) => language === 'python'))('are what $id returns', ({ material, calls }) => {
    const all = [...(calls?.predict ?? []), ...(calls?.hidden ?? [])];
    const program = [
      material,
      'import json, sys',
      'out = []',
      'for args in json.loads(sys.argv[1]):',
      '    try:',
      `        out.append(${calls?.entryPoint}(*args))`,
      '    except Exception as error:',
      '        out.append({"$throws": type(error).__name__})',
      'print(json.dumps(out))',
    ].join('\n');
    const printed = execFileSync('python3', ['-c', program, JSON.stringify(all.map(({ args }) => args))], {
      encoding: 'utf8',
    });
    expect(JSON.parse(printed)).toEqual(all.map(({ returns }) => returns));
  });
});

describe('the predictions of an explained function', () => {
  const parameters = CASES.find(({ id }) => id === 'function-chunk')?.parameters ?? {};
  const [explained] = explanation.controls(parameters).right[0] ?? [];
  const after = async (text: string): Promise<number | undefined> => {
    const { counts, kind } = await judge(explanation, parameters, [explained as StoredAnswer, storedAnswer(text)]);
    expect(kind).toBe('pass');
    return counts?.['predictionsRight'];
  };

  it('are counted one by one and change no verdict', async () => {
    expect(await after('[[[1, 2], [3, 4], [5]], [], [[1, 2]]]')).toBe(3);
    expect(await after('So:\n```json\n[[[1, 2], [3, 4], [5]], [], []]\n```')).toBe(2);
    expect(await after('[[[1, 2], [3, 4], [5]]]')).toBe(0);
    expect(await after('I do not know')).toBe(0);
  });

  it('are all wrong when they were never made', async () => {
    const { counts } = await judge(explanation, parameters, [explained as StoredAnswer]);
    expect(counts).toMatchObject({ predictions: 3, predictionsRight: 0 });
  });
});

describe.skipIf(noSandbox !== '')(`a function that is written from its explanation${noSandbox}`, () => {
  const functions = ITEMS.filter(({ calls }) => calls !== undefined);
  const judged = async (item: ExplanationItem, code: string) => {
    const { parameters } = CASES.find(({ id }) => id === item.id) ?? { parameters: {} };
    const [explained] = explanation.controls(parameters).right[0] ?? [];
    const written = storedAnswer(`\`\`\`${item.language}\n${code}\n\`\`\``);
    const answers = [explained as StoredAnswer, storedAnswer('[]'), written];
    return explanation.grade({ parameters, answers }, ports);
  };

  it.each(functions)('works when it is $id itself', async (item) => {
    const verdict = await judged(item, item.material);
    expect(verdict).toMatchObject({ kind: 'pass', counts: { roundTrips: 1, roundTripsPassed: 1 } });
    expect(verdict.sandbox).toBeDefined();
  });

  it.each(functions.slice(0, 3))('does not work when it is something else than $id', async (item) => {
    const name = item.calls?.entryPoint ?? '';
    const verdict = await judged(
      item,
      item.language === 'python' ? `def ${name}(*a): return 7` : `function ${name}() { return 7; }`,
    );
    expect(verdict).toMatchObject({ kind: 'pass', counts: { roundTrips: 1, roundTripsPassed: 0 } });
    expect(verdict.checks.at(-1)).toMatchObject({ name: 'code written from the explanation works', passed: false });
  });
});

describe('the words that a function is written from', () => {
  const messages = [
    { role: 'user', content: 'Explain this function:\n```js\nfunction f() { return 1; }\n```' },
  ] as const;

  it('hold no code and nothing of the question', () => {
    const text = `<think>hm</think>${messages[0].content}\nIt returns one.\n~~~js\nfunction f() { return 1; }\n~~~\nAlways.`;
    expect(wordsAlone({ text, messages })).toBe('It returns one.\nAlways.');
  });

  it('are none where there is only code', () => {
    expect(wordsAlone({ text: '```js\nfunction f() {}\n```', messages })).toBe('');
  });
});

it('says why code was not tried, and judges the explanation all the same', async () => {
  const { parameters } = CASES.find(({ id }) => id === 'function-chunk') ?? { parameters: {} };
  const [explained] = explanation.controls(parameters).right[0] ?? [];
  const answers = [explained as StoredAnswer, storedAnswer('[]'), storedAnswer('```js\nfunction chunk() {}\n```')];
  const none = { ...ports, sandbox: () => Promise.resolve(undefined) };
  const verdict = await explanation.grade({ parameters, answers }, none);
  expect(verdict).toMatchObject({ kind: 'pass', why: expect.stringContaining('was not tried') });
  expect(verdict.counts).not.toHaveProperty('roundTrips');
});

it('leaves room for every question, explanation and prediction in 2,048 tokens of 1.5 characters', () => {
  for (const { parameters } of CASES) {
    const [answer] = explanation.controls(parameters).right[0] ?? [];
    const question = answer?.messages[0]?.content.length ?? 0;
    expect([parameters['item'], question / 1.5 + 640 + 200 + 512 <= 2_048]).toEqual([parameters['item'], true]);
  }
});
