import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createAcode } from './acode.js';

/** What a run of these benchmarks says about a fake server with these manners. */
async function saidOf(manners: readonly string[], ...run: readonly string[]): Promise<string> {
  await using acode = await createAcode();
  const child = acode.start('fake-server', ...manners);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const target = `openai:fake-model@${line.toString().trim()}`;
  const { code, stdout, stderr } = await acode.run('run', '--warmup', '0', '--model', target, ...run);
  child.kill('SIGTERM');
  expect(code, stderr).toBe(0);
  // As one line: sentences are wrapped at the width of the terminal.
  return stdout.replaceAll(/\s+/g, ' ');
}

/** A busy machine may keep a server from what it is known to do; a wrong sentence is wrong every time. */
const MAY_BE_KEPT = { retry: 2 };

describe('the sentences under the table say what a server is known to do', MAY_BE_KEPT, () => {
  it('how far its context can be used, where it cuts, and how far it remembers', async () => {
    const manners = ['--llama-cpp', '--ttft', '1', '--itl', '0.2', '--cut-at', '600', '--recall', '300'];
    const said = await saidOf(manners, '-b', 'context-window', '-n', '5');
    expect(said).toMatch(
      /usable up to 5(?:0\d|1[0-2]) tokens, and not at 1\d{3} tokens, of which the backend reads only 600/,
    );
    expect(said).toMatch(/finds a code that is hidden in its prompt up to 12\d tokens/);
  });

  it('at which load it gives all it can, and that more was not measured', async () => {
    const manners = ['--parallel', '2', '--ttft', '20', '--itl', '4'];
    const said = await saidOf(manners, '-b', 'concurrent', '-n', '2');
    expect(said).toContain('The knee is at 2 slots');
    expect(said).toContain('16, 32 at once: left out, since the rate no longer rose');
    expect(said).toContain('4 of 6 cases');
    expect(said).not.toContain('✗');
  });

  it('whether its answers repeat', async () => {
    const run = ['-b', 'latency', 'throughput', '-n', '2', '--deterministic'];
    const steady = await saidOf(['--llama-cpp'], ...run);
    expect(steady).toContain('a prompt that was sent again got the same answer');
    expect(steady).toContain('throughput 4 slots · 128 → 64 tokens skipped: The case sends 4 requests at once');
    const varying = await saidOf(['--llama-cpp', '--varies'], ...run);
    expect(varying).toContain('The model is not deterministic here');
    expect(varying).toContain('! The same prompt got another answer in a deterministic run: latency 64 → 16 tokens');
  });
});
