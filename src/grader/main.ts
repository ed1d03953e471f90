import { writeSync } from 'node:fs';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { codeOf, messageOf } from '../errors.js';
import type { GradePorts } from '../grading/grading.js';
import { openSandbox } from '../grading/sandbox/open-sandbox.js';
import type { Sandbox } from '../grading/sandbox/sandbox.js';
import { type GradeOrder, type GradeReply, MAX_GRADING_LINE_BYTES } from '../protocol/grading-messages.js';
import { LineSplitter } from '../protocol/line-splitter.js';
import { loadCustomBenchmark } from '../worker/custom/load-custom-benchmark.js';
import { type GradedBenchmark, isGraded } from '../worker/graded-benchmark.js';

/**
 * The process that judges: one order a line on standard input, one reply a line on descriptor 3, in order. It knows items
 * and graders, and neither models nor journals.
 */
const REPLY_FD = 3;

const loaded = new Map<string, Promise<GradedBenchmark>>();
const splitter = new LineSplitter(MAX_GRADING_LINE_BYTES);
let orders = Promise.resolve();
let sandbox: Promise<Sandbox | undefined> | undefined;

process.stdin.on('data', (chunk: Buffer) => {
  for (const line of splitter.push(chunk)) {
    if (line.kind === 'oversized') throw new Error(`An order of ${line.byteLength} bytes cannot be judged.`);
    const order = JSON.parse(line.bytes.toString('utf8')) as GradeOrder;
    orders = orders.then(async () => reply(await judge(order)));
  }
});

// The orchestrator is gone, and nobody waits for a verdict any more.
process.stdin.on('end', () => process.exit(0));

async function judge(order: GradeOrder): Promise<GradeReply> {
  const { id, parameters, answers } = order;
  try {
    const benchmark = await benchmarkOf(order);
    const verdict = await benchmark.grade({ parameters, answers }, portsFor(order));
    return { id, kind: 'verdict', verdict };
  } catch (error) {
    return { id, kind: 'failed', message: `The grader failed: ${messageOf(error)}` };
  }
}

/** The sandbox is looked for once, when the first program is to be run: that takes some tenths of a second. */
function portsFor({ allowUnsandboxed }: GradeOrder): GradePorts {
  return {
    sandbox: () => (sandbox ??= openSandbox({ allowUnsandboxed, environment: process.env })),
    signal: new AbortController().signal,
  };
}

/** Loads a file's benchmark once: thousands of its answers may follow. */
function benchmarkOf({ benchmark: name, file }: GradeOrder): Promise<GradedBenchmark> {
  const key = `${name}\n${file?.path ?? ''}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const found = (async () => {
    const benchmark =
      file === undefined ? BENCHMARKS.find((each) => each.name === name) : await loadCustomBenchmark(name, file);
    if (benchmark === undefined || !isGraded(benchmark)) throw new Error(`there is no grader for benchmark ${name}`);
    return benchmark;
  })();
  loaded.set(key, found);
  return found;
}

/** Writes at once, so that a grader that dies on the next order has given this verdict. */
function reply(answer: GradeReply): void {
  const bytes = Buffer.from(`${JSON.stringify(answer)}\n`);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(REPLY_FD, bytes, written);
    } catch (error) {
      // The pipe is full for now.
      if (codeOf(error) !== 'EAGAIN') throw error;
    }
  }
}
