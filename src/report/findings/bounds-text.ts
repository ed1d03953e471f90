import type { CaseSummary } from '../case-summary.js';
import { formatValue } from '../format-value.js';

/** What a request of a case has to keep to be good, as half a sentence. */
export function boundsText({ serviceLevels }: CaseSummary): string {
  const { ttftMs, tpotMs } = serviceLevels ?? {};
  const bounds = [
    ...(ttftMs === undefined ? [] : [`the first token within ${formatValue(ttftMs, 'ms')}`]),
    ...(tpotMs === undefined ? [] : [`each further one within ${formatValue(tpotMs, 'ms')}`]),
  ];
  return bounds.length === 0 ? 'every request succeeds' : bounds.join(' and ');
}
