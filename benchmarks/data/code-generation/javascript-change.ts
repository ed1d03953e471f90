import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** JavaScript: small classes, faults to be mended, files to be changed. */
export const JAVASCRIPT_CHANGE: readonly CodeItem[] = [
  {
    id: 'js-lru-cache',
    kind: 'class',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'LruCache',
    prompt: `Write a class LruCache: a cache that drops what was not used for the longest time.
- new LruCache(capacity): capacity is a whole number; with 0 nothing is ever kept.
- get(key) returns the value, or null when the key is not there. It counts as a use.
- set(key, value) stores the value and counts as a use, also when the key was there before. When there are more than capacity entries, the one whose last use is longest ago is dropped. Returns the key that was dropped, or null. (With capacity 0 set stores nothing and returns the key that was given.)
- has(key) returns true or false and is no use.
- keys() returns an array of the keys, most recently used first.
- Keys are strings or numbers, and 1 and "1" are different keys. null and false are possible values of entries that are there.`,
    tests: [
      {
        steps: [
          ['new', [2]],
          ['set', ['a', 1]],
          ['set', ['b', 2]],
          ['get', ['a']],
          ['set', ['c', 3]],
          ['keys', []],
          ['get', ['b']],
        ],
        returns: [null, null, null, 1, 'b', ['c', 'a'], null],
      },
      {
        steps: [
          ['new', [0]],
          ['set', ['a', 1]],
          ['get', ['a']],
          ['keys', []],
        ],
        returns: [null, 'a', null, []],
      },
      {
        steps: [
          ['new', [1]],
          ['set', ['a', 1]],
          ['set', ['b', 2]],
          ['get', ['a']],
          ['keys', []],
        ],
        returns: [null, null, 'a', null, ['b']],
      },
      {
        steps: [
          ['new', [2]],
          ['set', ['a', 1]],
          ['set', ['b', 2]],
          ['set', ['a', 3]],
          ['set', ['c', 4]],
          ['keys', []],
          ['get', ['a']],
        ],
        returns: [null, null, null, null, 'b', ['c', 'a'], 3],
      },
      {
        steps: [
          ['new', [2]],
          ['set', ['a', 1]],
          ['set', ['b', 2]],
          ['has', ['a']],
          ['set', ['c', 3]],
          ['has', ['a']],
          ['keys', []],
        ],
        returns: [null, null, null, true, 'a', false, ['c', 'b']],
      },
      {
        steps: [
          ['new', [3]],
          ['set', [1, 'n']],
          ['set', ['1', 's']],
          ['get', [1]],
          ['get', ['1']],
          ['keys', []],
        ],
        returns: [null, null, null, 'n', 's', ['1', 1]],
      },
      {
        steps: [
          ['new', [2]],
          ['set', ['a', null]],
          ['has', ['a']],
          ['get', ['a']],
          ['set', ['b', false]],
          ['get', ['b']],
          ['get', ['none']],
          ['keys', []],
        ],
        returns: [null, null, true, null, null, false, null, ['b', 'a']],
      },
      {
        steps: [
          ['new', [3]],
          ['keys', []],
          ['get', ['x']],
          ['set', ['x', 0]],
          ['get', ['x']],
          ['set', ['y', 1]],
          ['set', ['z', 2]],
          ['get', ['x']],
          ['set', ['w', 3]],
          ['keys', []],
        ],
        returns: [null, [], null, null, 0, null, null, 0, 'y', ['w', 'x', 'z']],
      },
      {
        steps: [
          ['new', [2]],
          ['set', ['a', null]],
          ['set', ['b', 1]],
          ['get', ['a']],
          ['set', ['c', 2]],
          ['keys', []],
        ],
        returns: [null, null, null, null, 'b', ['c', 'a']],
      },
    ],
    reference: `class LruCache {
  constructor(capacity) {
    this.capacity = capacity;
    this.entries = new Map();
  }

  get(key) {
    if (!this.entries.has(key)) return null;
    const value = this.entries.get(key);
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key, value) {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.capacity) return null;
    const [oldest] = this.entries.keys();
    this.entries.delete(oldest);
    return oldest;
  }

  has(key) {
    return this.entries.has(key);
  }

  keys() {
    return [...this.entries.keys()].reverse();
  }
}`,
    wrong: [
      `class LruCache {
  constructor(capacity) {
    this.capacity = capacity;
    this.entries = new Map();
  }
  get(key) {
    return this.entries.get(key) ?? null;
  }
  set(key, value) {
    this.entries.set(key, value);
    if (this.entries.size <= this.capacity) return null;
    const oldest = this.entries.keys().next().value;
    this.entries.delete(oldest);
    return oldest;
  }
  has(key) {
    return this.entries.has(key);
  }
  keys() {
    return [...this.entries.keys()].reverse();
  }
}`,
    ],
  },
  {
    id: 'js-rate-limiter',
    kind: 'class',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'RateLimiter',
    prompt: `Write a class RateLimiter that allows a number of requests per client in a sliding window of time. It never reads a clock: times are given, in milliseconds.
- new RateLimiter(limit, windowMs).
- allow(client, nowMs) returns true when fewer than limit requests of this client were allowed in the time after nowMs - windowMs (a request exactly windowMs ago no longer counts); an allowed request is remembered at nowMs. Refused requests are not remembered.
- waitMs(client, nowMs) returns how many milliseconds the client has to wait from nowMs until a request would be allowed, when nothing else happens: 0 when it would be allowed now. With a limit of 0 it returns null.
- Times of one client never go backwards. Clients do not influence one another.`,
    tests: [
      {
        steps: [
          ['new', [2, 1000]],
          ['allow', ['a', 0]],
          ['allow', ['a', 100]],
          ['allow', ['a', 200]],
          ['waitMs', ['a', 200]],
          ['allow', ['a', 999]],
          ['allow', ['a', 1000]],
        ],
        returns: [null, true, true, false, 800, false, true],
      },
      {
        steps: [
          ['new', [1, 50]],
          ['allow', ['a', 0]],
          ['allow', ['b', 0]],
          ['allow', ['a', 49]],
          ['allow', ['a', 50]],
        ],
        returns: [null, true, true, false, true],
      },
      {
        steps: [
          ['new', [0, 50]],
          ['allow', ['a', 0]],
          ['waitMs', ['a', 0]],
        ],
        returns: [null, false, null],
      },
      {
        steps: [
          ['new', [2, 1000]],
          ['waitMs', ['new', 5]],
          ['allow', ['new', 5]],
          ['waitMs', ['new', 5]],
        ],
        returns: [null, 0, true, 0],
      },
      {
        steps: [
          ['new', [1, 1000]],
          ['allow', ['a', 0]],
          ['allow', ['a', 500]],
          ['allow', ['a', 999]],
          ['allow', ['a', 1000]],
          ['waitMs', ['a', 1500]],
        ],
        returns: [null, true, false, false, true, 500],
      },
      {
        steps: [
          ['new', [3, 100]],
          ['allow', ['a', 0]],
          ['allow', ['a', 0]],
          ['allow', ['a', 0]],
          ['waitMs', ['a', 0]],
          ['waitMs', ['a', 99]],
          ['waitMs', ['a', 100]],
          ['allow', ['a', 100]],
        ],
        returns: [null, true, true, true, 100, 1, 0, true],
      },
      {
        steps: [
          ['new', [2, 100]],
          ['allow', ['a', 10]],
          ['allow', ['a', 60]],
          ['waitMs', ['a', 70]],
          ['allow', ['a', 110]],
          ['waitMs', ['a', 110]],
          ['allow', ['a', 160]],
        ],
        returns: [null, true, true, 40, true, 50, true],
      },
      {
        steps: [
          ['new', [1, 10]],
          ['allow', ['__proto__', 0]],
          ['allow', ['constructor', 0]],
          ['allow', ['__proto__', 1]],
          ['waitMs', ['constructor', 4]],
        ],
        returns: [null, true, true, false, 6],
      },
    ],
    reference: `class RateLimiter {
  constructor(limit, windowMs) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.allowed = new Map();
  }

  recent(client, nowMs) {
    return (this.allowed.get(client) ?? []).filter((time) => time > nowMs - this.windowMs);
  }

  allow(client, nowMs) {
    const recent = this.recent(client, nowMs);
    if (recent.length >= this.limit) return false;
    this.allowed.set(client, [...recent, nowMs]);
    return true;
  }

  waitMs(client, nowMs) {
    if (this.limit === 0) return null;
    const recent = this.recent(client, nowMs);
    if (recent.length < this.limit) return 0;
    return recent[recent.length - this.limit] + this.windowMs - nowMs;
  }
}`,
    wrong: [
      `class RateLimiter {
  constructor(limit, windowMs) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.windows = {};
  }
  allow(client, nowMs) {
    const window = this.windows[client];
    if (!window || nowMs - window.start >= this.windowMs) {
      this.windows[client] = { start: nowMs, count: 1 };
      return this.limit > 0;
    }
    window.count += 1;
    return window.count <= this.limit;
  }
  waitMs(client, nowMs) {
    if (this.limit === 0) return null;
    const window = this.windows[client];
    if (!window || window.count < this.limit) return 0;
    return Math.max(0, window.start + this.windowMs - nowMs);
  }
}`,
    ],
  },
  {
    id: 'js-ring-log',
    kind: 'class',
    language: 'javascript',
    tags: ['easy'],
    entryPoint: 'RingLog',
    prompt: `Write a class RingLog that keeps the last entries of a log.
- new RingLog(size): size is at least 1.
- add(text) keeps the text, drops the oldest entry when there are more than size, and returns the entry's number. Numbers count from 1 and go on for ever; dropped entries keep theirs.
- since(number) returns an array of [number, text] for all kept entries with a higher number than the one given, oldest first.
- dropped() returns how many entries were dropped so far.
- clear() drops all kept entries (they count as dropped) and returns how many there were. The numbering goes on.`,
    tests: [
      {
        steps: [
          ['new', [2]],
          ['add', ['a']],
          ['add', ['b']],
          ['add', ['c']],
          ['since', [0]],
          ['dropped', []],
        ],
        returns: [
          null,
          1,
          2,
          3,
          [
            [2, 'b'],
            [3, 'c'],
          ],
          1,
        ],
      },
      {
        steps: [
          ['new', [3]],
          ['since', [0]],
          ['dropped', []],
          ['clear', []],
        ],
        returns: [null, [], 0, 0],
      },
      {
        steps: [
          ['new', [1]],
          ['add', ['a']],
          ['add', ['b']],
          ['since', [1]],
          ['since', [2]],
        ],
        returns: [null, 1, 2, [[2, 'b']], []],
      },
      {
        steps: [
          ['new', [3]],
          ['add', ['a']],
          ['add', ['b']],
          ['clear', []],
          ['add', ['c']],
          ['since', [0]],
          ['dropped', []],
        ],
        returns: [null, 1, 2, 2, 3, [[3, 'c']], 2],
      },
      {
        steps: [
          ['new', [2]],
          ['add', ['']],
          ['add', ['']],
          ['since', [1]],
        ],
        returns: [null, 1, 2, [[2, '']]],
      },
      {
        steps: [
          ['new', [2]],
          ['add', ['a']],
          ['add', ['b']],
          ['add', ['c']],
          ['since', [2]],
          ['since', [99]],
          ['since', [-5]],
        ],
        returns: [
          null,
          1,
          2,
          3,
          [[3, 'c']],
          [],
          [
            [2, 'b'],
            [3, 'c'],
          ],
        ],
      },
      {
        steps: [
          ['new', [5]],
          ['add', ['x']],
          ['add', ['y']],
          ['add', ['z']],
          ['since', [1]],
          ['dropped', []],
          ['clear', []],
          ['clear', []],
          ['dropped', []],
        ],
        returns: [
          null,
          1,
          2,
          3,
          [
            [2, 'y'],
            [3, 'z'],
          ],
          0,
          3,
          0,
          3,
        ],
      },
      {
        steps: [
          ['new', [2]],
          ['add', ['a']],
          ['add', ['b']],
          ['add', ['c']],
          ['add', ['d']],
          ['clear', []],
          ['add', ['e']],
          ['add', ['f']],
          ['add', ['g']],
          ['since', [0]],
          ['dropped', []],
        ],
        returns: [
          null,
          1,
          2,
          3,
          4,
          2,
          5,
          6,
          7,
          [
            [6, 'f'],
            [7, 'g'],
          ],
          5,
        ],
      },
    ],
    reference: `class RingLog {
  constructor(size) {
    this.size = size;
    this.entries = [];
    this.last = 0;
  }

  add(text) {
    this.last += 1;
    this.entries.push([this.last, text]);
    if (this.entries.length > this.size) this.entries.shift();
    return this.last;
  }

  since(number) {
    return this.entries.filter(([each]) => each > number);
  }

  dropped() {
    return this.last - this.entries.length;
  }

  clear() {
    const count = this.entries.length;
    this.entries = [];
    return count;
  }
}`,
    wrong: [
      `class RingLog {
  constructor(size) {
    this.size = size;
    this.entries = [];
    this.drops = 0;
  }
  add(text) {
    this.entries.push(text);
    if (this.entries.length > this.size) {
      this.entries.shift();
      this.drops += 1;
    }
    return this.entries.length + this.drops;
  }
  since(number) {
    return this.entries.map((text, index) => [this.drops + index + 1, text]).filter(([each]) => each > number);
  }
  dropped() {
    return this.drops;
  }
  clear() {
    const count = this.entries.length;
    this.entries = [];
    return count;
  }
}`,
    ],
  },
  {
    id: 'js-fix-first-at-least',
    kind: 'fix',
    language: 'javascript',
    tags: ['easy'],
    entryPoint: 'firstAtLeast',
    prompt:
      "The given function firstAtLeast(sorted, wanted) is to return the index of the first element of an ascending array that is at least wanted, or the array's length when there is none. It returns wrong indexes for arrays with repeated elements, and when the element itself is not there. Fix it; it must still take logarithmic time, and must not change the array.",
    given: `function firstAtLeast(sorted, wanted) {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] === wanted) return middle;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}`,
    tests: [
      { args: [[1, 3, 5], 3], returns: 1 },
      { args: [[], 1], returns: 0 },
      { args: [[1], 2], returns: 1 },
      { args: [[2], 1], returns: 0 },
      { args: [[1, 2, 2, 2, 2, 3], 2], returns: 1 },
      { args: [[1, 1, 1], 1], returns: 0 },
      { args: [[1, 3, 5, 7], 4], returns: 2 },
      { args: [[1, 3, 5, 7], 8], returns: 4 },
      { args: [[1, 3, 5, 7], 0], returns: 0 },
      { args: [[-5, -2, 0, 0, 4], -1], returns: 2 },
      { args: [[1, 2], 2], returns: 1 },
    ],
    reference: `function firstAtLeast(sorted, wanted) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}`,
    wrong: [
      `function firstAtLeast(sorted, wanted) {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] === wanted) return middle;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}`,
    ],
  },
  {
    id: 'js-fix-group-totals',
    kind: 'fix',
    language: 'javascript',
    tags: ['easy'],
    entryPoint: 'groupTotals',
    prompt:
      'The given function groupTotals(rows) is to add up the amounts per category and return an array of [category, total], highest total first, equal totals in ascending order of the category by character codes. It loses categories whose total becomes 0 on the way, orders totals as if they were texts, and fails for categories named like members of every object, such as "constructor". Fix it. Rows without a category (null or "") belong to "other". The input must not be changed.',
    given: `function groupTotals(rows) {
  const totals = {};
  for (const row of rows) {
    const category = row.category;
    if (totals[category]) totals[category] += row.amount;
    else totals[category] = row.amount;
    if (!totals[category]) delete totals[category];
  }
  return Object.entries(totals)
    .map(([category, total]) => [total, category])
    .sort()
    .reverse()
    .map(([total, category]) => [category, total]);
}`,
    tests: [
      {
        args: [
          [
            { category: 'a', amount: 5 },
            { category: 'b', amount: 10 },
            { category: 'a', amount: 3 },
          ],
        ],
        returns: [
          ['b', 10],
          ['a', 8],
        ],
      },
      { args: [[]], returns: [] },
      {
        args: [
          [
            { category: 'a', amount: 9 },
            { category: 'b', amount: 10 },
            { category: 'c', amount: 100 },
          ],
        ],
        returns: [
          ['c', 100],
          ['b', 10],
          ['a', 9],
        ],
      },
      {
        args: [
          [
            { category: 'a', amount: 5 },
            { category: 'a', amount: -5 },
          ],
        ],
        returns: [['a', 0]],
      },
      {
        args: [
          [
            { category: 'constructor', amount: 2 },
            { category: 'toString', amount: 3 },
            { category: 'constructor', amount: 2 },
          ],
        ],
        returns: [
          ['constructor', 4],
          ['toString', 3],
        ],
      },
      {
        args: [
          [
            { category: null, amount: 1 },
            { category: '', amount: 2 },
            { category: 'other', amount: 4 },
          ],
        ],
        returns: [['other', 7]],
      },
      {
        args: [
          [
            { category: 'b', amount: 1 },
            { category: 'a', amount: 1 },
            { category: 'C', amount: 1 },
          ],
        ],
        returns: [
          ['C', 1],
          ['a', 1],
          ['b', 1],
        ],
      },
      {
        args: [
          [
            { category: 'a', amount: -1 },
            { category: 'b', amount: -10 },
          ],
        ],
        returns: [
          ['a', -1],
          ['b', -10],
        ],
      },
      {
        args: [
          [
            { category: '__proto__', amount: 7 },
            { category: 'x', amount: 8 },
          ],
        ],
        returns: [
          ['x', 8],
          ['__proto__', 7],
        ],
      },
    ],
    reference: `function groupTotals(rows) {
  const totals = new Map();
  for (const row of rows) {
    const category = row.category === null || row.category === '' ? 'other' : row.category;
    totals.set(category, (totals.get(category) ?? 0) + row.amount);
  }
  return [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}`,
    wrong: [
      `function groupTotals(rows) {
  const totals = {};
  for (const row of rows) {
    const category = row.category || 'other';
    totals[category] = (totals[category] || 0) + row.amount;
  }
  return Object.entries(totals).sort(([, x], [, y]) => y - x);
}`,
    ],
  },
  {
    id: 'js-fix-add-months',
    kind: 'fix',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'addMonths',
    prompt:
      'The given function addMonths(date, months) is to add a whole number of months (which may be negative) to a date written YYYY-MM-DD. When the month has too few days, the result is its last day: one month after 2024-01-31 is 2024-02-29. It is to return null when the date is not of that form or does not exist, such as 2023-02-30. The code runs over into the next month, depends on the time zone, and accepts dates that do not exist. Fix it. Years stay between 1000 and 9999.',
    given: `function addMonths(date, months) {
  const when = new Date(date);
  if (isNaN(when)) return null;
  when.setMonth(when.getMonth() + months);
  return when.toISOString().slice(0, 10);
}`,
    tests: [
      { args: ['2024-01-31', 1], returns: '2024-02-29' },
      { args: ['2023-01-31', 1], returns: '2023-02-28' },
      { args: ['2024-03-31', -1], returns: '2024-02-29' },
      { args: ['2024-05-15', 12], returns: '2025-05-15' },
      { args: ['2023-02-30', 1], returns: null },
      { args: ['2024-1-5', 1], returns: null },
      { args: ['2024-13-01', 0], returns: null },
      { args: ['2024-12-31', 2], returns: '2025-02-28' },
      { args: ['2024-02-29', -12], returns: '2023-02-28' },
      { args: ['2024-02-29', 48], returns: '2028-02-29' },
      { args: ['2024-01-15', -13], returns: '2022-12-15' },
      { args: ['hello', 1], returns: null },
      { args: ['2024-06-30T00:00:00Z', 1], returns: null },
      { args: ['2024-00-10', 1], returns: null },
      { args: ['2024-08-31', 0], returns: '2024-08-31' },
    ],
    reference: String.raw`function daysIn(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function addMonths(date, months) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (found === null) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const count = year * 12 + (month - 1) + months;
  const newYear = Math.floor(count / 12);
  const newMonth = count - newYear * 12 + 1;
  const newDay = Math.min(day, daysIn(newYear, newMonth));
  const two = (number) => String(number).padStart(2, '0');
  return newYear + '-' + two(newMonth) + '-' + two(newDay);
}`,
    wrong: [
      String.raw`function addMonths(date, months) {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const when = new Date(date + 'T00:00:00Z');
  if (isNaN(when)) return null;
  when.setUTCMonth(when.getUTCMonth() + months);
  return when.toISOString().slice(0, 10);
}`,
    ],
  },
  {
    id: 'js-edit-format-table',
    kind: 'edit',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'formatTable',
    prompt: `The file format-table.js has a function formatTable(rows) for tables of text. Change it so that it takes a second argument, options, which may be missing; without options it behaves exactly as before.
- options.align is an array with "left" or "right" for each column; columns it does not mention are "left". The padding of a right-aligned cell goes before it.
- options.header, when true, puts a line under the first row: for each column as many "-" as the column is wide, joined like cells.
- options.maxWidth is a whole number of at least 2: a longer cell is cut to maxWidth - 1 characters with "…" behind them, before the widths are computed.
- White space at the end of lines is still removed, rows may have different numbers of cells (a missing cell is empty), and no row at all still gives "".`,
    files: {
      'widths.js': `/** What stands between two columns. */
export const GAP = '  ';

/** The width of every column: that of its longest cell. */
export function widthsOf(rows) {
  const widths = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return widths;
}`,
      'format-table.js': String.raw`import { GAP, widthsOf } from './widths.js';

export function formatTable(rows) {
  const widths = widthsOf(rows);
  return rows
    .map((row) => widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(GAP).trimEnd())
    .join('\n');
}
`,
    },
    entryFile: 'format-table.js',
    editable: ['format-table.js'],
    tests: [
      {
        args: [
          [
            ['name', 'size'],
            ['a.txt', '12'],
            ['long-name.txt', '3'],
          ],
        ],
        returns: 'name           size\na.txt          12\nlong-name.txt  3',
      },
      { args: [[]], returns: '' },
      {
        args: [
          [
            ['name', 'size'],
            ['a.txt', '12'],
          ],
          { align: ['left', 'right'] },
        ],
        returns: 'name   size\na.txt    12',
      },
      {
        args: [
          [
            ['name', 'size'],
            ['a.txt', '12'],
          ],
          { header: true },
        ],
        returns: 'name   size\n-----  ----\na.txt  12',
      },
      {
        args: [
          [
            ['name', 'size'],
            ['a-very-long-name', '12'],
          ],
          { maxWidth: 6, header: true },
        ],
        returns: 'name    size\n------  ----\na-ver…  12',
      },
      { args: [[['a'], ['b', 'c', 'd']], { align: ['right'], header: true }], returns: 'a\n-  -  -\nb  c  d' },
      {
        args: [
          [
            ['x', 'y', 'z'],
            ['1', '22', '333'],
          ],
          { align: ['right', 'right', 'right'] },
        ],
        returns: 'x   y    z\n1  22  333',
      },
      { args: [[], { header: true }], returns: '' },
      { args: [[['abcd', 'ef']], { maxWidth: 4 }], returns: 'abcd  ef' },
      { args: [[['abcde', 'ef']], { maxWidth: 2, align: ['right', 'right'] }], returns: 'a…  ef' },
      {
        args: [
          [
            ['only', ''],
            ['', ''],
          ],
          {},
        ],
        returns: 'only\n',
      },
      {
        args: [
          [
            ['h1', 'h2'],
            ['', 'value'],
            ['value', ''],
          ],
          { align: ['left', 'right'], header: true },
        ],
        returns: 'h1        h2\n-----  -----\n       value\nvalue',
      },
    ],
    reference: {
      'format-table.js': String.raw`import { GAP, widthsOf } from './widths.js';

export function formatTable(rows, options = {}) {
  const { align = [], header = false, maxWidth = Infinity } = options;
  const cut = (cell) => (cell.length > maxWidth ? cell.slice(0, maxWidth - 1) + '…' : cell);
  const cells = rows.map((row) => row.map(cut));
  const widths = widthsOf(cells);
  const pad = (cell, column) =>
    align[column] === 'right' ? cell.padStart(widths[column]) : cell.padEnd(widths[column]);
  const lines = cells.map((row) => widths.map((_, column) => pad(row[column] ?? '', column)).join(GAP).trimEnd());
  if (header && lines.length > 0) {
    lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join(GAP).trimEnd());
  }
  return lines.join('\n');
}
`,
    },
    wrong: [
      {
        'format-table.js': String.raw`import { GAP, widthsOf } from './widths.js';

export function formatTable(rows, options = {}) {
  const { align = [], header = false, maxWidth = Infinity } = options;
  const widths = widthsOf(rows).map((width) => Math.min(width, maxWidth));
  const lines = rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = (row[column] ?? '').slice(0, width);
        return align[column] === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(GAP)
      .trimEnd(),
  );
  if (header) lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join(GAP));
  return lines.join('\n');
}
`,
      },
    ],
  },
  {
    id: 'js-edit-todo-list',
    kind: 'edit',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'TodoList',
    prompt: `The file todo-list.js has a class TodoList. Change it so that it can do more; what it does today stays as it is.
- add(text) gets an optional second argument, tags: an array of texts. Tags are kept without repetition, in the order in which they were given.
- list() gets an optional argument, filter: an object with optional members done (true or false) and tag (a text). Only entries that meet all members given are listed. The lines look as before, followed by a space and "#" + tag for each tag.
- remove(id) removes an entry and returns true, or false when there is none. Ids are never used again.
- undo() takes back the last call of add, complete (only when it returned true) or remove (only when it returned true) that was not taken back yet, and returns true; false when there is nothing to take back. An entry that comes back from removal stands where it stood. The id of an addition that was taken back is not used again either.`,
    files: {
      'todo-list.js': `export class TodoList {
  constructor() {
    this.entries = [];
    this.nextId = 1;
  }

  add(text) {
    const id = this.nextId++;
    this.entries.push({ id, text, done: false });
    return id;
  }

  complete(id) {
    const entry = this.entries.find((each) => each.id === id);
    if (entry === undefined || entry.done) return false;
    entry.done = true;
    return true;
  }

  list() {
    return this.entries.map(({ id, text, done }) => '[' + (done ? 'x' : ' ') + '] ' + id + ' ' + text);
  }
}
`,
    },
    entryFile: 'todo-list.js',
    editable: ['todo-list.js'],
    tests: [
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['add', ['b']],
          ['complete', [1]],
          ['complete', [1]],
          ['complete', [9]],
          ['list', []],
        ],
        returns: [null, 1, 2, true, false, false, ['[x] 1 a', '[ ] 2 b']],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a', ['x', 'y', 'x']]],
          ['list', []],
          ['list', [{ tag: 'y' }]],
          ['list', [{ tag: 'z' }]],
        ],
        returns: [null, 1, ['[ ] 1 a #x #y'], ['[ ] 1 a #x #y'], []],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['add', ['b']],
          ['complete', [2]],
          ['list', [{ done: true }]],
          ['list', [{ done: false }]],
          ['list', [{}]],
        ],
        returns: [null, 1, 2, true, ['[x] 2 b'], ['[ ] 1 a'], ['[ ] 1 a', '[x] 2 b']],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['add', ['b']],
          ['remove', [1]],
          ['remove', [1]],
          ['add', ['c']],
          ['list', []],
        ],
        returns: [null, 1, 2, true, false, 3, ['[ ] 2 b', '[ ] 3 c']],
      },
      {
        steps: [
          ['new', []],
          ['undo', []],
          ['add', ['a']],
          ['undo', []],
          ['list', []],
          ['undo', []],
          ['add', ['b']],
          ['list', []],
        ],
        returns: [null, false, 1, true, [], false, 2, ['[ ] 2 b']],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['add', ['b']],
          ['add', ['c']],
          ['remove', [2]],
          ['undo', []],
          ['list', []],
        ],
        returns: [null, 1, 2, 3, true, true, ['[ ] 1 a', '[ ] 2 b', '[ ] 3 c']],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['complete', [1]],
          ['complete', [1]],
          ['undo', []],
          ['list', []],
          ['undo', []],
          ['list', []],
        ],
        returns: [null, 1, true, false, true, ['[ ] 1 a'], true, []],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a', ['t']]],
          ['add', ['b', ['t']]],
          ['complete', [1]],
          ['list', [{ done: true, tag: 't' }]],
          ['list', [{ done: false, tag: 't' }]],
        ],
        returns: [null, 1, 2, true, ['[x] 1 a #t'], ['[ ] 2 b #t']],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['add', ['b']],
          ['add', ['c']],
          ['remove', [1]],
          ['remove', [2]],
          ['undo', []],
          ['undo', []],
          ['undo', []],
          ['list', []],
          ['add', ['d']],
          ['list', []],
        ],
        returns: [
          null,
          1,
          2,
          3,
          true,
          true,
          true,
          true,
          true,
          ['[ ] 1 a', '[ ] 2 b'],
          4,
          ['[ ] 1 a', '[ ] 2 b', '[ ] 4 d'],
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['remove', [7]],
          ['complete', [7]],
          ['undo', []],
          ['list', []],
        ],
        returns: [null, 1, false, false, true, []],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a']],
          ['complete', [1]],
          ['remove', [1]],
          ['undo', []],
          ['list', []],
          ['undo', []],
          ['list', []],
        ],
        returns: [null, 1, true, true, true, ['[x] 1 a'], true, ['[ ] 1 a']],
      },
    ],
    reference: {
      'todo-list.js': `export class TodoList {
  constructor() {
    this.entries = [];
    this.nextId = 1;
    this.undos = [];
  }

  add(text, tags = []) {
    const id = this.nextId++;
    this.entries.push({ id, text, done: false, tags: [...new Set(tags)] });
    this.undos.push(() => {
      this.entries = this.entries.filter((each) => each.id !== id);
    });
    return id;
  }

  complete(id) {
    const entry = this.entries.find((each) => each.id === id);
    if (entry === undefined || entry.done) return false;
    entry.done = true;
    this.undos.push(() => {
      entry.done = false;
    });
    return true;
  }

  remove(id) {
    const at = this.entries.findIndex((each) => each.id === id);
    if (at < 0) return false;
    const [entry] = this.entries.splice(at, 1);
    this.undos.push(() => {
      this.entries.splice(at, 0, entry);
    });
    return true;
  }

  undo() {
    const undo = this.undos.pop();
    if (undo === undefined) return false;
    undo();
    return true;
  }

  list(filter = {}) {
    return this.entries
      .filter((entry) => filter.done === undefined || entry.done === filter.done)
      .filter((entry) => filter.tag === undefined || entry.tags.includes(filter.tag))
      .map(({ id, text, done, tags }) =>
        ['[' + (done ? 'x' : ' ') + '] ' + id + ' ' + text, ...tags.map((tag) => '#' + tag)].join(' '),
      );
  }
}
`,
    },
    wrong: [
      {
        'todo-list.js': `export class TodoList {
  constructor() {
    this.entries = [];
    this.nextId = 1;
    this.last = null;
  }
  add(text, tags = []) {
    this.last = JSON.stringify(this.entries);
    const id = this.nextId++;
    this.entries.push({ id, text, done: false, tags: [...new Set(tags)] });
    return id;
  }
  complete(id) {
    const entry = this.entries.find((each) => each.id === id);
    if (entry === undefined || entry.done) return false;
    this.last = JSON.stringify(this.entries);
    entry.done = true;
    return true;
  }
  remove(id) {
    this.last = JSON.stringify(this.entries);
    const before = this.entries.length;
    this.entries = this.entries.filter((each) => each.id !== id);
    return this.entries.length < before;
  }
  undo() {
    if (this.last === null) return false;
    this.entries = JSON.parse(this.last);
    this.last = null;
    return true;
  }
  list(filter = {}) {
    return this.entries
      .filter((entry) => filter.done === undefined || entry.done === filter.done)
      .filter((entry) => !filter.tag || entry.tags.includes(filter.tag))
      .map((e) => '[' + (e.done ? 'x' : ' ') + '] ' + e.id + ' ' + e.text + e.tags.map((tag) => ' #' + tag).join(''));
  }
}
`,
      },
    ],
  },
];
