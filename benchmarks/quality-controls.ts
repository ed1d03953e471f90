import type { Controls } from '../src/grading/grading.js';
import { letteredOptions } from '../src/grading/text/choice.js';
import { isJsonObject, type JsonValue } from '../src/protocol/json.js';
import type { StoredAnswer } from '../src/protocol/answer.js';
import type { QualityItem } from './data/quality/quality-item.js';

/** Answers to a question whose verdicts are known: those that its item names, and those that follow from its rule. */
export function qualityControls(item: QualityItem, asked: Pick<StoredAnswer, 'messages' | 'maxTokens'>): Controls {
  const { right, wrong } = evident(item);
  const answered = (text: string): StoredAnswer[] => [{ ...asked, text, finish: 'stop', outcome: { status: 'ok' } }];
  return {
    right: [...right, ...(item.right ?? [])].map(answered),
    wrong: [...wrong, ...(item.wrong ?? [])].map(answered),
  };
}

interface Texts {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

function evident({ rule, id }: QualityItem): Texts {
  switch (rule.kind) {
    case 'exact':
      return { right: [...rule.accept], wrong: [`${rule.accept[0] ?? ''} and more`] };
    case 'number':
      return {
        right: [`Answer: ${rule.value}`, `It is ${rule.value}.`],
        wrong: [`Answer: ${rule.value + 1}`, `${rule.value}, or rather ${rule.value - 1}`, `${rule.value} %`],
      };
    case 'choice': {
      const options = letteredOptions(rule, id);
      const answers = options.map(({ letter }) => `Answer: ${letter}`);
      return {
        right: answers.filter((_, at) => options[at]?.right === true),
        wrong: [
          ...answers.filter((_, at) => options[at]?.right !== true),
          `Answer: ${options.map(({ letter }) => letter).join(' or ')}`,
        ],
      };
    }
    case 'json':
      if (rule.equals === undefined) return NONE;
      return {
        right: [JSON.stringify(rule.equals)],
        wrong: damaged(rule.equals).map((value) => JSON.stringify(value)),
      };
    case 'list':
      return {
        right: [rule.entries.join('\n')],
        wrong: [rule.entries.slice(1).join('\n'), `${rule.entries.join('\n')}\nextra`],
      };
    case 'pattern':
    case 'contains':
    case 'constraints':
    case 'unknown':
    case 'recall':
      return NONE;
  }
}

const NONE: Texts = { right: [], wrong: [] };

/** The same object with one member missing or changed, for each of its members. */
function damaged(value: JsonValue): JsonValue[] {
  if (!isJsonObject(value)) return [null];
  return Object.keys(value).flatMap((name) => {
    const { [name]: _left, ...rest } = value;
    return [rest, { ...value, [name]: 'something else' }];
  });
}
