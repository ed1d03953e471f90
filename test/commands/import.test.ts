import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addImportCommand } from '../../src/commands/import.js';
import { reportRun } from '../../src/commands/report-run.js';
import { addResultsCommand } from '../../src/commands/results.js';
import { addShowCommand } from '../../src/commands/show.js';
import { sealedSummary } from '../../src/history/kept-summary.js';
import { readDigestedRun, readRun } from '../../src/journal/load-run.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import { runToJsonText } from '../../src/report/export-json.js';
import { runToEventLines } from '../../src/report/export-ndjson.js';
import { summariseRun } from '../../src/report/run-summary.js';
import { dataFolder } from '../history/history-fixture.js';
import { caseOf, record, samplesWithTtft } from '../report/record-fixture.js';
import { layRecord } from './lay-record.js';
import { runVerb } from './run-verb.js';

describe('import', () => {
  it('says in words what is wrong with the file', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const missing = path.join(dataDir, 'none.json');
    await expect(runVerb(addImportCommand, dataDir, ['import', missing])).rejects.toMatchObject({
      exitCode: 2,
      message: `${missing} cannot be read: there is no such file.`,
    });
    await expect(runVerb(addImportCommand, dataDir, ['import', dataDir])).rejects.toMatchObject({
      message: `${dataDir} cannot be read: it is a folder.`,
    });
  });

  it('says that nothing can be kept where the runs cannot be written, and leaves nothing', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const { meta, ...fixture } = record([caseOf({ samples: samplesWithTtft(100, 101, 102) })]);
    const from = path.join(dataDir, 'from');
    await layRecord(from, meta.runId, { meta, ...fixture });
    const run = await readRun(runFolder(from, meta.runId).journalDir);
    const file = path.join(dataDir, 'run.json');
    await writeFile(file, [...runToJsonText(run, summariseRun(run, new Map()))].join(''));
    const into = path.join(dataDir, 'into');
    await mkdir(into);
    await writeFile(path.join(into, 'runs'), 'a file where the folder of the runs should be');
    await expect(runVerb(addImportCommand, into, ['import', file])).rejects.toMatchObject({
      code: 'CANNOT_WRITE',
      exitCode: 73,
      message: expect.stringContaining(`Nothing can be kept in ${into}`) as string,
    });
    expect(await readdir(into)).toEqual(['runs']);
  });

  it('keeps the summary of a run with it, proven, so that the first export has nothing to compute', async () => {
    await using data = await dataFolder();
    const { dataDir } = data;
    const { meta, ...fixture } = record([caseOf({ samples: samplesWithTtft(100, 101, 102) })]);
    const from = path.join(dataDir, 'from');
    await layRecord(from, meta.runId, { meta, ...fixture });
    const { record: laid, summary } = await reportRun(runFolder(from, meta.runId));
    const file = path.join(dataDir, 'run.json');
    await writeFile(file, [...runToJsonText(laid, summary)].join(''));
    await runVerb(addImportCommand, path.join(dataDir, 'into'), ['import', file]);
    const folder = runFolder(path.join(dataDir, 'into'), meta.runId);
    const { contentDigest } = await readDigestedRun(folder.journalDir);
    expect(await sealedSummary(folder, contentDigest)).toEqual(summary);
  });
});

describe('imports beside each other', () => {
  it('keep the same run once, and leave nothing of imports that were killed long ago', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const run = record([caseOf({ samples: samplesWithTtft(100, 101, 102) })]);
    const file = path.join(dataDir, 'run.ndjson');
    await writeFile(file, [...runToEventLines(run)].join(''));
    const into = path.join(dataDir, 'into');
    for (const name of ['import-killed', 'import-going']) await mkdir(path.join(into, name), { recursive: true });
    const longAgo = new Date(Date.now() - 7_200_000);
    await utimes(path.join(into, 'import-killed'), longAgo, longAgo);
    const both = await Promise.all([1, 2].map(() => runVerb(addImportCommand, into, ['import', file])));
    expect(both.filter(({ output }) => output.startsWith('Imported'))).toHaveLength(1);
    expect(both.filter(({ output }) => output.includes('is kept already'))).toHaveLength(1);
    expect((await readdir(into)).sort()).toEqual(['import-going', 'runs']);
  });
});

describe('what import says', () => {
  it('names the data folder in the next command, and takes no control characters from a file', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const file = path.join(dataDir, 'llama.json');
    const test = { n_prompt: 512, n_gen: 0, samples_ts: [100], model_filename: 'a\u001b[2Jb.gguf' };
    await writeFile(file, JSON.stringify([test]));
    const { output } = await runVerb(addImportCommand, '.', ['import', file, '--data-dir', dataDir]);
    expect(output).toMatch(/compare last --with llama-bench-[0-9a-f]{12} --data-dir \S+\n$/);
    expect(output).toContain('ab.gguf');
  });

  it('does not say where the run of an event stream was measured, which the stream does not tell', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const run = record([caseOf({ samples: samplesWithTtft(100, 101, 102) })]);
    const file = path.join(dataDir, 'run.ndjson');
    await writeFile(file, [...runToEventLines(run)].join(''));
    const { output } = await runVerb(addImportCommand, dataDir, ['import', file]);
    expect(output).toMatch(/^Imported {2}\S+\n {10}An event stream does not tell the machine/);
    const shown = await runVerb(addShowCommand, dataDir, ['show', 'last']);
    expect(shown.output).toMatch(
      /\nMachine unknown\n[^]*\nImported from an event stream on \d{4}-\d\d-\d\d\. An event/,
    );
  });
});

describe('a data folder that is a file', () => {
  it('is one sentence, below it too', async () => {
    await using folder = await dataFolder();
    const file = path.join(folder.dataDir, 'file');
    await writeFile(file, '');
    for (const dataDir of [file, path.join(file, 'below')]) {
      await expect(runVerb(addResultsCommand, '.', ['results', '--data-dir', dataDir])).rejects.toMatchObject({
        exitCode: 2,
        message: `The data folder ${dataDir} is none: a file is in its place.`,
      });
    }
  });
});
