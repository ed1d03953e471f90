import type { Check } from '../../protocol/verdict.js';
import type { Constraint, ConstraintsRule } from './constraint.js';
import { saysOneOf } from './contains.js';
import { linesOf, withoutEmphasis } from './final-answer.js';
import { ofChecks, quoted, type Finding } from './finding.js';
import { findPhrase, parsePhrase, sentencesOf } from './phrase.js';
import { readJson } from './read-json.js';
import {
  bulletsOf,
  countParagraphs,
  countSentences,
  fencesOf,
  headingsOf,
  languageOf,
  listNumbersOf,
  wordsOf,
} from './text-shape.js';

/** Checks every constraint; the score is the share that is met. */
export function gradeConstraints(rule: ConstraintsRule, answer: string): Finding {
  const text = answer.trim();
  const checks = rule.constraints.flatMap((constraint) => checksOf(constraint, text));
  return ofChecks(checks, { extracted: quoted(text), method: 'whole' });
}

function checksOf(constraint: Constraint, text: string): Check[] {
  switch (constraint.kind) {
    case 'words':
      return [within('words', wordsOf(text).length, constraint)];
    case 'sentences':
      return [within('sentences', countSentences(text), constraint)];
    case 'lines':
      return [within('lines', linesOf(text).length, constraint)];
    case 'paragraphs':
      return [within('paragraphs', countParagraphs(text), constraint)];
    case 'characters':
      return [within('characters', Array.from(text).length, constraint)];
    case 'bullets':
      return [within('list entries', bulletsOf(text).length, constraint)];
    case 'numbered':
      return numbered(listNumbersOf(text), constraint);
    case 'headings':
      return headings(text, constraint);
    case 'repeats': {
      const wanted = constraint.word.toLowerCase();
      const count = wordsOf(text).filter((word) => word.toLowerCase() === wanted).length;
      return [within(`times "${constraint.word}"`, count, constraint)];
    }
    case 'says':
      return constraint.all.map((anyOf) => saysOneOf(sentencesOf(text), anyOf));
    default:
      return [checkOf(constraint, text)];
  }
}

type Single = Exclude<
  Constraint,
  {
    kind:
      | 'words'
      | 'sentences'
      | 'lines'
      | 'paragraphs'
      | 'characters'
      | 'bullets'
      | 'numbered'
      | 'headings'
      | 'repeats'
      | 'says';
  }
>;

function checkOf(constraint: Single, text: string): Check {
  switch (constraint.kind) {
    case 'starts-with':
      return {
        name: `begins with "${constraint.text}"`,
        passed: text.startsWith(constraint.text),
        detail: quoted(text.slice(0, 60)),
      };
    case 'ends-with':
      return {
        name: `ends with "${constraint.text}"`,
        passed: text.endsWith(constraint.text),
        detail: quoted(text.slice(-60)),
      };
    case 'forbids':
      return forbids(constraint.words, text);
    case 'without': {
      const found = constraint.pieces.filter((piece) => text.includes(piece));
      return verdict(
        `is without ${constraint.pieces.map((piece) => JSON.stringify(piece)).join(', ')}`,
        found.join(' '),
      );
    }
    case 'case':
      return inCase(constraint.is, text);
    case 'language': {
      const found = languageOf(text);
      return {
        name: `is in ${LANGUAGES[constraint.is]}`,
        passed: found === constraint.is,
        detail: found ?? 'cannot be told',
      };
    }
    case 'json-only':
      return { name: 'is JSON and nothing else', passed: isJsonAlone(text) };
    case 'code-block':
      return codeBlock(constraint, text);
    case 'each-line':
      return eachLine(constraint, text);
    case 'sorted-lines':
      return sortedLines(text);
  }
}

const LANGUAGES = { en: 'English', de: 'German', fr: 'French', es: 'Spanish', it: 'Italian' } as const;

