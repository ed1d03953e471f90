import { plainLine } from '../wrap-text.js';

/** A remark that GitHub Actions shows beside a job. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
}

/** GitHub shows so many of each level per step and drops the rest without a word. */
const SHOWN_PER_LEVEL = 10;

/** Annotations as workflow commands, one a line; what GitHub would drop is counted in the last one that it shows. */
export function githubCommands(annotations: readonly Annotation[]): string {
  const levels = ['error', 'warning'] as const;
  const shown = levels.flatMap((level) => withinLimit(annotations.filter((each) => each.level === level)));
  return shown.map(({ level, title, message }) => `::${level} title=${property(title)}::${data(message)}\n`).join('');
}

function withinLimit(annotations: readonly Annotation[]): Annotation[] {
  const [last] = annotations.slice(SHOWN_PER_LEVEL - 1);
  if (annotations.length <= SHOWN_PER_LEVEL || last === undefined) return [...annotations];
  const rest = annotations.length - SHOWN_PER_LEVEL + 1;
  return [
    ...annotations.slice(0, SHOWN_PER_LEVEL - 1),
    { ...last, message: `and ${rest} more, in the job's summary.` },
  ];
}

/** Text of any origin as the message of a command; on one line, so that it can begin no command of its own. */
function data(text: string): string {
  return plainLine(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
