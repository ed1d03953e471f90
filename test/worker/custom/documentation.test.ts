import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../../src/package-root.js';
import { loadBenchmarkFile } from '../../../src/worker/custom/load-file.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'acode-documentation-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The blocks of a document that are whole files, by the comment in their first line. */
async function filesIn(document: string): Promise<Map<string, string>> {
  const text = await readFile(path.join(PACKAGE_ROOT, 'docs', document), 'utf8');
  const blocks = [...text.matchAll(/```\w+\n(?:#|\/\/) benchmarks\/(\S+)\n(.*?)```/gs)];
  return new Map(blocks.map(([, name = '', content = '']) => [name, content]));
}

describe('the document about benchmarks of one’s own', () => {
  it('shows files that load as they stand', async () => {
    const files = await filesIn('custom-benchmarks.md');
    const names: string[] = [];
    for (const [name, content] of files) {
      const file = path.join(folder, name);
      await writeFile(file, content);
      const { benchmarks } = await loadBenchmarkFile(file);
      names.push(...benchmarks.map((benchmark) => `${benchmark.name} ${benchmark.cases.length}`));
    }
    expect(names).toEqual(['facts 2', 'greeting 2']);
  });
});
