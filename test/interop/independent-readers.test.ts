import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToJson } from '../../src/report/export-json.js';
import { runToEvents } from '../../src/report/export-ndjson.js';
import { samplesToCsv } from '../../src/report/formats/csv-samples.js';
import { runToCsv } from '../../src/report/formats/csv.js';
import { runToJunit } from '../../src/report/formats/junit.js';
import { hostileRun, summaryOf } from '../report/hostile-run.js';

/** Programs that share no line with this project read what it writes; they come with Python. */
const python = spawnSync('python3', ['-c', 'import jsonschema, csv, xml.dom.minidom'], { encoding: 'utf8' });
const available = python.status === 0;
if (!available)
  console.log('No python3 with jsonschema here: exports are read back by the tests of this project only.');

const SCHEMAS = fileURLToPath(new URL('../../schemas', import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acode-independent-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a Python program prints as JSON, given a file. */
async function read<T>(text: string, program: string): Promise<T> {
  const file = path.join(folder, 'document');
  await writeFile(file, text);
  const ran = spawnSync('python3', ['-c', program, file, SCHEMAS], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as T;
}

const VALIDATE = (schema: string, lines: boolean): string => `
import json, sys, jsonschema
schema = json.load(open(sys.argv[2] + '/${schema}', encoding='utf8'))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
text = open(sys.argv[1], encoding='utf8').read()
documents = [json.loads(line) for line in text.splitlines()] if ${lines ? 'True' : 'False'} else [json.loads(text)]
problems = [f'{error.json_path}: {error.message[:200]}' for each in documents for error in validator.iter_errors(each)]
print(json.dumps({'count': len(documents), 'problems': problems}))`;

const READ_CSV = `
import csv, json, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''), strict=True))
print(json.dumps(rows))`;

const READ_XML = `
import json, sys, xml.dom.minidom
document = xml.dom.minidom.parse(sys.argv[1])
print(json.dumps([len(document.getElementsByTagName('testcase')), len(document.getElementsByTagName('failure'))]))`;

describe.skipIf(!available)('an independent reader', () => {
  it('finds the JSON export valid under its schema, and the schema itself valid', async () => {
    const run = hostileRun();
    const text = JSON.stringify(runToJson(run, await summaryOf(run)));
    expect(await read(text, VALIDATE('run.schema.json', false))).toEqual({ count: 1, problems: [] });
  });

  it('finds a document without its run id invalid, so that the check checks', async () => {
    const run = hostileRun();
    const { meta: _, ...rest } = runToJson(run, await summaryOf(run)) as Record<string, unknown>;
    const { problems } = await read<{ problems: string[] }>(JSON.stringify(rest), VALIDATE('run.schema.json', false));
    expect(problems).toEqual([expect.stringContaining("'meta' is a required property")]);
  });

  it('finds every line of the NDJSON export valid', async () => {
    const events = [...runToEvents(hostileRun())];
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    expect(await read(text, VALIDATE('events.schema.json', true))).toEqual({ count: events.length, problems: [] });
  });

  it('reads the CSV exports as tables without a cell that a spreadsheet would compute', async () => {
    const run = hostileRun();
    for (const text of [runToCsv(await summaryOf(run)), [...samplesToCsv(run)].join('')]) {
      const rows = await read<string[][]>(text, READ_CSV);
      expect(rows.length).toBeGreaterThan(5);
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@\t\r]|^-(?![\d.])/);
    }
  });

  it('reads the JUnit export', async () => {
    const run = hostileRun();
    const [cases, failures] = await read<number[]>(runToJunit(await summaryOf(run)), READ_XML);
    expect(cases).toBe(run.cases.length);
    expect(failures).toBeGreaterThan(0);
  });
});
