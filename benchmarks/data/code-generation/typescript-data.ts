import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** TypeScript: schedules, states, documents, addresses. */
export const TYPESCRIPT_DATA: readonly CodeItem[] = [
  {
    id: 'ts-merge-intervals',
    kind: 'function',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'freeTimes',
    prompt: `Write a function freeTimes(busy: [number, number][], start: number, end: number): [number, number][] that returns the times between start and end that are not busy.
- A time [a, b] goes from a to b, a before b; entries of busy are in any order and may overlap, touch, lie partly or wholly outside of start to end; entries with a equal to or above b are empty and ignored.
- The free times come in ascending order, none of them empty, and two of them never touch.
- When start is not before end there is none. busy is not changed.`,
    tests: [
      {
        args: [
          [
            [1, 2],
            [4, 5],
          ],
          0,
          6,
        ],
        returns: [
          [0, 1],
          [2, 4],
          [5, 6],
        ],
      },
      { args: [[], 0, 10], returns: [[0, 10]] },
      { args: [[[0, 10]], 0, 10], returns: [] },
      {
        args: [
          [
            [5, 7],
            [1, 6],
          ],
          0,
          10,
        ],
        returns: [
          [0, 1],
          [7, 10],
        ],
      },
      {
        args: [
          [
            [1, 2],
            [2, 3],
          ],
          0,
          4,
        ],
        returns: [
          [0, 1],
          [3, 4],
        ],
      },
      {
        args: [
          [
            [-5, 1],
            [9, 20],
          ],
          0,
          10,
        ],
        returns: [[1, 9]],
      },
      {
        args: [
          [
            [3, 3],
            [5, 4],
          ],
          0,
          10,
        ],
        returns: [[0, 10]],
      },
      {
        args: [
          [
            [11, 12],
            [-3, -1],
          ],
          0,
          10,
        ],
        returns: [[0, 10]],
      },
      { args: [[[1, 2]], 5, 5], returns: [] },
      {
        args: [
          [
            [0, 9],
            [1, 2],
            [3, 4],
          ],
          0,
          10,
        ],
        returns: [[9, 10]],
      },
      { args: [[[2, 4]], 3, 8], returns: [[4, 8]] },
    ],
    reference: `function freeTimes(busy: [number, number][], start: number, end: number): [number, number][] {
  const free: [number, number][] = [];
  let at = start;
  for (const [from, to] of [...busy].sort(([a], [b]) => a - b)) {
    if (from >= to || to <= at || from >= end) continue;
    if (from > at) free.push([at, from]);
    at = Math.max(at, to);
  }
  if (at < end) free.push([at, end]);
  return free;
}`,
    wrong: [
      `function freeTimes(busy: [number, number][], start: number, end: number): [number, number][] {
  const free: [number, number][] = [];
  let at = start;
  for (const [from, to] of busy.sort(([a], [b]) => a - b)) {
    if (from > at) free.push([at, from]);
    at = to;
  }
  if (at < end) free.push([at, end]);
  return free;
}`,
    ],
  },
  {
    id: 'ts-cron-matches',
    kind: 'function',
    language: 'typescript',
    tags: ['hard'],
    entryPoint: 'cronMatches',
    prompt: `Write a function cronMatches(schedule: string, time: [minute: number, hour: number, day: number, month: number, weekday: number]): boolean that says whether a schedule holds at a time. weekday counts from 0 for Sunday to 6.
- A schedule has five fields, separated by white space, in the order of the time: minute 0-59, hour 0-23, day 1-31, month 1-12, weekday 0-7 (7 is Sunday, too).
- A field is a list of items separated by commas. An item is "*", a number, or a range "a-b" with a not above b; each may be followed by "/n" with n at least 1: every n-th value of it, beginning with its first. A single number with "/n" goes on to the field's largest value (6 for weekday).
- Months may be written JAN to DEC and weekdays SUN to SAT, in upper or lower case, wherever a number may stand except as n.
- All fields must hold, with one exception: when neither day nor weekday begins with "*", it is enough that one of these two holds.
- Throw a RangeError for anything that is no such schedule.`,
    tests: [
      { args: ['* * * * *', [0, 0, 1, 1, 0]], returns: true },
      { args: ['*/15 * * * *', [45, 3, 2, 2, 5]], returns: true },
      { args: ['*/15 * * * *', [46, 3, 2, 2, 5]], returns: false },
      { args: ['0 9-17/2 * * MON-FRI', [0, 11, 5, 8, 3]], returns: true },
      { args: ['0 9-17/2 * * mon-fri', [0, 12, 5, 8, 3]], returns: false },
      { args: ['0 0 13 * 5', [0, 0, 13, 6, 2]], returns: true },
      { args: ['0 0 13 * 5', [0, 0, 12, 6, 5]], returns: true },
      { args: ['0 0 */2 * 5', [0, 0, 3, 6, 2]], returns: false },
      { args: ['0 0 * * 7', [0, 0, 3, 6, 0]], returns: true },
      { args: ['5/20 * * * *', [45, 1, 1, 1, 1]], returns: true },
      { args: ['0 0 1 feb,Dec *', [0, 0, 1, 12, 4]], returns: true },
      { args: ['60 * * * *', [0, 0, 1, 1, 0]], returns: { $throws: 'RangeError' } },
      { args: ['* * * *', [0, 0, 1, 1, 0]], returns: { $throws: 'RangeError' } },
      { args: ['*/0 * * * *', [0, 0, 1, 1, 0]], returns: { $throws: 'RangeError' } },
      { args: ['5-1 * * * *', [5, 0, 1, 1, 0]], returns: { $throws: 'RangeError' } },
      { args: ['1,,2 * * * *', [1, 0, 1, 1, 0]], returns: { $throws: 'RangeError' } },
      { args: ['0 0 * * FRI-7', [0, 0, 1, 1, 0]], returns: true },
      { args: ['0 0 * MON *', [0, 0, 1, 1, 0]], returns: { $throws: 'RangeError' } },
      { args: ['  1   2 3 4 *  ', [1, 2, 3, 4, 6]], returns: true },
      { args: ['* * * * 5/1', [0, 0, 1, 1, 0]], returns: false },
    ],
    reference: String.raw`const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  min: number;
  max: number;
  names: string[];
  /** What a single number with a step and a star go up to. */
  last: number;
}

const FIELDS: Field[] = [
  { min: 0, max: 59, last: 59, names: [] },
  { min: 0, max: 23, last: 23, names: [] },
  { min: 1, max: 31, last: 31, names: [] },
  { min: 1, max: 12, last: 12, names: MONTHS },
  { min: 0, max: 7, last: 6, names: WEEKDAYS },
];

function valueOf(text: string, { min, max, names }: Field): number {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return named + min;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new RangeError('bad value ' + text);
}

function valuesOf(text: string, field: Field, weekday: boolean): Set<number> {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const found = /^(\*|([A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?)(?:\/(\d+))?$/.exec(item);
    if (found === null) throw new RangeError('bad item ' + item);
    const [, all, from, to, every] = found;
    const step = every === undefined ? 1 : Number(every);
    if (step < 1) throw new RangeError('bad step ' + item);
    const first = all === '*' ? field.min : valueOf(from!, field);
    let last = first;
    if (all === '*' || (to === undefined && every !== undefined)) last = Math.max(first, field.last);
    else if (to !== undefined) last = valueOf(to, field);
    if (last < first) throw new RangeError('bad range ' + item);
    for (let value = first; value <= last; value += step) values.add(weekday ? value % 7 : value);
  }
  return values;
}

function cronMatches(schedule: string, time: [number, number, number, number, number]): boolean {
  const texts = schedule.trim().split(/\s+/);
  if (texts.length !== 5) throw new RangeError('a schedule has five fields');
  const holds = texts.map((text, index) => valuesOf(text, FIELDS[index]!, index === 4).has(time[index]!));
  const [minute, hour, day, month, weekday] = holds;
  const either = !texts[2]!.startsWith('*') && !texts[4]!.startsWith('*');
  return Boolean(minute && hour && month && (either ? day || weekday : day && weekday));
}`,
    wrong: [
      String.raw`const NAMES: Record<string, number> = {
  JAN: 1, FEB: 2, MAR: 3, APR: 4, MAY: 5, JUN: 6, JUL: 7, AUG: 8, SEP: 9, OCT: 10, NOV: 11, DEC: 12,
  SUN: 0, MON: 1, TUE: 2, WED: 3, THU: 4, FRI: 5, SAT: 6,
};
const RANGES = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 7]] as const;

function cronMatches(schedule: string, time: number[]): boolean {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== 5) throw new RangeError('five fields');
  return fields.every((field, index) => {
    const [min, max] = RANGES[index]!;
    return field.split(',').some((item) => {
      const [range = '', every = '1'] = item.split('/');
      const value = (text: string): number => {
        const number = NAMES[text.toUpperCase()] ?? Number(text);
        if (!(number >= min && number <= max)) throw new RangeError('bad value');
        return number;
      };
      let first: number = min;
      let last: number = max;
      if (range !== '*') {
        const [a = '', b] = range.split('-');
        first = value(a);
        last = b === undefined ? (item.includes('/') ? max : first) : value(b);
      }
      if (first > last || Number(every) < 1) throw new RangeError('bad range');
      const now = time[index]!;
      return now >= first && now <= last && (now - first) % Number(every) === 0;
    });
  });
}`,
    ],
  },
  {
    id: 'ts-json-pointer',
    kind: 'function',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'setPointer',
    prompt: `Write a function setPointer(document: unknown, pointer: string, value: unknown): unknown that returns a copy of a JSON document in which the value at a pointer is replaced or added; the document itself is not changed.
- The pointer "" means the whole document. Otherwise it is one or more parts, each with "/" before it. In a part "~1" means "/" and "~0" means "~"; "~" before anything else is an error.
- Every part but the last must lead to an existing member of an object or element of an array. The last part may be a new member of an object, an existing index of an array, or an array's length or "-", which both append.
- An index is "0" or a number without leading zeros.
- Throw a SyntaxError when the pointer has a wrong form (also when it is not empty and does not begin with "/"), and a RangeError when it leads nowhere, such as into a number, a text or null, to a member that is not there, or beyond an array.`,
    tests: [
      { args: [{ a: 1 }, '/a', 2], returns: { a: 2 } },
      { args: [{ a: { b: [1, 2] } }, '/a/b/1', 'x'], returns: { a: { b: [1, 'x'] } } },
      { args: [{ a: [1] }, '/a/-', 2], returns: { a: [1, 2] } },
      { args: [{ a: [1] }, '/a/1', 2], returns: { a: [1, 2] } },
      { args: [{ a: [1] }, '/a/3', 2], returns: { $throws: 'RangeError' } },
      { args: [{ a: [1] }, '/a/01', 2], returns: { $throws: 'RangeError' } },
      { args: [{}, '', [1]], returns: [1] },
      { args: [{}, 'a', 1], returns: { $throws: 'SyntaxError' } },
      { args: [{ 'x/y': { '~': 1 } }, '/x~1y/~0', 9], returns: { 'x/y': { '~': 9 } } },
      { args: [{}, '/a~2', 1], returns: { $throws: 'SyntaxError' } },
      { args: [{ a: null }, '/a/b', 1], returns: { $throws: 'RangeError' } },
      { args: [{ a: 'text' }, '/a/0', 'T'], returns: { $throws: 'RangeError' } },
      { args: [{}, '/a/b', 1], returns: { $throws: 'RangeError' } },
      { args: [{ '': 1 }, '/', 2], returns: { '': 2 } },
      { args: [[1, 2], '/0', { n: true }], returns: [{ n: true }, 2] },
      { args: [{ a: [[1], [2]] }, '/a/-/0', 1], returns: { $throws: 'RangeError' } },
      { args: [{ '~1': 0 }, '/~01', 5], returns: { '~1': 5 } },
      { args: [{}, '/toString/x', 1], returns: { $throws: 'RangeError' } },
    ],
    reference: String.raw`function setPointer(document: unknown, pointer: string, value: unknown): unknown {
  if (pointer === '') return value;
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) throw new SyntaxError('bad pointer ' + pointer);
  const parts = pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return replaced(document, parts, value);
}

function replaced(node: unknown, [part, ...rest]: string[], value: unknown): unknown {
  const name = part!;
  if (Array.isArray(node)) {
    const index = name === '-' ? node.length : /^(0|[1-9]\d*)$/.test(name) ? Number(name) : NaN;
    const end = rest.length === 0 ? node.length : node.length - 1;
    if (!(index <= end)) throw new RangeError('no element ' + name);
    const copy: unknown[] = [...node];
    copy[index] = rest.length === 0 ? value : replaced(node[index], rest, value);
    return copy;
  }
  if (typeof node !== 'object' || node === null) throw new RangeError('nothing inside');
  const members = node as Record<string, unknown>;
  if (rest.length === 0) return { ...members, [name]: value };
  if (!Object.hasOwn(members, name)) throw new RangeError('no member ' + name);
  return { ...members, [name]: replaced(members[name], rest, value) };
}`,
    wrong: [
      `function setPointer(document: any, pointer: string, value: unknown): unknown {
  if (pointer === '') return value;
  if (!pointer.startsWith('/')) throw new SyntaxError('bad pointer');
  const copy = JSON.parse(JSON.stringify(document));
  const parts = pointer.slice(1).split('/').map((part) => part.replace(/~0/g, '~').replace(/~1/g, '/'));
  let node: any = copy;
  for (const part of parts.slice(0, -1)) {
    node = node[part];
    if (node === undefined || node === null) throw new RangeError('nowhere');
  }
  const last = parts[parts.length - 1]!;
  if (Array.isArray(node) && last === '-') node.push(value);
  else node[last] = value;
  return copy;
}`,
    ],
  },
  {
    id: 'ts-parse-query',
    kind: 'function',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'parseQuery',
    prompt: `Write a function parseQuery(query: string): Record<string, string | string[]> that reads the query of an address.
- A leading "?" is left out. Pairs are separated by "&"; empty pairs are ignored. The first "=" separates name and value; without "=" the value is "".
- In names and values "+" is a space and %XX is a byte of UTF-8. A name or value that cannot be decoded in this way (such as "%zz" or "%ff") is kept exactly as it was written.
- A name that ends with "[]" is an array under the name without "[]", also with one value, and gathers its values in order. Another name that comes repeatedly keeps the last value. When the same name comes in both forms, the array form wins: it holds only the values of the "[]" form.`,
    tests: [
      { args: ['?a=1&b=2'], returns: { a: '1', b: '2' } },
      { args: [''], returns: {} },
      { args: ['a=1&a=2'], returns: { a: '2' } },
      { args: ['tag[]=x&tag[]=y&one[]=z'], returns: { tag: ['x', 'y'], one: ['z'] } },
      { args: ['q=a+b%20c%2B&r=caf%C3%A9'], returns: { q: 'a b c+', r: 'café' } },
      { args: ['bad=%zz&worse=%ff&%41=ok'], returns: { bad: '%zz', worse: '%ff', A: 'ok' } },
      { args: ['a&b=&=c'], returns: { a: '', b: '', '': 'c' } },
      { args: ['&&a=1&'], returns: { a: '1' } },
      { args: ['a=b=c&d=?'], returns: { a: 'b=c', d: '?' } },
      { args: ['x=1&x[]=2&x=3'], returns: { x: ['2'] } },
      { args: ['a%5B%5D=1'], returns: { a: ['1'] } },
      { args: ['??a=1'], returns: { '?a': '1' } },
      { args: ['a[]&b[]='], returns: { a: [''], b: [''] } },
    ],
    reference: String.raw`function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function parseQuery(query: string): Record<string, string | string[]> {
  const single = new Map<string, string>();
  const lists = new Map<string, string[]>();
  for (const pair of query.replace(/^\?/, '').split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2);
      lists.set(key, [...(lists.get(key) ?? []), value]);
    } else single.set(name, value);
  }
  return Object.fromEntries([...single, ...lists]);
}`,
    wrong: [
      String.raw`function parseQuery(query: string): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const pair of query.replace(/^\?/, '').split('&')) {
    if (!pair) continue;
    const [name = '', value = ''] = pair.split('=').map((text) => decodeURIComponent(text.replace(/\+/g, ' ')));
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2);
      const before = result[key];
      result[key] = Array.isArray(before) ? [...before, value] : [value];
    } else result[name] = value;
  }
  return result;
}`,
    ],
  },
  {
    id: 'ts-snake-keys',
    kind: 'function',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'snakeKeys',
    prompt: `Write a function snakeKeys(value: unknown): unknown that returns a copy of a JSON value in which the names of all object members are in snake case, at every depth and inside arrays. Values, also texts, stay as they are.
- A new word begins before a capital letter that follows a small letter or a digit, and before the last of several capital letters when a small letter follows it: "parseHTTPResponse" is "parse_http_response", "userID" is "user_id", "v2Name" is "v2_name".
- "-" and spaces become "_"; several "_" in a row become one, also when they were there before. "_" at the beginning and at the end stay (as one each).
- Everything is in lower case. Only ASCII letters count as letters.
- When two names of an object become the same, the later one's value counts, at the place of the first.`,
    tests: [
      { args: [{ userName: 'Ada', userID: 1 }], returns: { user_name: 'Ada', user_id: 1 } },
      { args: [{ parseHTTPResponse: true, v2Name: 'x' }], returns: { parse_http_response: true, v2_name: 'x' } },
      { args: [[{ aB: [{ cD: 1 }] }, 'keepMe', 5, null]], returns: [{ a_b: [{ c_d: 1 }] }, 'keepMe', 5, null] },
      { args: [{ 'content-type': 1, 'Two Words': 2 }], returns: { content_type: 1, two_words: 2 } },
      { args: [{ __private: 1, a__b: 2, end_: 3 }], returns: { _private: 1, a_b: 2, end_: 3 } },
      { args: [{ fooBar: 1, foo_bar: 2 }], returns: { foo_bar: 2 } },
      { args: ['aB'], returns: 'aB' },
      { args: [null], returns: null },
      { args: [{ ABC: 1, AbC: 2, A: 3 }], returns: { abc: 1, ab_c: 2, a: 3 } },
      {
        args: [{ deep: { deeperStill: { deepestOfAll: [] } } }],
        returns: { deep: { deeper_still: { deepest_of_all: [] } } },
      },
      { args: [{ 'a-B': 1, 'x - y': 2 }], returns: { a_b: 1, x_y: 2 } },
      { args: [{ '': 0, HTML5Parser: 1 }], returns: { '': 0, html5_parser: 1 } },
    ],
    reference: `function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[-_ ]+/g, '_')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [snake(name), snakeKeys(member)]));
}`,
    wrong: [
      `function snakeKeys(value: any): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    result[name.replace(/[A-Z]/g, (letter) => '_' + letter.toLowerCase()).replace(/[- ]/g, '_').replace(/^_/, '')] =
      snakeKeys(value[name]);
  }
  return result;
}`,
    ],
  },
  {
    id: 'ts-simulate-workers',
    kind: 'function',
    language: 'typescript',
    tags: ['hard'],
    entryPoint: 'simulate',
    prompt: `Write a function simulate(jobs: Job[], workers: number) that computes how jobs run on some workers, where Job is { id: string; minutes: number; priority: number; needs: string[] }.
- Time begins at 0. Whenever a worker is free and a job is ready, the job starts at once; it occupies one worker for its minutes (0 is possible) and is never interrupted.
- A job is ready when all jobs it needs have ended. A job that ends at a time counts as ended at that time, and its worker is free then.
- Of several ready jobs the one with the highest priority starts first; with equal priority the one that comes first in jobs.
- Return { runs, end }: runs is an array of [id, start, end] in the order in which jobs started, end is the time at which the last job ended (0 without jobs). A job of 0 minutes starts and ends at the same time; what became ready by it can start at that time.
- Return null when a job needs one that does not exist, when two jobs have the same id, when jobs need one another in a circle, or when there are jobs and workers is below 1.`,
    tests: [
      {
        args: [
          [
            { id: 'a', minutes: 3, priority: 1, needs: [] },
            { id: 'b', minutes: 2, priority: 2, needs: [] },
            { id: 'c', minutes: 1, priority: 0, needs: ['a'] },
          ],
          1,
        ],
        returns: {
          runs: [
            ['b', 0, 2],
            ['a', 2, 5],
            ['c', 5, 6],
          ],
          end: 6,
        },
      },
      {
        args: [
          [
            { id: 'a', minutes: 3, priority: 1, needs: [] },
            { id: 'b', minutes: 2, priority: 1, needs: [] },
            { id: 'c', minutes: 4, priority: 9, needs: ['b'] },
          ],
          2,
        ],
        returns: {
          runs: [
            ['a', 0, 3],
            ['b', 0, 2],
            ['c', 2, 6],
          ],
          end: 6,
        },
      },
      { args: [[], 0], returns: { runs: [], end: 0 } },
      { args: [[], 3], returns: { runs: [], end: 0 } },
      {
        args: [
          [
            { id: 'a', minutes: 1, priority: 0, needs: ['b'] },
            { id: 'b', minutes: 1, priority: 0, needs: ['a'] },
          ],
          2,
        ],
        returns: null,
      },
      { args: [[{ id: 'a', minutes: 1, priority: 0, needs: ['x'] }], 2], returns: null },
      { args: [[{ id: 'a', minutes: 1, priority: 0, needs: [] }], 0], returns: null },
      {
        args: [
          [
            { id: 'a', minutes: 1, priority: 0, needs: [] },
            { id: 'a', minutes: 1, priority: 0, needs: [] },
          ],
          1,
        ],
        returns: null,
      },
      {
        args: [
          [
            { id: 'z', minutes: 0, priority: 0, needs: [] },
            { id: 'y', minutes: 5, priority: 0, needs: ['z'] },
            { id: 'x', minutes: 5, priority: 7, needs: ['z'] },
          ],
          1,
        ],
        returns: {
          runs: [
            ['z', 0, 0],
            ['x', 0, 5],
            ['y', 5, 10],
          ],
          end: 10,
        },
      },
      {
        args: [
          [
            { id: 'a', minutes: 2, priority: 0, needs: [] },
            { id: 'b', minutes: 2, priority: 0, needs: [] },
            { id: 'c', minutes: 2, priority: 0, needs: [] },
            { id: 'd', minutes: 1, priority: 5, needs: ['a', 'b'] },
          ],
          2,
        ],
        returns: {
          runs: [
            ['a', 0, 2],
            ['b', 0, 2],
            ['d', 2, 3],
            ['c', 2, 4],
          ],
          end: 4,
        },
      },
      {
        args: [
          [
            { id: 'slow', minutes: 10, priority: 0, needs: [] },
            { id: 'q', minutes: 1, priority: 1, needs: [] },
            { id: 'r', minutes: 1, priority: 2, needs: ['q'] },
            { id: 's', minutes: 1, priority: 3, needs: ['r', 'slow'] },
          ],
          3,
        ],
        returns: {
          runs: [
            ['q', 0, 1],
            ['slow', 0, 10],
            ['r', 1, 2],
            ['s', 10, 11],
          ],
          end: 11,
        },
      },
      {
        args: [
          [
            { id: 'a', minutes: 0, priority: 0, needs: [] },
            { id: 'b', minutes: 0, priority: 0, needs: ['a'] },
            { id: 'c', minutes: 0, priority: 1, needs: ['b'] },
          ],
          1,
        ],
        returns: {
          runs: [
            ['a', 0, 0],
            ['b', 0, 0],
            ['c', 0, 0],
          ],
          end: 0,
        },
      },
    ],
    reference: `interface Job {
  id: string;
  minutes: number;
  priority: number;
  needs: string[];
}

function simulate(jobs: Job[], workers: number): { runs: [string, number, number][]; end: number } | null {
  const ids = new Set(jobs.map(({ id }) => id));
  if (ids.size < jobs.length || jobs.some(({ needs }) => needs.some((id) => !ids.has(id)))) return null;
  if (jobs.length > 0 && workers < 1) return null;
  const runs: [string, number, number][] = [];
  const waiting = [...jobs];
  const ended = new Set<string>();
  let active: { id: string; end: number }[] = [];
  let now = 0;
  while (waiting.length > 0 || active.length > 0) {
    let best = -1;
    if (active.length < workers) {
      for (const [index, job] of waiting.entries()) {
        if (!job.needs.every((id) => ended.has(id))) continue;
        if (best < 0 || job.priority > waiting[best]!.priority) best = index;
      }
    }
    if (best >= 0) {
      const [job] = waiting.splice(best, 1);
      const end = now + job!.minutes;
      runs.push([job!.id, now, end]);
      if (job!.minutes === 0) ended.add(job!.id);
      else active.push({ id: job!.id, end });
      continue;
    }
    if (active.length === 0) return null;
    now = Math.min(...active.map(({ end }) => end));
    for (const { id, end } of active) if (end === now) ended.add(id);
    active = active.filter(({ end }) => end > now);
  }
  return { runs, end: now };
}`,
    wrong: [
      `interface Job {
  id: string;
  minutes: number;
  priority: number;
  needs: string[];
}

function simulate(jobs: Job[], workers: number) {
  const ends = new Map<string, number>();
  const free = new Array<number>(workers).fill(0);
  const runs: [string, number, number][] = [];
  const waiting = [...jobs].sort((a, b) => b.priority - a.priority);
  if (new Set(jobs.map((job) => job.id)).size < jobs.length) return null;
  while (waiting.length > 0) {
    const at = waiting.findIndex((job) => job.needs.every((id) => ends.has(id)));
    if (at < 0 || workers < 1) return null;
    const job = waiting.splice(at, 1)[0]!;
    const worker = free.indexOf(Math.min(...free));
    const start = Math.max(free[worker]!, ...job.needs.map((id) => ends.get(id)!));
    const end = start + job.minutes;
    free[worker] = end;
    ends.set(job.id, end);
    runs.push([job.id, start, end]);
  }
  return { runs, end: Math.max(0, ...runs.map((run) => run[2])) };
}`,
    ],
  },
  {
    id: 'ts-order-states',
    kind: 'function',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'replay',
    prompt: `Write a function replay(events: string[]): { state: string; history: string[]; rejected: [number, string][] } that replays the events of an order.
- The order begins as "new". Transitions: "pay" leads from "new" to "paid"; "ship" from "paid" to "shipped"; "deliver" from "shipped" to "delivered"; "return" from "delivered" or "shipped" to "returned"; "cancel" from "new" or "paid" to "cancelled".
- "hold" puts an order that is "new" or "paid" on hold: its state is then "held:" followed by the state it had. "release" leads from there back to that state. On hold, only "release" and "cancel" are possible.
- "refund" leads from "returned" to "refunded", and also from "cancelled" to "refunded", but only when the order was paid at some time before.
- An event that is not possible, or unknown, changes nothing; rejected lists it with its index in events.
- history lists all states in order, beginning with "new"; state is the last of them.`,
    tests: [
      {
        args: [['pay', 'ship', 'deliver']],
        returns: { state: 'delivered', history: ['new', 'paid', 'shipped', 'delivered'], rejected: [] },
      },
      { args: [[]], returns: { state: 'new', history: ['new'], rejected: [] } },
      { args: [['ship']], returns: { state: 'new', history: ['new'], rejected: [[0, 'ship']] } },
      {
        args: [['hold', 'pay', 'release', 'pay']],
        returns: { state: 'paid', history: ['new', 'held:new', 'new', 'paid'], rejected: [[1, 'pay']] },
      },
      {
        args: [['pay', 'cancel', 'refund']],
        returns: { state: 'refunded', history: ['new', 'paid', 'cancelled', 'refunded'], rejected: [] },
      },
      {
        args: [['cancel', 'refund']],
        returns: { state: 'cancelled', history: ['new', 'cancelled'], rejected: [[1, 'refund']] },
      },
      {
        args: [['pay', 'hold', 'cancel', 'refund']],
        returns: { state: 'refunded', history: ['new', 'paid', 'held:paid', 'cancelled', 'refunded'], rejected: [] },
      },
      {
        args: [['pay', 'ship', 'return', 'refund', 'refund']],
        returns: {
          state: 'refunded',
          history: ['new', 'paid', 'shipped', 'returned', 'refunded'],
          rejected: [[4, 'refund']],
        },
      },
      {
        args: [['pay', 'hold', 'hold', 'release', 'release', 'ship', 'hold']],
        returns: {
          state: 'shipped',
          history: ['new', 'paid', 'held:paid', 'paid', 'shipped'],
          rejected: [
            [2, 'hold'],
            [4, 'release'],
            [6, 'hold'],
          ],
        },
      },
      {
        args: [['fly', 'pay', 'pay', 'toString', 'constructor']],
        returns: {
          state: 'paid',
          history: ['new', 'paid'],
          rejected: [
            [0, 'fly'],
            [2, 'pay'],
            [3, 'toString'],
            [4, 'constructor'],
          ],
        },
      },
      {
        args: [['hold', 'cancel', 'refund', 'release']],
        returns: {
          state: 'cancelled',
          history: ['new', 'held:new', 'cancelled'],
          rejected: [
            [2, 'refund'],
            [3, 'release'],
          ],
        },
      },
      {
        args: [['pay', 'ship', 'cancel', 'deliver', 'return', 'return']],
        returns: {
          state: 'returned',
          history: ['new', 'paid', 'shipped', 'delivered', 'returned'],
          rejected: [
            [2, 'cancel'],
            [5, 'return'],
          ],
        },
      },
    ],
    reference: `const TRANSITIONS = new Map<string, Record<string, string>>([
  ['pay', { new: 'paid' }],
  ['ship', { paid: 'shipped' }],
  ['deliver', { shipped: 'delivered' }],
  ['return', { delivered: 'returned', shipped: 'returned' }],
  ['cancel', { new: 'cancelled', paid: 'cancelled', 'held:new': 'cancelled', 'held:paid': 'cancelled' }],
  ['hold', { new: 'held:new', paid: 'held:paid' }],
  ['release', { 'held:new': 'new', 'held:paid': 'paid' }],
  ['refund', { returned: 'refunded', cancelled: 'refunded' }],
]);

function replay(events: string[]): { state: string; history: string[]; rejected: [number, string][] } {
  const history = ['new'];
  const rejected: [number, string][] = [];
  let state = 'new';
  for (const [index, event] of events.entries()) {
    const next = TRANSITIONS.get(event)?.[state];
    const unpaid = event === 'refund' && !history.includes('paid');
    if (next === undefined || unpaid) {
      rejected.push([index, event]);
      continue;
    }
    state = next;
    history.push(state);
  }
  return { state, history, rejected };
}`,
    wrong: [
      `const TRANSITIONS: Record<string, Record<string, string>> = {
  pay: { new: 'paid' },
  ship: { paid: 'shipped' },
  deliver: { shipped: 'delivered' },
  return: { delivered: 'returned', shipped: 'returned' },
  cancel: { new: 'cancelled', paid: 'cancelled' },
  refund: { returned: 'refunded', cancelled: 'refunded' },
};

function replay(events: string[]) {
  let state = 'new';
  let held = '';
  const history = [state];
  const rejected: [number, string][] = [];
  events.forEach((event, index) => {
    let next = TRANSITIONS[event]?.[state];
    if (event === 'hold' && (state === 'new' || state === 'paid')) {
      held = state;
      next = 'held:' + state;
    } else if (event === 'release' && held) {
      next = held;
      held = '';
    }
    if (next) history.push((state = next));
    else rejected.push([index, event]);
  });
  return { state, history, rejected };
}`,
    ],
  },
];
