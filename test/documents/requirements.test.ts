import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8');
const SCRIPTS = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

/** The ids of the specification. */
const IDS = [
  ...numbered('FR-045-', 75, 2),
  ...numbered('NFR-045-', 30, 2),
  ...numbered('AC-', 32, 3),
  ...numbered('UT-045-', 15, 2),
  ...numbered('IT-045-', 15, 2),
];

function numbered(prefix: string, count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}${String(at + 1).padStart(digits, '0')}`);
}

interface Row {
  readonly id: string;
  readonly shownBy: readonly string[];
}

const ROWS: readonly Row[] = read('docs/requirements.md')
  .split('\n')
  .flatMap((line) => {
    const [, id = '', , shown = ''] = line
      .split(' | ')
      .join('|')
      .split('|')
      .map((cell) => cell.trim());
    return /^(FR|NFR|AC|UT|IT)-/.test(id) ? [{ id, shownBy: shown.split('<br>') }] : [];
  });

/** What a row names that is not there, or undefined. */
function problem(shown: string): string | undefined {
  const named = /^`(?<what>[^`]+)`: (?<title>.+)$/.exec(shown)?.groups;
  if (named === undefined) return undefined;
  const { what = '', title = '' } = named;
  if (what.startsWith('test/')) {
    if (!existsSync(`${ROOT}${what}`)) return `${what} is not there`;
    return titlesIn(read(what)).includes(title) ? undefined : `${what} has no test "${title}"`;
  }
  const file = /^node (?<file>bench\/\S+)$/.exec(what)?.groups?.['file'];
  if (file !== undefined) return existsSync(`${ROOT}${file}`) ? undefined : `${file} is not there`;
  const script = /^npm (run )?(?<script>\S+)$/.exec(what)?.groups?.['script'];
  if (script !== undefined) return script in SCRIPTS ? undefined : `there is no script ${script}`;
  return /^(time )?acode benchmark [a-z]+/.test(what) ? undefined : `${what} is no known command`;
}

/** Titles of `it`, also behind `.each(…)` or `.skipIf(…)`. */
function titlesIn(source: string): string[] {
  const found = source.matchAll(/(['"`])(?<title>(?:\\.|(?!\1).)+)\1,\s*(?:async )?\(/g);
  return [...found].map(({ groups }) => (groups?.['title'] ?? '').replaceAll(/\\(['"`])/g, '$1'));
}

describe('the list of requirements', () => {
  it('has every id of the specification once, in order', () => {
    expect(ROWS.map(({ id }) => id)).toEqual(IDS);
  });

  it('shows each by tests and commands that exist', () => {
    const problems = ROWS.flatMap(({ id, shownBy }) =>
      shownBy.flatMap((shown) => {
        const found = problem(shown);
        return found === undefined ? [] : [`${id}: ${found}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  it('is told of what is not there', () => {
    expect(problem('`test/no/such.test.ts`: a title')).toBe('test/no/such.test.ts is not there');
    expect(problem('`test/documents/requirements.test.ts`: no such title')).toContain('has no test');
    expect(problem('`node bench/no-such.mjs`: figures')).toBe('bench/no-such.mjs is not there');
    expect(problem('`npm run no-such`: figures')).toBe('there is no script no-such');
    expect(problem('`make it so`: figures')).toBe('make it so is no known command');
  });

  it('refers to rows of its own where it refers to others', () => {
    const referred = ROWS.flatMap(({ shownBy }) =>
      shownBy.flatMap((shown) => (shown.startsWith('as ') ? shown.slice(3).split(', ') : [])),
    );
    expect(referred.filter((id) => !IDS.includes(id))).toEqual([]);
    expect(referred.length).toBeGreaterThan(30);
  });

  it('leaves no row without anything', () => {
    expect(ROWS.filter(({ shownBy }) => shownBy.join('').trim() === '')).toEqual([]);
  });
});
