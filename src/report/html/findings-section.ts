import type { RunSummary } from '../run-summary.js';
import { htmlText } from './page.js';

/** What the numbers answer, each sentence with the numbers it rests on. */
export function findingsSection({ findings, targets }: RunSummary): string {
  if (findings.length === 0) return '';
  const items = findings.map(({ target, sentence, evidence }) => {
    const about = targets.length > 1 ? `${target}: ` : '';
    return `<li class="found">${htmlText(`${about}${sentence}`)}<div class="remedy">${htmlText(evidence.join(' · '))}</div></li>`;
  });
  return `<section><h2 id="findings">Findings</h2><ul class="notes">${items.join('')}</ul></section>`;
}
