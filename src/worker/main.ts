import { writeFileSync } from 'node:fs';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { codeOf } from '../errors.js';
import { decodeCommand } from '../protocol/codec.js';
import { LineSplitter } from '../protocol/line-splitter.js';
import { PROTOCOL_VERSION, type WorkerReport } from '../protocol/messages.js';
import { loadCustomBenchmark } from './custom/load-custom-benchmark.js';
import { openProvider } from './open-provider.js';
import { createReportChannel, protocolFd, type ReportChannel } from './report-channel.js';
import { WorkerSession } from './session.js';
import { startWatchdog } from './watchdog.js';

/**
 * The worker's process. Started by the orchestrator with reports on descriptor 3 and heartbeats on 4; by hand,
 * `node dist/src/worker/main.js < commands.ndjson` shows the reports on standard output.
 */
const HEARTBEAT_FD = 4;

const supervised = process.env.ACODE_WORKER === '1';
if (supervised) {
  startWatchdog({ parentPid: process.ppid, heartbeatFd: HEARTBEAT_FD });
  volunteerForOom();
}

const pipe = createReportChannel(protocolFd(process.env), () => process.exit(0));
const channel: ReportChannel = supervised ? pipe : { send: sendAndAcknowledge };
const session = new WorkerSession({
  channel,
  benchmarks: BENCHMARKS,
  openProvider,
  loadBenchmark: loadCustomBenchmark,
});
channel.send({ v: PROTOCOL_VERSION, type: 'hello', pid: process.pid, node: process.version });

const splitter = new LineSplitter();
let commands = Promise.resolve();

process.stdin.on('data', (chunk: Buffer) => {
  for (const line of splitter.push(chunk)) hear(line.kind === 'line' ? line.bytes : Buffer.from('oversized line'));
});

// Under the orchestrator the end of its pipe means that it is gone; by hand the commands before it are still to be done.
process.stdin.on('end', () => {
  if (supervised) process.exit(0);
  void commands.then(() => process.exit(0));
});

/** Acknowledgements are heard at once, while a case runs; everything else in its order. */
function hear(line: Buffer): void {
  const decoded = decodeCommand(line);
  if (decoded.kind === 'bad-line') {
    process.stderr.write(`acode worker: a command cannot be read: ${decoded.problem}\n`);
    process.exit(1);
  }
  const { message } = decoded;
  if (message.type === 'ack') void session.handle(message);
  else commands = commands.then(() => handle(message)).catch(crash);
}

/** By hand nobody keeps a journal, so nobody acknowledges. */
function sendAndAcknowledge(report: WorkerReport): Buffer {
  const line = pipe.send(report);
  if (report.type === 'flush') {
    const { caseId, attempt, seq } = report;
    queueMicrotask(() => void session.handle({ v: PROTOCOL_VERSION, type: 'ack', caseId, attempt, seq }));
  }
  return line;
}

async function handle(message: Parameters<WorkerSession['handle']>[0]): Promise<void> {
  if ((await session.handle(message)) === 'exit') process.exit(0);
}

function crash(error: unknown): void {
  process.stderr.write(`acode worker: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

/** When memory runs out the kernel shall take this process, not the orchestrator or the user's own. */
function volunteerForOom(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch (error) {
    // Only Linux has it, and a sandbox may forbid it.
    if (codeOf(error) === undefined) throw error;
  }
}
