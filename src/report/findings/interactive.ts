import type { CaseSummary } from '../case-summary.js';
import { describeParameters } from '../describe-parameters.js';
import { formatValue } from '../format-value.js';
import { casesOf, type TargetFinding } from './finding.js';

/** A person's train of thought stays whole below a second. Source: Nielsen, "Usability Engineering", 1993, chapter 5. */
const TTFT_MS = 1_000;

/** About 1.5 times a fast reader's 300 words a minute at 1.3 tokens a word. */
const PACE_TPS = 10;

/** Benchmarks that hold a chat turn, the most fitting first. */
const CHAT_TURNS: readonly string[] = ['small-prompt', 'inference', 'latency'];

/** Whether a chat with the model feels like one. */
export function interactive(cases: readonly CaseSummary[]): TargetFinding[] {
  for (const benchmark of CHAT_TURNS) {
    const [subject] = casesOf(cases, benchmark);
    const finding = subject === undefined ? undefined : judge(subject);
    if (finding !== undefined) return [finding];
  }
  return [];
}

/** By the 95th percentile of the wait: one slow turn in two would not be interactive. */
function judge(subject: CaseSummary): TargetFinding | undefined {
  const { ttft, tpot } = subject.metrics;
  if (ttft === undefined || tpot === undefined) return undefined;
  const paceTps = 1_000 / tpot.p50;
  const late = ttft.p95 > TTFT_MS;
  const slow = paceTps < PACE_TPS;
  const why = [
    ...(late ? [`the first token takes ${formatValue(ttft.p95, 'ms')}`] : []),
    ...(slow ? [`it writes ${formatValue(paceTps, 'tok/s')}, slower than people read`] : []),
  ];
  return {
    code: 'interactive',
    sentence:
      why.length === 0
        ? `The model is interactive: the first token comes within ${formatValue(ttft.p95, 'ms')}, and it writes ${formatValue(paceTps, 'tok/s')}.`
        : `The model is not interactive: ${why.join(', and ')}.`,
    evidence: [
      `${subject.benchmark} ${describeParameters(subject.parameters)}: ttft p95 ${formatValue(ttft.p95, 'ms')}, tpot p50 ${formatValue(tpot.p50, 'ms/token')}`,
    ],
  };
}
