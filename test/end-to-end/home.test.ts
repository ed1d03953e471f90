import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAcode, eventsOf } from './acode.js';

/** Fails with a sentence that holds the path of its own file. */
const FAILING = `import { defineBenchmark } from 'acode-benchmark';
export default defineBenchmark({
  name: 'failing',
  question: '?',
  iterate: async () => { throw new Error('it lies at ' + ORIGIN + ', they say'); },
});
`;

describe('the home folder', () => {
  it('is ~ in everything that leaves this machine, and stays whole where a resumed run needs it', async () => {
    await using acode = await createAcode();
    const file = path.join(acode.home, 'benchmarks', 'failing.bench.mjs');
    await mkdir(path.dirname(file));
    await writeFile(file, FAILING.replace('ORIGIN', JSON.stringify(file)));
    const server = acode.start('fake-server', '--ttft', '1', '--itl', '1');
    const [line] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const model = `openai:fake-model@${line.toString().trim()}`;
    const run = await acode.run('run', '-b', 'failing', '--model', model, '-n', '1', '--output', 'ndjson');
    expect(run.code).toBe(4);
    const page = path.join(acode.home, 'page.html');
    expect((await acode.run('report', 'last', '-o', page)).code).toBe(0);
    const left = {
      events: run.stdout,
      report: await readFile(page, 'utf8'),
      markdown: (await acode.run('export', 'last', '--format', 'markdown')).stdout,
      summary: (await acode.run('show', 'last', '--json')).stdout,
    };
    for (const [what, text] of Object.entries(left)) {
      expect(text, what).toContain('it lies at ~/benchmarks/failing.bench.mjs, they say');
      expect(text, what).not.toContain(acode.home);
    }
    const resumed = await acode.run('run', '--resume', 'last', '--retry-failed', '--output', 'ndjson');
    server.kill('SIGTERM');
    // The file was found again by its whole path, and its iteration failed anew.
    expect(eventsOf(resumed.stdout).filter(({ type }) => type === 'case-start')).toHaveLength(1);
    expect(resumed.code).toBe(4);
    expect((await acode.run('show', 'last')).stdout.replaceAll(/\s+/g, '')).toContain(file);
  });
});
