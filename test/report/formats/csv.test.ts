import { describe, expect, it } from 'vitest';
import { csvRow } from '../../../src/report/formats/csv-row.js';
import { samplesToCsv } from '../../../src/report/formats/csv-samples.js';
import { runToCsv } from '../../../src/report/formats/csv.js';
import { caseOf, record, request, sample, samplesWithTtft } from '../record-fixture.js';
import { HOSTILE, hostileRun, summaryOf } from '../hostile-run.js';

/** A cell and where the text goes on behind it. */
interface ReadCell {
  readonly cell: string;
  readonly end: number;
}

/** An independent reader after the grammar of RFC 4180, character by character; throws where the text leaves it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let position = 0;
  while (position < text.length) {
    const row: string[] = [];
    for (;;) {
      const { cell, end } = text[position] === '"' ? readQuoted(text, position + 1) : readBare(text, position);
      row.push(cell);
      position = end;
      if (text[position] !== ',') break;
      position += 1;
    }
    if (text.slice(position, position + 2) !== '\r\n') throw new Error(`no line end at ${position}`);
    position += 2;
    rows.push(row);
  }
  return rows;
}

function readQuoted(text: string, start: number): ReadCell {
  let cell = '';
  let position = start;
  while (text[position] !== '"' || text[position + 1] === '"') {
    if (position >= text.length) throw new Error('a quote is not closed');
    if (text[position] === '"') position += 1;
    cell += text[position];
    position += 1;
  }
  return { cell, end: position + 1 };
}

function readBare(text: string, start: number): ReadCell {
  let position = start;
  while (position < text.length && text[position] !== ',' && text[position] !== '\r') {
    if (text[position] === '"' || text[position] === '\n') throw new Error(`a bare ${JSON.stringify(text[position])}`);
    position += 1;
  }
  return { cell: text.slice(start, position), end: position };
}

function readTable(text: string): Record<string, string>[] {
  const [head = [], ...rows] = readCsv(text);
  for (const row of rows) expect(row).toHaveLength(head.length);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

describe('csvRow', () => {
  it('quotes what needs it and gives every text back', () => {
    const cells = ['plain', 'a,b', 'say "hi"', 'two\nlines', 'cr\r\nlf', ' space ', ''];
    expect(readCsv(csvRow(cells))).toEqual([cells]);
  });

  it.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '=cmd|"/c calc"!A1'])(
    'makes %j text for a spreadsheet',
    (text) => {
      expect(readCsv(csvRow([text]))).toEqual([[`'${text}`]]);
    },
  );

  it.each(['-5', '+5', '-0.5', '-1e-7', '+.5'])('leaves the number %s alone, written as text', (text) => {
    expect(csvRow([text])).toBe(`${text}\r\n`);
  });

  it('writes numbers so that reading them gives the same number', () => {
    const numbers = [-5, 0.1 + 0.2, 1e-9, -1e21, 122_494_976];
    expect(readCsv(csvRow(numbers))[0]?.map(Number)).toEqual(numbers);
  });
});

describe('runToCsv', () => {
  it('has one row per metric per case, with the median and its interval', async () => {
    const summary = await summaryOf(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]));
    const rows = readTable(runToCsv(summary));
    const [subject] = summary.cases;
    expect(rows.map((row) => row['metric'])).toEqual([
      ...Object.keys(subject?.metrics ?? {}),
      ...Object.keys(subject?.caseMetrics ?? {}),
    ]);
    const ttft = rows.find((row) => row['metric'] === 'ttft');
    expect(ttft).toMatchObject({
      value: '200',
      p50: '200',
      n: '3',
      unit: 'ms',
      better: 'lower',
      level: 'request',
      'param.promptTokens': '100',
    });
    expect(Number(ttft?.['ciLow'])).toBe(subject?.metrics['ttft']?.interval?.low);
    expect(rows.find((row) => row['metric'] === 'rssPeak')).toMatchObject({
      statistic: 'case',
      value: String(512 * 2 ** 20),
      n: '',
    });
  });

  it('keeps a row for a case without any number', async () => {
    const summary = await summaryOf(record([caseOf({ state: { status: 'planned', take: 0 }, iterations: 3 })]));
    expect(readTable(runToCsv(summary))).toMatchObject([{ status: 'planned', metric: '', iterationsPlanned: '3' }]);
  });

  it('holds hostile text as text, a negative parameter as a number, and is the same twice', async () => {
    const summary = await summaryOf(hostileRun());
    const text = runToCsv(summary);
    const row = readTable(text).find((each) => each['benchmark']?.includes('calc'));
    expect(row).toMatchObject({ benchmark: `'${HOSTILE}`, 'param.minus': '-5' });
    expect(text).toBe(runToCsv(structuredClone(summary)));
  });
});

describe('samplesToCsv', () => {
  it('has one row per sample, warm-ups too, and one per request where a sample has several', () => {
    const two = sample(0, [request(100), request(150)]);
    const run = record([
      caseOf({ samples: [sample(0, [request(9)], 'warmup'), { ...two, metrics: { rssAfter: 7 } }] }),
    ]);
    const rows = readTable([...samplesToCsv(run)].join(''));
    expect(
      rows.map((row) => [row['phase'], row['iteration'], row['request'], row['ttft'], row['iteration.rssAfter']]),
    ).toEqual([
      ['warmup', '0', '0', '9', ''],
      ['measure', '0', '0', '100', '7'],
      ['measure', '0', '1', '150', '7'],
    ]);
  });

  it('puts each metric into its own column, whichever of them a row has and in whatever order', () => {
    const two = sample(0, [
      { ...request(100), metrics: { ttft: 1, e2el: 2, ofAnotherVersion: 3 } },
      { ...request(100), metrics: { e2el: 4, ttft: 5 } },
    ]);
    const run = record([
      caseOf({
        samples: [
          { ...two, metrics: { rssAfter: 6 } },
          { ...sample(1, []), metrics: { ttft: 7 } },
        ],
      }),
    ]);
    const rows = readTable([...samplesToCsv(run)].join(''));
    const ids = ['ttft', 'e2el', 'ofAnotherVersion', 'iteration.ttft', 'iteration.rssAfter'];
    expect(rows.map((row) => ids.map((id) => row[id]))).toEqual([
      ['1', '2', '3', '', '6'],
      ['5', '4', '', '', '6'],
      ['', '', '', '7', ''],
    ]);
  });

  it('keeps samples without requests and failures with their class', () => {
    const rows = readTable([...samplesToCsv(record([caseOf({ samples: [sample(0, [])] })]))].join(''));
    expect(rows).toMatchObject([{ iteration: '0', request: '', outcome: '' }]);
    expect(readTable([...samplesToCsv(hostileRun())].join('')).some((row) => row['failure'] === 'http-5xx')).toBe(true);
  });
});
