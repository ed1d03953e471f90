import type { Check } from '../../protocol/verdict.js';
import { saysNot } from './contains.js';
import { ofChecks, quoted, unparsed, type Finding } from './finding.js';
import { readNumbers } from './number.js';
import { findPhrase, parsePhrase, sentencesOf, type Sentence } from './phrase.js';

/** The question cannot be answered from what is given: that has to be said, and nothing may be made up. */
export interface UnknownRule {
  readonly kind: 'unknown';
  /** Phrases that a made-up answer would hold. */
  readonly never?: readonly string[];
  /** Numbers that the prompt does not hold are allowed; absent: each is made up. */
  readonly numbers?: 'allowed';
}

/**
 * Ways to say that something is not there. A refusal to help is none of them: "I cannot help with that" says nothing
 * about what is known.
 */
const ABSENCE = [
  'not|never ... mention~|stat~|given|gives|give|specif~|provid~|contain~|includ~|listed|list|shown|show|recorded|record|documented|defined|define|said|say|says|tell|told|appear~|present|available|known|indicat~|reveal~|cover~|describ~|possible|sufficient|enough|exist~|part|set|report~|log|logged|disclos~|name|named|accept~|take~|have|has',
  "doesn't|don't|didn't|isn't|aren't|wasn't|hasn't|haven't ... mention~|stat~|given|give|specif~|provid~|contain~|includ~|list|listed|show|shown|record~|document~|define|defined|say|said|tell|told|appear|present|available|known|know|indicat~|reveal|cover~|describe~|possible|sufficient|enough|exist|part|set|report~|log|logged|disclos~|name|named|accept|take|have|any",
  "cannot|can't|couldn't ... tell|determin~|know|find|say|see|infer~|verif~|confirm|deduc~|conclud~|identif~|derive~|be",
  'can|do|does|could not ... tell|determin~|know|find|say|see|infer~|verif~|confirm|deduc~|conclud~|identif~',
  'no ... information|mention|data|detail~|record|entry|indication|way|evidence|statement|function|parameter|argument|option|such|value|flag|field|line|method|default|limit|reference|key|property|setting|unit|file|name|version|code|author',
  'not who|what|which|when|where|why|how',
  'only|just ... the first',
  'no|none|nobody|nothing ... mention~|stat~|given|specif~|provid~|list~|show~|record~|document~|defin~|say~|exist~|indicat~|suggest~|tell~|reveal~',
  'unknown|unspecified|unstated|undetermined|undocumented|unanswerable',
  'without ... information|context|knowing|details|access|seeing',
  'insufficient|missing|lacks|lacking|omits|absent',
  'impossible to tell|say|know|determine|answer',
  'n / a',
  'not in the',
];

const PHRASES = ABSENCE.map(parsePhrase);

/** Shorter sentences may stand in an answer as they do in its question. */
const MIN_REPEATED = 6;

/** Passes an answer that says it cannot be known and that asserts nothing of its own. */
export function gradeUnknown(rule: UnknownRule, answer: string, prompt: string): Finding {
  const sentences = sentencesOf(answer);
  if (sentences.length === 0) return unparsed('The answer holds no words.');
  const asked = new Set(sentencesOf(prompt).map(({ words }) => words.join(' ')));
  const checks = [
    // A prompt that says what to do when nothing is known has admitted nothing, and nor has who repeats it.
    admits(sentences.filter(({ words }) => words.length < MIN_REPEATED || !asked.has(words.join(' ')))),
    ...(rule.numbers === 'allowed' ? [] : [inventsNoNumber(answer, prompt)]),
    ...(rule.never ?? []).map((phrase) => saysNot(sentences, phrase)),
  ];
  return ofChecks(checks, { extracted: quoted(answer.trim()), method: 'phrases' });
}

function admits(sentences: readonly Sentence[]): Check {
  const name = 'says that it cannot be known';
  for (const phrase of PHRASES) {
    const sentence = findPhrase(sentences, phrase);
    if (sentence !== undefined) return { name, passed: true, detail: quoted(sentence) };
  }
  return { name, passed: false };
}

function inventsNoNumber(answer: string, prompt: string): Check {
  const known = new Set(readNumbers(prompt).map(({ value }) => Math.abs(value)));
  // A list's own numbers are no assertion.
  const invented = readNumbers(answer.replace(/^[ \t]*\d+[.)] /gm, '')).find(
    ({ value }) => !known.has(Math.abs(value)),
  );
  const name = 'makes up no number';
  return invented === undefined ? { name, passed: true } : { name, passed: false, detail: invented.text };
}
