/**
 * How a data set's grader judges answers whose worth is known. After a build: `node bench/dataset-verdicts.mjs FILE`.
 *
 *   FILE                  a data set, as `--dataset` takes it; records that cannot be used are left out and counted
 *   --answers ANSWERS     answers of your own instead, one a line: {"item", "mode"?, "kind"?, "text"?, "toolCalls"?, "original"?}
 *   --out VERDICTS        every verdict, one a line
 *   --only TEXT           only items whose id holds this text
 *   --limit N             only the first N items
 *
 * Without answers of your own it judges each item's reference answer, which has to pass, and damaged ones, which must not.
 * `original` is another grader's verdict on the same answer (true or false): where it is given, differences are counted.
 * Exits with 1 if anything was judged otherwise than told. Programs are run in the sandbox only.
 */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { load } from './compiled.mjs';

const { loadDataset } = await load('datasets/load-dataset.js');
const { controlAnswers } = await load('grading/control-answers.js');
const { openSandbox } = await load('grading/sandbox/open-sandbox.js');

const NAMED = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    answers: { type: 'string' },
    out: { type: 'string' },
    only: { type: 'string' },
    limit: { type: 'string' },
  },
});
const [file] = positionals;
if (file === undefined) throw new Error('Name the file of a data set.');

const started = performance.now();
const { benchmark, skipped } = await loadDataset(file, { skipBad: true });
let sandbox;
const ports = {
  sandbox: () => (sandbox ??= openSandbox({ allowUnsandboxed: false, environment: process.env })),
  signal: new AbortController().signal,
};
const out = values.out === undefined ? undefined : createWriteStream(values.out);
const tally = new Map();
const surprises = [];

for await (const { parameters, name, answers, expected } of subjects()) {
  const verdict = await judge(parameters, answers);
  const passed = verdict.kind === 'pass';
  const counts = tally.get(groupOf(name)) ?? { answers: 0, passed: 0, 'as told': 0, otherwise: 0, 'not judged': 0 };
  tally.set(groupOf(name), counts);
  counts.answers += 1;
  if (verdict.kind === 'skipped' || verdict.kind === 'invalid') counts['not judged'] += 1;
  else if (passed) counts.passed += 1;
  if (expected !== undefined) {
    const isAsTold = passed === expected && verdict.kind !== 'skipped' && verdict.kind !== 'invalid';
    counts[isAsTold ? 'as told' : 'otherwise'] += 1;
    if (!isAsTold) surprises.push({ ...parameters, name, expected, kind: verdict.kind, why: verdict.why });
  }
  out?.write(`${JSON.stringify({ ...parameters, name, expected, verdict })}\n`);
}
out?.end();

console.log(`${benchmark.question}; ${benchmark.cases.length} cases`);
for (const { line, message } of skipped.slice(0, NAMED)) console.log(`  left out: line ${line}: ${message}`);
console.table(Object.fromEntries(tally));
for (const { item, mode, name, expected, kind, why } of surprises.slice(0, NAMED)) {
  console.log(
    `${item}${mode === undefined ? '' : ` (${mode})`}, ${name}: ${expected ? 'pass' : 'no pass'} was told, is ${kind}: ${why}`,
  );
}
console.log(
  `${surprises.length} judged otherwise than told${surprises.length > NAMED ? `, ${NAMED} of them shown` : ''}; ` +
    `${((performance.now() - started) / 1_000).toFixed(1)} s`,
);
process.exitCode = surprises.length === 0 ? 0 : 1;

async function judge(parameters, answers) {
  try {
    return await benchmark.grade({ parameters, answers }, ports);
  } catch (error) {
    return { kind: 'invalid', why: String(error?.stack ?? error) };
  }
}

/** Every answer that is to be judged. */
async function* subjects() {
  const cases = selected();
  if (values.answers !== undefined) {
    yield* ownAnswers(cases, await readFile(values.answers, 'utf8'));
    return;
  }
  for (const parameters of cases) {
    const controls = benchmark.controls(parameters);
    for (const { name, answers, mustPass } of controlAnswers(controls)) {
      yield { parameters, name, answers, expected: mustPass };
    }
    for (const { name, answers } of cutOff(controls)) yield { parameters, name, answers, expected: false };
  }
}

function selected() {
  const items = [...new Set(benchmark.cases.map(({ item }) => item))]
    .filter((item) => values.only === undefined || item.includes(values.only))
    .slice(0, values.limit === undefined ? undefined : Number(values.limit));
  const chosen = new Set(items);
  return benchmark.cases.filter(({ item }) => chosen.has(item));
}

function* ownAnswers(cases, text) {
  const byKey = new Map(
    cases.flatMap((parameters) => [
      [parameters.item, parameters],
      [`${parameters.item}\n${parameters.mode}`, parameters],
    ]),
  );
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const { item, mode, kind = 'answer', original, ...given } = JSON.parse(line);
    const parameters = byKey.get(mode === undefined ? item : `${item}\n${mode}`);
    if (parameters === undefined) continue;
    yield { parameters, name: kind, answers: [answerOf(parameters, given)], expected: original ?? undefined };
  }
}

function answerOf(parameters, { text = '', toolCalls }) {
  const [like] = benchmark.controls(parameters).right[0] ?? [];
  return {
    messages: like?.messages ?? [],
    maxTokens: like?.maxTokens ?? 1,
    text,
    ...(toolCalls === undefined ? {} : { toolCalls }),
    finish: toolCalls === undefined ? 'stop' : 'tool-calls',
    outcome: { status: 'ok' },
  };
}

/** The reference answer cut off in the middle by a limit of tokens, where it is a text. */
function cutOff({ right: [[like] = []], accepts = [] }) {
  if (accepts.includes('junk')) return [];
  if (like === undefined || like.text.length < 20) return [];
  const text = like.text.slice(0, Math.floor(like.text.length / 2));
  return [{ name: 'cut-off', answers: [{ ...like, text, finish: 'length' }] }];
}

/** `wrong 3` and `wrong 7` are counted together, and so are kinds that differ in what they were done to. */
function groupOf(name) {
  return name.split(/[\s:]/).findLast((part) => !/^\d*$/.test(part)) ?? name;
}
