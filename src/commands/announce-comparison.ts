import { regressionsOf, type Regression } from '../report/compare/regressions.js';
import type { Comparison } from '../report/compare/compare-runs.js';
import { plainLine } from '../report/wrap-text.js';
import { alertSettings } from './alert-settings.js';
import type { CommandContext } from './command-context.js';
import { compareMarkdown } from './compare-output.js';
import type { Compared } from './compare-references.js';
import { tellGithub } from './github-actions.js';
import { sendAlert } from './send-alert.js';

/** Who is to hear of a comparison beside the one who asked for it. */
export interface Announcement {
  readonly context: CommandContext;
  /** Whether a regression makes the command fail; GitHub then shows an error instead of a warning. */
  readonly failing: boolean;
  /** Whether the configuration's alerts are sent. */
  readonly alert: boolean;
}

/** What an alert says: one comparison that found something worse. */
interface AlertDocument {
  readonly schema: 'acode-alert/1';
  readonly kind: 'regression';
  readonly time: string;
  readonly run: { readonly runId: string; readonly target: string };
  readonly baseline: { readonly runId: string; readonly target: string };
  readonly regressions: readonly Regression[];
}

/** Tells GitHub of the comparison, and whoever the configuration names of what got worse. What fails there is a warning. */
export async function announceComparison(compared: Compared, { context, failing, alert }: Announcement): Promise<void> {
  const regressions = compared.against.flatMap((pair) => regressionsOf(pair));
  await tellGithub(context, {
    markdown: compareMarkdown(compared),
    annotations: regressions.map(({ message }) => ({
      level: failing ? 'error' : 'warning',
      title: 'Benchmark regressed',
      message,
    })),
  });
  const settings = alert ? alertSettings(context.configuration) : undefined;
  if (settings === undefined) return;
  for (const pair of compared.against) {
    const document = alertDocument(pair);
    if (document.regressions.length === 0) continue;
    const problems = await sendAlert(document, settings);
    for (const problem of problems) context.stderr.write(`warning: ${plainLine(problem)}\n`);
  }
}

function alertDocument(pair: Comparison): AlertDocument {
  const { before, after } = pair;
  return {
    schema: 'acode-alert/1',
    kind: 'regression',
    time: new Date().toISOString(),
    run: { runId: after.runId, target: after.target },
    baseline: { runId: before.runId, target: before.target },
    regressions: regressionsOf(pair),
  };
}
