// Measures the latency of a model from a program, shows how far it is, and says what it found.
// Usage: node measure.mjs [model]; without a model the built-in smoke model is measured.
import { createHarness } from 'acode-benchmark';

const harness = createHarness();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const run = harness.run({
  benchmarks: ['latency'],
  models: process.argv.slice(2),
  iterations: 10,
  warmup: 1,
  budgetMs: 10 * 60_000,
  signal: stop.signal,
});

for await (const event of run) {
  if (event.type === 'case-start') console.log(`${event.benchmark} on ${event.target} …`);
  if (event.type === 'warning') console.log(`${event.message} ${event.remedy}`);
}

const summary = await run.result;
for (const { benchmark, status, metrics } of summary.cases) {
  const { p50, interval } = metrics.e2el ?? {};
  const spread = interval === undefined ? '' : ` [${interval.low.toFixed(1)} – ${interval.high.toFixed(1)}]`;
  console.log(`${benchmark} ${status}${p50 === undefined ? '' : `: median ${p50.toFixed(1)} ms${spread}`}`);
}
console.log(`Run ${summary.runId} is ${summary.status}.`);
