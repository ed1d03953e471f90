import type { QualityItem } from './quality-item.js';

const THEN_NUMBER = 'Think if you need to, and end with a line of the form "Answer: <number>".';

/** A question whose answer is a number. */
function number(id: string, question: string, value: number): QualityItem {
  return {
    id: `reasoning-${id}`,
    category: 'reasoning',
    prompt: `${question}\n${THEN_NUMBER}`,
    rule: { kind: 'number', value },
  };
}

/** A question with one right option, which stands first, and wrong ones. */
function choice(id: string, question: string, options: readonly [string, ...string[]]): QualityItem {
  return { id: `reasoning-${id}`, category: 'reasoning', prompt: question, rule: { kind: 'choice', options } };
}

/** Arithmetic and logic, from one step to several. */
export const REASONING: readonly QualityItem[] = [
  number('sum-small', 'What is 37 + 48?', 85),
  number('product-two-digits', 'What is 23 × 17?', 391),
  number('difference-large', 'What is 10,203 − 4,687?', 5_516),
  number('division-remainder', 'What is the remainder of 1,000 divided by 37?', 1),
  number('precedence', 'What is 8 + 6 × 4 − 10 ÷ 2?', 27),
  number(
    'batches',
    'A job handles 48 files per minute. How many whole minutes does it need for 1,130 files, if a minute that has begun counts as a whole one?',
    24,
  ),
  number(
    'discount-then-tax',
    'A licence costs $80. It is reduced by 15 %, and then 10 % tax is added to the reduced price. What is the final price in dollars?',
    74.8,
  ),
  number(
    'trains',
    'Two trains are 300 km apart and travel towards each other at 70 km/h and 80 km/h. After how many hours do they meet?',
    2,
  ),
  number(
    'ages',
    'Mia is three times as old as her brother. In six years she will be twice as old as he will be then. How old is Mia now?',
    18,
  ),
  number(
    'average-missing',
    'The mean of five numbers is 14. Four of them are 10, 12, 15 and 20. What is the fifth?',
    13,
  ),
  number('clock', 'A timer starts at 22:50 and runs for 95 minutes. How many minutes after midnight does it stop?', 25),
  number('handshakes', 'Nine people each shake hands once with every other one. How many handshakes are there?', 36),
  number('percent-back', 'A price was raised by 25 % and is now 150. What was it before?', 120),
  number('binary', 'Which decimal number is binary 101101?', 45),
  number('hex', 'Which decimal number is hexadecimal 0x2F?', 47),
  number('bytes', 'How many bytes are 3 MiB, if 1 MiB is 1,048,576 bytes?', 3_145_728),
  number(
    'workers',
    'Six machines build twelve packages in four hours. How many hours do three machines need for nine packages, at the same rate per machine?',
    6,
  ),
  number('days', 'Today is Wednesday, day 1. On which day number is the third Monday from today on?', 20),
  number('cut-rope', 'A rope of 60 cm is cut into pieces of 12 cm. How many cuts are needed?', 4),
  number('pages', 'The pages of a manual are numbered from 1 to 120. How many times is the digit 7 written?', 22),
  number(
    'probability',
    'A bag holds 3 red and 5 blue marbles. Two are drawn without putting the first one back. What is the probability that both are red, as a decimal number rounded to three places?',
    0.107,
  ),
  choice('transitive', 'All parsers are readers. Some readers are slow. What follows for certain?', [
    'Nothing about whether any parser is slow',
    'Some parsers are slow',
    'No parser is slow',
    'All slow things are parsers',
  ]),
  choice(
    'knights',
    'On an island knights always tell the truth and knaves always lie. Ada says: "Both of us are knaves." What are Ada and her friend Bo?',
    ['Ada is a knave and Bo is a knight', 'Both are knaves', 'Both are knights', 'Ada is a knight and Bo is a knave'],
  ),
  choice('contrapositive', 'If the build is green, the tests have passed. The tests have not passed. What follows?', [
    'The build is not green',
    'The build is green',
    'The tests will pass later',
    'Nothing follows',
  ]),
  choice(
    'order',
    'Lea finished before Max. Nora finished after Max but before Otto. Paul finished before Lea. Who finished third?',
    ['Max', 'Lea', 'Nora', 'Paul', 'Otto'],
  ),
  choice(
    'boxes',
    'Three boxes are labelled "apples", "pears" and "mixed", and every label is wrong. You take one fruit from the box labelled "mixed", and it is an apple. What is in the box labelled "pears"?',
    ['Apples and pears', 'Only pears', 'Only apples', 'It cannot be told'],
  ),
  choice('no-match', 'Every file that is locked is old. This file is old. Is it locked?', [
    'It cannot be told',
    'Yes',
    'No',
  ]),
  choice('growth', 'Which of these grows fastest when n becomes very large?', [
    '2 to the power of n',
    'n to the power of 10',
    'n times the logarithm of n',
    '1,000,000 times n',
  ]),
  {
    id: 'reasoning-larger-of-two',
    category: 'reasoning',
    prompt: 'Which is larger, 47 or 12? Answer with the number.',
    rule: { kind: 'number', value: 47 },
  },
  {
    id: 'reasoning-day-after',
    category: 'reasoning',
    prompt: 'Which day comes after Monday? Answer with one word.',
    rule: { kind: 'exact', accept: ['Tuesday'] },
    wrong: ['Monday', 'Sunday'],
  },
];
