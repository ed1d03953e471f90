import { JAVASCRIPT_LOADING } from './javascript-loading.js';
import { JAVASCRIPT_VALUES } from './javascript-values.js';

/**
 * Calls a candidate with inputs and says what came back. It knows no expected values: whoever writes on its channel can
 * only say what a program returned.
 */
export const JAVASCRIPT_CALLS = `'use strict';${JAVASCRIPT_VALUES}${JAVASCRIPT_LOADING}${String.raw`
async function outcomeOf(act) {
  // For tests that are written down a promise is a value like any other.
  try { return { value: encode(job.awaited === false ? act() : await act()) }; } catch (error) { return { threw: thrown(error) }; }
}
async function runScript(subject, steps) {
  const outcomes = [];
  let instance;
  for (const [name, given] of steps) {
    const args = given.map(decode);
    if (name === 'new') {
      const made = await outcomeOf(() => { instance = new subject(...args); return null; });
      outcomes.push(made);
    } else if (name.startsWith('.')) outcomes.push(await outcomeOf(() => instance[name.slice(1)]));
    else outcomes.push(await outcomeOf(() => instance[name](...args)));
  }
  return outcomes;
}
async function main() {
  send({ begin: true });
  let subject;
  try {
    subject = job.files === undefined ? await loadProgram(job.source, job.entryPoint) : loadFiles(job.files, { entryFile: job.entryFile, entry: job.entryPoint });
  } catch (error) { failedToLoad(error); }
  if (typeof subject !== 'function') endWith({ missing: true });
  for (let at = 0; at < job.tests.length; at++) {
    const test = job.tests[at];
    const startedAt = performance.now();
    const outcomes = test.steps === undefined ? [await outcomeOf(() => subject(...test.args.map(decode)))] : await runScript(subject, test.steps);
    send({ test: at, outcomes, ms: performance.now() - startedAt });
  }
  endWith({ end: true });
}
main();
`}`;
