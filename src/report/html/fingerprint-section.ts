import type { ComparisonSide } from '../compare/comparison-side.js';
import type { FingerprintDifference } from '../compare/fingerprint-diff.js';
import { htmlText } from './page.js';
import { scrollRegion } from './scroll-region.js';

const SCOPES: Readonly<Record<FingerprintDifference['scope'], string>> = {
  model: 'model',
  method: 'method',
  machine: 'machine',
  note: 'for the record',
};

/** What differs between two sides, first of all; what is the same, folded. */
export function fingerprintSections(
  [before, after]: readonly [ComparisonSide, ComparisonSide],
  differences: readonly FingerprintDifference[],
): string {
  const rows = differences.map(
    ({ title, scope, before: was, after: is }) =>
      `<tr><th scope="row">${htmlText(title)}<span class="sub">${SCOPES[scope]}</span></th><td class="text wrap">${valueText(was)}</td><td class="text wrap">${valueText(is)}</td></tr>`,
  );
  const table =
    rows.length === 0
      ? '<p>Nothing: model, method and machine are the same, as far as they are known.</p>'
      : scrollRegion(
          `<table><thead><tr><th scope="col" class="text">What</th><th scope="col" class="text">Before</th><th scope="col" class="text">After</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
          { labelledBy: 'differences' },
        );
  return `<section><h2 id="differences">What differs</h2>${table}${sameFacts([before, after], differences)}</section>`;
}

function sameFacts(
  [before, after]: readonly [ComparisonSide, ComparisonSide],
  differences: readonly FingerprintDifference[],
): string {
  const differing = new Set(differences.map(({ id }) => id));
  const facts = before.fingerprint.filter(
    ({ id, value }) =>
      value !== undefined &&
      !differing.has(id) &&
      after.fingerprint.some((other) => other.id === id && other.value === value),
  );
  if (facts.length === 0) return '';
  const items = facts.map(({ title, value }) => `<dt>${htmlText(title)}</dt><dd>${htmlText(value ?? '')}</dd>`);
  return `<details class="all"><summary>What is the same</summary><dl class="facts">${items.join('')}</dl></details>`;
}

function valueText(value: string | undefined): string {
  return value === undefined ? '<span class="absent">unknown</span>' : htmlText(value);
}
