import type { StoredAnswer } from '../../protocol/answer.js';
import type { ChatMessage } from '../../protocol/chat.js';
import type { Check } from '../../protocol/verdict.js';
import { withoutReasoning } from '../reasoning.js';
import { withoutEcho, withoutRepeatedLines } from '../text/echo.js';
import { quoted } from '../text/finding.js';
import { findPhrase, parsePhrase, sentencesOf, type Sentence } from '../text/phrase.js';
import { wordsOf } from '../text/text-shape.js';

/** What an explanation has to say and must not say. */
export interface ExplanationCriteria {
  readonly facts: readonly { readonly fact: string; readonly says: readonly string[]; readonly weight?: number }[];
  readonly forbidden: readonly { readonly claim: string; readonly says: readonly string[] }[];
  /** Identifiers; each counts half a fact. */
  readonly names: readonly string[];
}

/** How far an explanation covers its criteria. */
export interface Coverage {
  /** The explanation without reasoning and without what it repeats of the prompt. */
  readonly text: string;
  /** Weighted share of facts and names that are there; 0 when a forbidden claim is made. */
  readonly score: number;
  readonly factsFound: number;
  /** What is wrongly claimed, in words. */
  readonly claimed: readonly string[];
  readonly checks: readonly Check[];
}

/** An explanation passes with this score. */
export const PASS_SCORE = 0.7;

/** Who says everything has said something right as well; so much is asked for at most twice over. */
const MAX_WORDS = 400;

const NAME_WEIGHT = 0.5;

/**
 * Weighted recall of key facts times "no forbidden claim": the share of facts and names that one of their phrases says.
 * Facts are looked for sentence by sentence, so that scattered words say nothing.
 */
export function coverageOf(criteria: ExplanationCriteria, answer: StoredAnswer): Coverage {
  const text = withoutEcho(withoutReasoning(answer.text).text, answer.messages);
  const sentences = ownSentences(text, answer.messages);
  const facts = criteria.facts.map(({ fact, says, weight = 1 }) => ({
    weight,
    check: found(`says that ${fact}`, says, sentences),
  }));
  const names = criteria.names.map((name) => ({
    weight: NAME_WEIGHT,
    check: { name: `names ${name}`, passed: holdsName(text, name) },
  }));
  const claims = criteria.forbidden.map(({ claim, says }) => notFound(claim, says, sentences));
  const claimed = criteria.forbidden.filter((_, at) => claims[at]?.passed === false).map(({ claim }) => claim);
  const length = wordsOf(text).length;
  const brief = { name: `has at most ${MAX_WORDS} words`, passed: length <= MAX_WORDS, detail: `${length}` };
  const wanted = [...facts, ...names];
  const all = wanted.reduce((sum, { weight }) => sum + weight, 0);
  const have = wanted.reduce((sum, { weight, check }) => sum + (check.passed ? weight : 0), 0);
  return {
    text,
    score: claimed.length > 0 || !brief.passed || all === 0 ? 0 : have / all,
    factsFound: facts.filter(({ check }) => check.passed).length,
    claimed,
    checks: [...wanted.map(({ check }) => check), ...claims, brief],
  };
}

/**
 * What is said in words of one's own: neither lines of the prompt, nor sentences in which every word is the prompt's. Code
 * that is given back, and an error's message, hold the words of many facts.
 */
function ownSentences(text: string, messages: readonly ChatMessage[]): Sentence[] {
  const known = new Set(messages.flatMap(({ content }) => sentencesOf(content)).flatMap(({ words }) => words));
  const own = sentencesOf(withoutRepeatedLines(text, messages));
  return own.filter(({ words }) => words.some((word) => !known.has(word)));
}

function found(name: string, says: readonly string[], sentences: readonly Sentence[]): Check {
  for (const source of says) {
    const sentence = findPhrase(sentences, parsePhrase(source));
    if (sentence !== undefined) return { name, passed: true, detail: quoted(sentence) };
  }
  return { name, passed: false };
}

function notFound(claim: string, says: readonly string[], sentences: readonly Sentence[]): Check {
  const { passed, detail } = found(claim, says, sentences);
  const name = `does not claim that ${claim}`;
  return passed ? { name, passed: false, ...(detail === undefined ? {} : { detail }) } : { name, passed: true };
}

/** Whether an identifier stands in the text by itself, in its own case. */
function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!/[\w$]/.test(before) && !/[\w$]/.test(after)) return true;
  }
  return false;
}
