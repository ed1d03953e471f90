import type { RunRecord } from '../../journal/run-record.js';
import { environmentFacts } from '../environment-text.js';
import { formatTarget } from '../format-target.js';
import type { RunSummary } from '../run-summary.js';
import { htmlText } from './page.js';

/** The models, the machine, and what it takes to repeat the run. */
export function environmentSection({ meta }: RunRecord, summary: RunSummary): string {
  const { targets, environment, planHash, metricDefs } = summary;
  const models = targets.map((target) => ({
    name: targets.length === 1 ? 'Model' : target.name,
    value: `${formatTarget(target)} · ${target.fingerprint}`,
  }));
  const plan = [
    { name: 'Plan', value: planHash },
    { name: 'Metric formulas', value: `version ${metricDefs}` },
  ];
  const facts = [...models, ...environmentFacts(environment), ...plan].map(
    ({ name, value }) => `<dt>${htmlText(name)}</dt><dd>${htmlText(value)}</dd>`,
  );
  return `<section><h2 id="environment">Model and machine</h2><dl class="facts">${facts.join('')}<dt>Command</dt><dd><code>${htmlText(meta.command.join(' '))}</code></dd></dl></section>`;
}
