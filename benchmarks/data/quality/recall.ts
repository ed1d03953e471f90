import { createRandom, type Random } from '../../../src/statistics/random.js';
import type { QualityItem } from './quality-item.js';

/** A long text with codes in it. */
interface LongText {
  readonly seed: number;
  /** Remarks of about 20 tokens each. */
  readonly remarks: number;
  /** Share of the remarks that stand before the wanted code, 0 to 1. */
  readonly depth: number;
}

const PLACES = [
  'harbour',
  'library',
  'foundry',
  'orchard',
  'station',
  'granary',
  'quarry',
  'brewery',
  'chapel',
  'mill',
];
const KEEPERS = ['Amaro', 'Bettina', 'Caspar', 'Dorit', 'Emeka', 'Farah', 'Goran', 'Hedda', 'Ilias', 'Jarla'];
const DEEDS = [
  'swept the yard before noon',
  'counted the crates twice',
  'wrote a letter to the council',
  'mended the eastern fence',
  'closed the shutters against the wind',
  'lent a ladder to the neighbours',
  'painted the door of the shed',
  'waited for the evening boat',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * Finding what was said long ago in texts of one to six thousand tokens. The texts are made from seeds, always alike, so
 * that their items hash alike. Models whose context is smaller skip the longer ones, which the plan says.
 */
export function recallItems(): QualityItem[] {
  return [
    {
      id: 'recall-one-sentence',
      category: 'recall',
      prompt: 'The secret code is 4821. What is the secret code?',
      rule: { kind: 'recall', codes: ['4821'], others: [] },
      right: ['The secret code is 4821.', '4821'],
      wrong: ['4812', '48210'],
    },
    single('short', { seed: 10, remarks: 14, depth: 0.4 }),
    single('early-in-one-thousand', { seed: 11, remarks: 45, depth: 0.1 }),
    single('late-in-one-thousand', { seed: 12, remarks: 45, depth: 0.85 }),
    single('middle-of-two-thousand', { seed: 13, remarks: 95, depth: 0.5 }),
    single('early-in-four-thousand', { seed: 14, remarks: 190, depth: 0.2 }),
    pair('two-codes-in-four-thousand', { seed: 15, remarks: 190, depth: 0.35 }),
    single('middle-of-six-thousand', { seed: 16, remarks: 285, depth: 0.55 }),
    pair('two-codes-in-six-thousand', { seed: 17, remarks: 285, depth: 0.6 }),
  ];
}

function single(id: string, text: LongText): QualityItem {
  const random = createRandom(text.seed);
  const [wanted, ...others] = codes(random, 6);
  const [place, ...elsewhere] = shuffled(PLACES, random);
  const marked = [[place, wanted] as const, ...others.map((code, at) => [elsewhere[at], code] as const)];
  const question = `What is the code of the ${place} door? Answer with the code only.`;
  return item(id, { text: written(text, marked, random), question, codes: [wanted ?? ''], others });
}

function pair(id: string, text: LongText): QualityItem {
  const random = createRandom(text.seed);
  const [first = '', second = '', ...others] = codes(random, 7);
  const [place = '', other = '', ...elsewhere] = shuffled(PLACES, random);
  const marked = [[place, first], [other, second], ...others.map((code, at) => [elsewhere[at], code])] as const;
  const question = `What are the codes of the ${place} door and of the ${other} door? Answer with the two codes only, in this order.`;
  return item(id, { text: written(text, marked, random), question, codes: [first, second], others });
}

function item(
  id: string,
  of: {
    readonly text: string;
    readonly question: string;
    readonly codes: readonly string[];
    readonly others: readonly string[];
  },
): QualityItem {
  const [wrong = ''] = of.others;
  return {
    id: `recall-${id}`,
    category: 'recall',
    prompt: `Read these notes and answer the question behind them.\n\n${of.text}\n\n${of.question}`,
    rule: { kind: 'recall', codes: of.codes, others: of.others },
    right: [of.codes.join(', ')],
    wrong: [wrong, `${of.codes.join(', ')} or ${wrong}`],
  };
}

/** The first code at its depth, the others spread evenly over the text. */
function written(
  { remarks, depth }: LongText,
  marked: readonly (readonly (string | undefined)[])[],
  random: Random,
): string {
  const lines = Array.from({ length: remarks }, () => remark(random));
  const placed = marked.map(([place = '', code = ''], at) => ({
    at: at === 0 ? Math.round(depth * remarks) : Math.round(((at - 0.5) / (marked.length - 1)) * remarks),
    line: `The code of the ${place} door is ${code}.`,
  }));
  // From the back, so that no place moves before it is used.
  for (const { at, line } of placed.sort((a, b) => b.at - a.at)) lines.splice(at, 0, line);
  return lines.join('\n');
}

function remark(random: Random): string {
  const count = 2 + random.nextBelow(97);
  return `On ${pick(DAYS, random)} ${pick(KEEPERS, random)} of the ${pick(PLACES, random)} ${pick(DEEDS, random)} and noted ${count} visitors.`;
}

function codes(random: Random, count: number): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(`${pick(['KX', 'QT', 'ZR', 'WV'], random)}-${1_000 + random.nextBelow(9_000)}`);
  return [...found];
}

function shuffled(values: readonly string[], random: Random): string[] {
  const rest = [...values];
  return values.map(() => rest.splice(random.nextBelow(rest.length), 1)[0] ?? '');
}

function pick(values: readonly string[], random: Random): string {
  return values[random.nextBelow(values.length)] ?? '';
}