function within(what: string, count: number, { min, max }: { readonly min?: number; readonly max?: number }): Check {
  const wanted =
    min === max
      ? `exactly ${min}`
      : [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`]
          .filter((part) => part !== '')
          .join(' and ');
  const passed = count >= (min ?? 0) && count <= (max ?? Number.POSITIVE_INFINITY);
  return { name: `has ${wanted} ${what}`, passed, detail: `${count}` };
}

function numbered(numbers: readonly number[], wanted: { readonly min?: number; readonly max?: number }): Check[] {
  const rising = numbers.every((number, at) => number === at + 1);
  return [
    within('numbered entries', numbers.length, wanted),
    {
      name: 'is numbered from 1 without a gap',
      passed: numbers.length > 0 && rising,
      detail: quoted(numbers.join(' ')),
    },
  ];
}

function headings(text: string, wanted: Extract<Constraint, { kind: 'headings' }>): Check[] {
  const found = headingsOf(text);
  const detail = quoted(found.map((each) => each.text).join(' | '));
  const checks: Check[] = [];
  if (wanted.count !== undefined)
    checks.push(within('headings', found.length, { min: wanted.count, max: wanted.count }));
  if (wanted.level !== undefined) {
    const passed = found.length > 0 && found.every(({ level }) => level === wanted.level);
    checks.push({ name: `has headings of level ${wanted.level} only`, passed, detail });
  }
  if (wanted.texts !== undefined) {
    const passed = found.map((each) => each.text.toLowerCase()).join('\n') === wanted.texts.join('\n').toLowerCase();
    checks.push({ name: `has the headings ${wanted.texts.join(' | ')}`, passed, detail });
  }
  return checks;
}

function forbids(words: readonly string[], text: string): Check {
  const sentences = sentencesOf(text);
  // A forbidden word is forbidden behind a "not" too.
  const found = words.filter((word) => findPhrase(sentences, { ...parsePhrase(word), negated: true }) !== undefined);
  return verdict(`does not use ${words.map((word) => `"${word}"`).join(', ')}`, found.join(', '));
}

function verdict(name: string, wrong: string): Check {
  return wrong === '' ? { name, passed: true } : { name, passed: false, detail: quoted(wrong) };
}

function inCase(is: 'lower' | 'upper', text: string): Check {
  const wanted = is === 'lower' ? text.toLowerCase() : text.toUpperCase();
  return { name: `is in ${is} case`, passed: text === wanted && /\p{L}/u.test(text) };
}

function isJsonAlone(text: string): boolean {
  return readJson(text)?.method === 'whole';
}

function codeBlock({ language, alone }: Extract<Constraint, { kind: 'code-block' }>, text: string): Check {
  const found = fencesOf(text);
  const right = found.languages.length === 1 && (language === undefined || found.languages[0] === language);
  const name = `has one code block${language === undefined ? '' : ` of ${language}`}${alone === true ? ' alone' : ''}`;
  return { name, passed: right && (alone !== true || found.alone), detail: `${found.languages.length} blocks` };
}

function eachLine({ startsWith, maxWords }: Extract<Constraint, { kind: 'each-line' }>, text: string): Check {
  const wrong = linesOf(text).find(
    (line) =>
      (startsWith !== undefined && !line.startsWith(startsWith)) ||
      (maxWords !== undefined && wordsOf(line).length > maxWords),
  );
  const wanted = [
    startsWith === undefined ? '' : `begins with "${startsWith}"`,
    maxWords === undefined ? '' : `has at most ${maxWords} words`,
  ].filter((part) => part !== '');
  return verdict(`each line ${wanted.join(' and ')}`, wrong ?? '');
}

function sortedLines(text: string): Check {
  const lines = linesOf(withoutEmphasis(text)).map((line) => line.replace(/^[-*+•][ \t]+/, '').toLowerCase());
  const wrong = lines.find((line, at) => at > 0 && line < (lines[at - 1] ?? ''));
  return verdict('the lines are in alphabetical order', wrong ?? '');
}
