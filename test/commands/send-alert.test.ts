import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { identifyProcess } from '../../src/orchestrator/process-identity.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertSettings } from '../../src/commands/alert-settings.js';
import { sendAlert } from '../../src/commands/send-alert.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'acode-alert-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const NODE = process.execPath;
const settings = (changes: Partial<AlertSettings>): AlertSettings => ({ folder, timeoutMs: 10_000, ...changes });

const READS = `let text = ''; process.stdin.on('data', (c) => (text += c)); process.stdin.on('end', () =>
  require('node:fs').writeFileSync(process.argv[1], JSON.stringify({ text, cwd: process.cwd(), args: process.argv.slice(2) })));`;

describe('sendAlert', () => {
  it('gives a command the document on standard input, in the folder of the configuration, without a shell', async () => {
    const got = path.join(folder, 'got.json');
    const hostile = '$(touch owned); `touch owned` | touch owned';
    const problems = await sendAlert({ say: 'ü\n"' }, settings({ command: [NODE, '-e', READS, got, hostile, '*'] }));
    expect(problems).toEqual([]);
    const { text, cwd, args } = JSON.parse(await readFile(got, 'utf8')) as {
      text: string;
      cwd: string;
      args: string[];
    };
    expect(JSON.parse(text)).toEqual({ say: 'ü\n"' });
    expect(await stat(cwd)).toMatchObject({ ino: (await stat(folder)).ino });
    expect(args).toEqual([hostile, '*']);
    await expect(stat(path.join(folder, 'owned'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says how a command failed, with its last words, and how one could not be started', async () => {
    const failing = "console.error('first'); console.error('no such channel'); process.exit(7)";
    expect(await sendAlert({}, settings({ command: [NODE, '-e', failing] }))).toEqual([
      expect.stringMatching(/^The alert command ".*" ended with exit code 7: no such channel\.$/s),
    ]);
    expect(await sendAlert({}, settings({ command: ['no-such-program-anywhere'] }))).toEqual([
      expect.stringMatching(/^The alert command "no-such-program-anywhere" could not be started \(.*ENOENT/),
    ]);
  });

  it('does not mind a command that reads nothing of a long document', async () => {
    const long = { text: 'x'.repeat(4 << 20) };
    expect(await sendAlert(long, settings({ command: [NODE, '-e', 'process.exit(0)'] }))).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('kills a command that hangs, with everything it started', async () => {
    const script = path.join(folder, 'hang.sh');
    await writeFile(script, `#!/bin/sh\ntrap '' TERM\nsleep 300 & echo $! > ${folder}/below.pid\nsleep 300\n`);
    await chmod(script, 0o700);
    const problems = await sendAlert({}, settings({ command: [script], timeoutMs: 400 }));
    expect(problems).toEqual([`The alert command "${script}" did not end within 0.4 s and was killed.`]);
    const below = Number(await readFile(path.join(folder, 'below.pid'), 'utf8'));
    // A killed process whose new parent has not looked at it yet has no start time any more.
    expect(identifyProcess(below).startTime).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('does not wait for what a command left in the background', async () => {
    const problems = await sendAlert(
      {},
      settings({ command: ['sh', '-c', 'sleep 60 & echo $! > left.pid; exit 3'], timeoutMs: 30_000 }),
    );
    process.kill(Number(await readFile(path.join(folder, 'left.pid'), 'utf8')));
    expect(problems).toEqual([expect.stringContaining('ended with exit code 3') as string]);
  });

  it('adds a line to a file, making its folder, and refuses what is no file', async () => {
    const file = path.join(folder, 'new', 'alerts.ndjson');
    expect(await sendAlert({ n: 1 }, settings({ file }))).toEqual([]);
    expect(await sendAlert({ n: 2 }, settings({ file }))).toEqual([]);
    expect(await readFile(file, 'utf8')).toBe('{"n":1}\n{"n":2}\n');
    expect(await sendAlert({}, settings({ file: folder }))).toEqual([
      `The alert file ${folder} is not a regular file; nothing was written to it.`,
    ]);
  });

  it.skipIf(process.platform === 'win32')('never waits for a reader of a pipe', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await sendAlert({}, settings({ file: pipe }))).toEqual([
      `The alert file ${pipe} is not a regular file; nothing was written to it.`,
    ]);
  });
});
