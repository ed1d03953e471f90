import { SATURATED_REASON } from '../../journal/records.js';
import { type AlikeCases, alikeCases, describeAlike } from '../alike-cases.js';
import type { CaseStatus } from '../case-summary.js';
import type { RunSummary } from '../run-summary.js';
import { htmlText } from './page.js';

/** How a status reads in a sentence. */
export const STATUS_WORDS: Readonly<Record<CaseStatus, string>> = {
  completed: 'completed',
  planned: 'not begun',
  started: 'cut off',
  failed: 'failed',
  'timed-out': 'timed out',
  skipped: 'skipped',
  interrupted: 'interrupted',
  damaged: 'damaged',
};

/** Cases without a whole result with their reasons, then the warnings with their remedies. */
export function notesSection({ cases, warnings, targets }: RunSummary): string {
  // The end of a sweep is a finding, not a failure.
  const broken = cases.filter(({ status, reason }) => status !== 'completed' && reason?.code !== SATURATED_REASON);
  const failures = alikeCases(broken)
    .map((each) => failureItem(each, targets.length > 1))
    .join('');
  const notes = warnings.map(
    ({ message, remedy }) => `<li>${htmlText(message)}<div class="remedy">→ ${htmlText(remedy)}</div></li>`,
  );
  return [
    failures === ''
      ? ''
      : `<section><h2 id="failures">Cases without a whole result</h2><ul class="notes">${failures}</ul></section>`,
    notes.length === 0
      ? ''
      : `<section><h2 id="warnings">Warnings</h2><ul class="notes">${notes.join('')}</ul></section>`,
  ].join('\n');
}

function failureItem(alike: AlikeCases, withTarget: boolean): string {
  const { benchmark, target, status, reason } = alike.subject;
  const name = [benchmark, describeAlike(alike), ...(withTarget ? [`on ${target}`] : [])];
  const text = `${name.filter((part) => part !== '').join(' ')} ${STATUS_WORDS[status]}`;
  const why = reason === undefined ? '.' : `: ${reason.message}`;
  const hint = reason?.hint === undefined ? '' : `<div class="remedy">→ ${htmlText(reason.hint)}</div>`;
  return `<li class="bad">${htmlText(`${text}${why}`)}${hint}</li>`;
}
