import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addCompareCommand } from '../../src/commands/compare.js';
import { addImportCommand } from '../../src/commands/import.js';
import { dataFolder } from '../history/history-fixture.js';
import { caseOf, record, request, sample } from '../report/record-fixture.js';
import { layRecord } from './lay-record.js';
import { runVerb } from './run-verb.js';

/** Ten requests of 100 prompt tokens that the engine read in 250 ms: 400 tok/s. */
const engine = { prefillTokens: 100, prefillMs: 250, decodeTokens: 16, decodeMs: 160 };
const run = record([
  caseOf({ samples: Array.from({ length: 10 }, (_, index) => sample(index, [request(260 + index, { engine })])) }),
]);

/** What llama-bench -p 100 prints as JSON, cut to what is read. */
const LLAMA_BENCH = JSON.stringify([
  {
    build_commit: '01612b7',
    model_filename: 'tiny.gguf',
    n_threads: 2,
    n_prompt: 100,
    n_gen: 0,
    n_depth: 0,
    samples_ts: [790, 800, 810],
  },
]);

describe('compare --with', () => {
  it('reads a file, and the same by the name that import gave it', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRecord(dataDir, run.meta.runId, run);
    const file = path.join(dataDir, 'llama.json');
    await writeFile(file, LLAMA_BENCH);
    const direct = await runVerb(addCompareCommand, dataDir, ['compare', 'last', '--with', file]);
    expect(direct.output).toMatch(/prefillTpsServer +800 tok\/s +400 tok\/s +−50 %/);
    const imported = await runVerb(addImportCommand, dataDir, ['import', file]);
    const name = /--with (\S+)/.exec(imported.output)?.[1] ?? '';
    expect((await runVerb(addCompareCommand, dataDir, ['compare', 'last', '--with', name])).output).toBe(direct.output);
    const json = await runVerb(addCompareCommand, dataDir, ['compare', 'last', '--with', name, '--json']);
    expect(JSON.parse(json.output)).toMatchObject({
      kind: 'foreign',
      tool: 'llama-bench',
      rows: [{ metric: 'prefillTpsServer' }],
    });
  });

  it('says what is wrong with a name or a second run', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRecord(dataDir, run.meta.runId, run);
    await expect(
      runVerb(addCompareCommand, dataDir, ['compare', 'last', '--with', 'nothing.json']),
    ).rejects.toMatchObject({
      exitCode: 2,
      message: 'nothing.json is neither a file nor an imported result.',
    });
    await expect(runVerb(addCompareCommand, dataDir, ['compare', 'last', 'last', '--with', 'x'])).rejects.toMatchObject(
      {
        exitCode: 2,
        message: '--with takes one run.',
      },
    );
  });
});
