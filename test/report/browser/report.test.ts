import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../../../src/report/html/run-report.js';
import { drawn, HOSTILE, hostileRun, PRIMARY } from '../hostile-run.js';
import { comparePage, rankingPage, trendPage } from '../html/other-pages.js';
import { Chromium, findChromium, type Look } from './chromium.js';

const program = findChromium();
if (program === undefined)
  console.log('No Chromium here: the report is not looked at in a browser. Set CHROMIUM to one.');

const DESKTOP: Look = { width: 1280, height: 900, scheme: 'light' };

describe.skipIf(program === undefined)('a report in a real browser', () => {
  let chromium: Chromium;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'acode-report-'));
    file = path.join(folder, 'report.html');
    const run = hostileRun();
    await writeFile(file, runReport(await drawn(run), { primaryMetrics: PRIMARY, origin: HOSTILE }));
    chromium = await Chromium.start(program ?? '');
  });

  afterAll(async () => {
    await chromium?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['on a desk, light', DESKTOP],
    ['on a desk, dark', { ...DESKTOP, scheme: 'dark' }],
    ['on a phone, light', { width: 400, height: 800, scheme: 'light' }],
    ['on a phone, dark', { width: 400, height: 800, scheme: 'dark' }],
  ] as [string, Look][])('loads %s without a complaint, a request or a page wider than the window', async (_, look) => {
    await chromium.open(file, look);
    expect(chromium.complaints).toEqual([]);
    expect(chromium.requests.filter((url) => !url.startsWith('file:') && url !== 'data:,')).toEqual([]);
    expect(await chromium.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
    const spilling = `[...document.querySelectorAll('tbody th')].filter((each) => each.scrollWidth > each.clientWidth).length`;
    expect(await chromium.evaluate<number>(spilling)).toBe(0);
    const background = await chromium.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(look.scheme === 'dark' ? 'rgb(18, 22, 28)' : 'rgb(255, 255, 255)');
  });

  it.each([
    { name: 'comparison', page: comparePage, table: '#compare-table' },
    { name: 'ranking', page: rankingPage, table: '#ranking-table' },
    { name: 'trend', page: trendPage, table: '#trend-table' },
  ] as const)(
    'shows a $name on a desk, a phone and paper, with hostile names as text',
    async ({ name, page, table }) => {
      const other = path.join(folder, `${name}.html`);
      await writeFile(other, await page());
      const looks: Look[] = [
        DESKTOP,
        { ...DESKTOP, scheme: 'dark' },
        { width: 390, height: 844, scheme: 'light' },
        { width: 720, height: 1000, scheme: 'light', print: true },
      ];
      for (const look of looks) {
        await chromium.open(other, look);
        expect(chromium.complaints).toEqual([]);
        expect(chromium.requests.filter((url) => !url.startsWith('file:') && url !== 'data:,')).toEqual([]);
        expect(await chromium.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
      }
      expect(await chromium.evaluate('document.images.length')).toBe(0);
      expect(await chromium.evaluate('document.title.includes("owned")')).toBe(false);
      expect(await chromium.evaluate('document.body.textContent.includes("<img src=x onerror=")')).toBe(true);
      await chromium.open(other, DESKTOP);
      expect(await chromium.evaluate(`document.querySelectorAll('${table} tbody tr:not([hidden])').length`)).toBe(2);
      const search = `{ const field = document.querySelector('.filter input'); field.value = 'latency'; field.dispatchEvent(new Event('input')); }`;
      expect(
        await chromium.evaluate(`${search} document.querySelectorAll('${table} tbody tr:not([hidden])').length`),
      ).toBe(1);
      const tip = await chromium.evaluate<string>(
        `document.querySelector('td[data-m]').dispatchEvent(new MouseEvent('mouseover', { bubbles: true })); document.getElementById('tip').textContent`,
      );
      expect(tip).toMatch(/ms, lower is better/);
    },
  );

  it('shows hostile text as text', async () => {
    await chromium.open(file, DESKTOP);
    expect(await chromium.evaluate('document.title')).toBe('Benchmark run 20260101-000000-abcd');
    expect(await chromium.evaluate('document.images.length')).toBe(0);
    expect(await chromium.evaluate('document.scripts.length')).toBe(1);
    expect(await chromium.evaluate('document.body.textContent.includes("<img src=x onerror=")')).toBe(true);
    expect(await chromium.evaluate(String.raw`/[\u0000-\u0008\u001b\u202e]/.test(document.body.textContent)`)).toBe(
      false,
    );
  });

  it('runs no script but its own, even one that is added later', async () => {
    await chromium.open(file, DESKTOP);
    await chromium.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'document.title = "owned"');
      image.src = 'http://127.0.0.1:9/x';
      document.body.append(image);
    }`);
    expect(await chromium.evaluate('document.title')).toBe('Benchmark run 20260101-000000-abcd');
    expect(chromium.complaints.some((text) => text.includes('Content Security Policy'))).toBe(true);
    chromium.complaints.length = 0;
  });

  it('sorts by a column up, down and back again, cases without a value last', async () => {
    await chromium.open(file, DESKTOP);
    const column = await chromium.evaluate<number>(
      `[...document.querySelectorAll('#case-table thead th')].findIndex((head) => head.textContent === 'ttft')`,
    );
    const click = `document.querySelectorAll('#case-table thead th')[${column}].querySelector('button').click()`;
    const values = `[...document.querySelectorAll('#case-table tbody tr')].map((row) => row.cells[${column}].dataset.v ?? null)`;
    const before = await chromium.evaluate<(string | null)[]>(values);
    const sorted = (await chromium.evaluate<(string | null)[]>(`${click}; ${values}`)).map(Number);
    const numbers = before.filter((value) => value !== null).map(Number);
    expect(sorted.slice(0, numbers.length)).toEqual(numbers.toSorted((a, b) => a - b));
    const down = await chromium.evaluate<(string | null)[]>(`${click}; ${values}`);
    expect(down.slice(0, numbers.length).map(Number)).toEqual(numbers.toSorted((a, b) => b - a));
    expect(down.slice(numbers.length).every((value) => value === null)).toBe(true);
    expect(await chromium.evaluate(`${click}; ${values}`)).toEqual(before);
  });

  it('filters by words and by status', async () => {
    await chromium.open(file, DESKTOP);
    const shown = `document.querySelectorAll('#case-table tbody tr:not([hidden])').length`;
    const type = (text: string): string =>
      `{ const field = document.querySelector('.filter input'); field.value = '${text}'; field.dispatchEvent(new Event('input')); }`;
    expect(await chromium.evaluate(shown)).toBe(9);
    expect(await chromium.evaluate(`${type('FIRST 512')} ${shown}`)).toBe(1);
    expect(await chromium.evaluate(`document.querySelector('.filter output').textContent`)).toBe('1 of 9');
    const choose = `{ const list = document.querySelector('.filter select'); list.value = 'timed-out'; list.dispatchEvent(new Event('change')); }`;
    expect(await chromium.evaluate(`${type('')} ${choose} ${shown}`)).toBe(1);
  });

  it('shows the definition of a number that is pointed at or focused', async () => {
    await chromium.open(file, DESKTOP);
    const tip = await chromium.evaluate<string>(
      `document.querySelector('td[data-m="ttft"]').dispatchEvent(new MouseEvent('mouseover', { bubbles: true })); document.getElementById('tip').textContent`,
    );
    expect(tip).toContain('time to first token');
    expect(tip).toContain('t_tok1 − t_send');
    expect(await chromium.evaluate(`document.getElementById('tip').hidden`)).toBe(false);
    const undefinedNumbers = `[...document.querySelectorAll('[data-m]')].filter((each) => document.getElementById('m-' + each.dataset.m) === null).length`;
    expect(await chromium.evaluate(undefinedNumbers)).toBe(0);
  });

  it('opens a folded case that the table links to', async () => {
    await chromium.open(file, DESKTOP);
    const open = `document.getElementById('case-1').open`;
    expect(await chromium.evaluate(open)).toBe(false);
    await chromium.evaluate(
      `new Promise((done) => { addEventListener('hashchange', () => done(true)); document.querySelector('a[href="#case-1"]').click(); })`,
    );
    expect(await chromium.evaluate(open)).toBe(true);
  });

  it('prints', async () => {
    await chromium.open(file, DESKTOP);
    expect((await chromium.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    expect(chromium.complaints).toEqual([]);
  });

  it('has on paper a table of all cases that is no wider than the sheet, with heads that are text', async () => {
    // A sheet of A4 within its margins is 718 pixels wide.
    await chromium.open(file, { width: 718, height: 1_000, scheme: 'dark', print: true });
    expect(await chromium.evaluate<number>(`document.getElementById('case-table').offsetWidth`)).toBeLessThanOrEqual(
      718,
    );
    // A button is a block, and blocks are missing from the head that is repeated on the next sheet.
    const displays = `[...document.querySelectorAll('#case-table th button')].map((each) => getComputedStyle(each).display)`;
    expect(new Set(await chromium.evaluate<string[]>(displays))).toEqual(new Set(['contents']));
    expect(await chromium.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  });

  it('tells a definition to those who hear the page, while it is shown', async () => {
    await chromium.open(file, DESKTOP);
    const link = `document.querySelector('figcaption a[data-m]')`;
    await chromium.evaluate(`${link}.focus()`);
    expect(await chromium.evaluate(`${link}.getAttribute('aria-describedby')`)).toBe('tip');
    await chromium.evaluate(`document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))`);
    expect(await chromium.evaluate(`${link}.getAttribute('aria-describedby')`)).toBe(null);
    expect(await chromium.evaluate(`document.getElementById('tip').hidden`)).toBe(true);
  });
});
