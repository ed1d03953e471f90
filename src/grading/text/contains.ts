import type { Check } from '../../protocol/verdict.js';
import { ofChecks, quoted, unparsed, type Finding } from './finding.js';
import { findPhrase, parsePhrase, sentencesOf, type Sentence } from './phrase.js';

/** Some things have to be said, and some must not be. */
export interface ContainsRule {
  readonly kind: 'contains';
  /** Of each list one phrase has to occur. At least one list. */
  readonly all: readonly (readonly string[])[];
  /** None of these phrases may occur. */
  readonly none?: readonly string[];
}

/** Looks for the phrases in the answer (see phrase.ts for what they can say). */
export function gradeContains(rule: ContainsRule, answer: string): Finding {
  const sentences = sentencesOf(answer);
  if (sentences.length === 0) return unparsed('The answer holds no words.');
  const checks = [
    ...rule.all.map((anyOf) => saysOneOf(sentences, anyOf)),
    ...(rule.none ?? []).map((phrase) => saysNot(sentences, phrase)),
  ];
  const found = ofChecks(checks, { extracted: quoted(answer.trim()), method: 'phrases' });
  return { ...found, passed: found.passed && rule.all.length > 0 };
}

/** A check that one of several phrases occurs; its detail is the sentence that says it. */
export function saysOneOf(sentences: readonly Sentence[], anyOf: readonly string[]): Check {
  const name = `says "${anyOf[0] ?? ''}"`;
  for (const source of anyOf) {
    const sentence = findPhrase(sentences, parsePhrase(source));
    if (sentence !== undefined) return { name, passed: true, detail: quoted(sentence) };
  }
  return { name, passed: false };
}

/** A check that a phrase does not occur; its detail is the sentence that says it. */
export function saysNot(sentences: readonly Sentence[], phrase: string): Check {
  const sentence = findPhrase(sentences, parsePhrase(phrase));
  const name = `does not say "${phrase}"`;
  return sentence === undefined ? { name, passed: true } : { name, passed: false, detail: quoted(sentence) };
}
