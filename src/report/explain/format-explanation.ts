import picocolors from 'picocolors';
import type { MetricDefinition, MetricDirection } from '../../metrics/registry.js';
import { wrapText } from '../wrap-text.js';
import { metricNotes } from './metric-notes.js';

/** How to show an explanation. */
export interface ExplanationFormat {
  /** Columns of the terminal; no line is wider. */
  readonly width: number;
  readonly color: boolean;
}

const LEVELS: Readonly<Record<MetricDefinition['level'], string>> = {
  request: 'one value per request',
  iteration: 'one value per iteration',
  case: 'one value per case',
};

const DIRECTIONS: Readonly<Record<MetricDirection, string>> = {
  lower: 'lower is better',
  higher: 'higher is better',
  none: 'neither direction is better',
};

/** What the letters in the formulas stand for. */
const NOTATION =
  't_sched intended start; t_send first byte of the request; t_evt1 first event; t_tok1 first event with tokens; ' +
  't_ans1 first that is no reasoning; t_tokL last event with tokens; t_end stream closed; N output tokens; P prompt ' +
  'tokens; C cached prompt tokens; n1 tokens in the first event with any';

/** What a metric means, for people, ending with a line end. */
export function formatExplanation(metric: MetricDefinition, { width, color }: ExplanationFormat): string {
  const { id, title, unit, better, formula, level } = metric;
  const notes = metricNotes(id);
  const colors = picocolors.createColors(color);
  const letters = NOTATION.split('; ').filter((each) => formula.includes(each.split(' ', 1)[0] ?? each));
  const parts = [
    { name: 'formula', text: formula },
    { name: 'where', text: letters.join('; ') },
    { name: 'unit', text: `${unit}, ${DIRECTIONS[better]}, ${LEVELS[level]}` },
    { name: 'holds', text: notes?.holds ?? '' },
    { name: 'elsewhere', text: notes?.elsewhere ?? '' },
  ].filter(({ text }) => text !== '');
  const heading = wrapText(`${id} · ${title}`, { width, indent: '  ' }).map((line) => colors.bold(line));
  const body = parts.flatMap(({ name, text }) => partLines(name, text, width));
  return `${[...heading, ...body].join('\n')}\n`;
}

/** Every metric on a line, ending with a line end. */
export function formatMetricList(metrics: readonly MetricDefinition[], { width, color }: ExplanationFormat): string {
  const bold = picocolors.createColors(color).bold;
  const nameWidth = Math.max(NAME_WIDTH, ...metrics.map(({ id }) => id.length + 2));
  const lines = metrics.flatMap(({ id, title, unit, better }) => {
    const text = `${title}, ${unit}, ${DIRECTIONS[better]}`;
    const [first = '', ...others] = wrapText(text, { width: Math.max(1, width - nameWidth) });
    return [bold(id.padEnd(nameWidth)) + first, ...others.map((each) => ' '.repeat(nameWidth) + each)];
  });
  return `${lines.join('\n')}\n`;
}

const NAME_WIDTH = 18;

const PART_WIDTH = 12;

function partLines(name: string, text: string, width: number): string[] {
  const lines = wrapText(text, { width: Math.max(1, width - PART_WIDTH) });
  return lines.map((line, index) => (index === 0 ? name : '').padEnd(PART_WIDTH) + line);
}
