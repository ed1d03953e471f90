import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** TypeScript: reading and writing text. */
export const TYPESCRIPT_TEXT: readonly CodeItem[] = [
  {
    id: 'ts-parse-env',
    kind: 'function',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'parseEnv',
    prompt: String.raw`Write a function parseEnv(text: string): Record<string, string> that reads a file of environment variables.
- Each line is NAME=value. White space around the line, the name and the value is removed. Lines end with \n or \r\n.
- Blank lines and lines that begin with "#" are ignored. A line may begin with "export " before the name.
- A name is a letter or "_" followed by letters, digits and "_". Lines without "=" or with another kind of name are ignored.
- A value in double quotes loses them, and inside \n becomes a line end, \" a quote and \\ a backslash; other backslashes stay. A value in single quotes loses them and is otherwise kept as it is. Quotes count only when the value begins and ends with the same quote and has at least two characters.
- In a value without quotes a "#" that follows white space begins a comment, which is removed together with the white space before it.
- When a name comes twice, the last one wins.`,
    tests: [
      { args: ['A=1\nB=two words \n'], returns: { A: '1', B: 'two words' } },
      { args: ['# comment\n\nexport A = x'], returns: { A: 'x' } },
      { args: ['A="a\\nb" \nB=\'a\\nb\''], returns: { A: 'a\nb', B: 'a\\nb' } },
      { args: ['A=x # note\nB="x # y"\nC=x#y'], returns: { A: 'x', B: 'x # y', C: 'x#y' } },
      { args: ['1A=x\nnothing\nA-B=1\n_ok=1'], returns: { _ok: '1' } },
      { args: ['A=1\r\nA=2\r\n'], returns: { A: '2' } },
      { args: ['A=\nB=""\nC="'], returns: { A: '', B: '', C: '"' } },
      { args: ['URL=postgres://u:p@h/db?x=1&y=2'], returns: { URL: 'postgres://u:p@h/db?x=1&y=2' } },
      { args: ['A="say \\"hi\\" \\\\ \\t"'], returns: { A: 'say "hi" \\ \\t' } },
      { args: ['A = "x" # after'], returns: { A: '"x"' } },
      { args: ['A=#x\nB= #x'], returns: { A: '#x', B: '' } },
      { args: ['export=1\nexport export=2'], returns: { export: '2' } },
    ],
    reference: String.raw`function parseEnv(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line.startsWith('#')) continue;
    const found = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(line);
    if (found === null) continue;
    const [, name, value] = found;
    result[name!] = valueOf(value!);
  }
  return result;
}

function valueOf(raw: string): string {
  const text = raw.trim();
  const quote = text[0];
  if (text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote)) {
    const inside = text.slice(1, -1);
    if (quote === "'") return inside;
    return inside.replace(/\\(n|"|\\)/g, (_, escape: string) => (escape === 'n' ? '\n' : escape));
  }
  return raw.replace(/\s#.*$/, '').trim();
}`,
    wrong: [
      String.raw`function parseEnv(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [name, value] = line.replace(/^export /, '').split('=');
    if (value === undefined) continue;
    result[name!.trim()] = value.replace(/\s+#.*$/, '').trim().replace(/^["']|["']$/g, '');
  }
  return result;
}`,
    ],
  },
  {
    id: 'ts-format-bytes',
    kind: 'function',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'formatBytes',
    prompt: `Write a function formatBytes(bytes: number): string that writes a size for people.
- Units are B, KiB, MiB, GiB and TiB, each 1024 times the one before. Use the largest unit in which the number is at least 1 (B for 0), and never a larger one than TiB.
- In B the number is written as it is. In the other units it has one decimal when it is below 10, and none otherwise; it is rounded half up.
- When rounding gives 1024 of a unit that is not TiB, the next unit is used: 1048575 bytes are "1.0 MiB". When rounding to one decimal gives 10.0, "10" is written.
- Number and unit are separated by one space. bytes is a whole number of at least 0; for a negative or fractional number, NaN or an infinite one throw a RangeError.`,
    tests: [
      { args: [0], returns: '0 B' },
      { args: [1023], returns: '1023 B' },
      { args: [1024], returns: '1.0 KiB' },
      { args: [1536], returns: '1.5 KiB' },
      { args: [10240], returns: '10 KiB' },
      { args: [10188], returns: '9.9 KiB' },
      { args: [10189], returns: '10 KiB' },
      { args: [1048575], returns: '1.0 MiB' },
      { args: [1048064], returns: '1.0 MiB' },
      { args: [1073741824], returns: '1.0 GiB' },
      { args: [5497558138880], returns: '5.0 TiB' },
      { args: [1125899906842624], returns: '1024 TiB' },
      { args: [9007199254740991], returns: '8192 TiB' },
      { args: [-1], returns: { $throws: 'RangeError' } },
      { args: [1.5], returns: { $throws: 'RangeError' } },
      { args: [{ $number: 'NaN' }], returns: { $throws: 'RangeError' } },
    ],
    reference: `function formatBytes(bytes: number): string {
  if (!Number.isInteger(bytes) || bytes < 0) throw new RangeError('bytes must be a whole number of at least 0');
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = bytes;
  let at = 0;
  while (at < units.length - 1 && size >= 1024) {
    size /= 1024;
    at += 1;
  }
  if (at > 0 && at < units.length - 1 && Math.floor(size + 0.5) >= 1024) {
    size = 1;
    at += 1;
  }
  if (at === 0) return bytes + ' B';
  const tenths = Math.floor(size * 10 + 0.5);
  const text = tenths < 100 ? Math.floor(tenths / 10) + '.' + (tenths % 10) : String(Math.floor(size + 0.5));
  return text + ' ' + units[at];
}`,
    wrong: [
      `function formatBytes(bytes: number): string {
  if (!Number.isInteger(bytes) || bytes < 0) throw new RangeError('bad size');
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const at = bytes === 0 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const size = bytes / 1024 ** at;
  return (at > 0 && size < 10 ? size.toFixed(1) : String(Math.round(size))) + ' ' + units[at];
}`,
    ],
  },
  {
    id: 'ts-parse-page-ranges',
    kind: 'function',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'parsePages',
    prompt: `Write a function parsePages(text: string, pages: number): number[] | null that reads a choice of pages out of 1 to pages.
- The text is one or more entries separated by commas; spaces around entries and around "-" are allowed. An entry is a page "7", a range "3-5", an open range "9-" (up to the last page) or "-2" (the last two pages: for 10 pages 9 and 10), or "odd" or "even".
- Ranges that go backwards, such as "5-3", are given backwards.
- The result has the pages in the order of the entries; a page that was there already is not repeated.
- Return null when the text is empty or an entry is anything else, when a page is 0 or above pages, and when "-N" asks for 0 pages or for more than there are.`,
    tests: [
      { args: ['1-3,5', 10], returns: [1, 2, 3, 5] },
      { args: ['5-3', 10], returns: [5, 4, 3] },
      { args: ['9-', 10], returns: [9, 10] },
      { args: ['-2', 10], returns: [9, 10] },
      { args: ['odd', 5], returns: [1, 3, 5] },
      { args: ['2, even, 1 - 3', 5], returns: [2, 4, 1, 3] },
      { args: ['', 5], returns: null },
      { args: ['1,,2', 5], returns: null },
      { args: ['0', 5], returns: null },
      { args: ['6', 5], returns: null },
      { args: ['-6', 5], returns: null },
      { args: ['-0', 5], returns: null },
      { args: ['5-,5', 5], returns: [5] },
      { args: ['1-2-3', 5], returns: null },
      { args: ['3-3', 3], returns: [3] },
      { args: ['4-9', 8], returns: null },
      { args: ['2.5', 5], returns: null },
      { args: ['-5', 5], returns: [1, 2, 3, 4, 5] },
    ],
    reference: String.raw`function parsePages(text: string, pages: number): number[] | null {
  const chosen = new Set<number>();
  for (const entry of text.split(',')) {
    const found = pagesOf(entry.trim(), pages);
    if (found === null) return null;
    for (const page of found) chosen.add(page);
  }
  return [...chosen];
}

function pagesOf(entry: string, pages: number): number[] | null {
  if (entry === 'odd' || entry === 'even') {
    return span(1, pages).filter((page) => page % 2 === (entry === 'odd' ? 1 : 0));
  }
  const found = /^(\d*)( *- *)?(\d*)$/.exec(entry);
  if (found === null) return null;
  const [, first = '', dash, last = ''] = found;
  if (first === '' && last === '') return null;
  const valid = (page: number): boolean => page >= 1 && page <= pages;
  if (dash === undefined) return last === '' && valid(Number(first)) ? [Number(first)] : null;
  if (first === '') {
    const count = Number(last);
    return count >= 1 && count <= pages ? span(pages - count + 1, pages) : null;
  }
  const from = Number(first);
  const to = last === '' ? pages : Number(last);
  return valid(from) && valid(to) ? span(from, to) : null;
}

function span(from: number, to: number): number[] {
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + step * index);
}`,
    wrong: [
      String.raw`function parsePages(text: string, pages: number): number[] | null {
  const chosen = new Set<number>();
  for (const entry of text.split(',').map((each) => each.trim())) {
    if (entry === 'odd' || entry === 'even') {
      for (let page = entry === 'odd' ? 1 : 2; page <= pages; page += 2) chosen.add(page);
      continue;
    }
    const found = /^(\d*)\s*(-?)\s*(\d*)$/.exec(entry);
    if (!found || entry === '' || entry === '-') return null;
    let from = Number(found[1]);
    let to = found[2] ? (found[3] ? Number(found[3]) : pages) : from;
    if (!found[1]) {
      from = pages - to + 1;
      to = pages;
    }
    if (from > to) [from, to] = [to, from];
    if (from < 1 || to > pages) return null;
    for (let page = from; page <= to; page += 1) chosen.add(page);
  }
  return [...chosen];
}`,
    ],
  },
  {
    id: 'ts-split-shell',
    kind: 'function',
    language: 'typescript',
    tags: ['hard'],
    entryPoint: 'splitShell',
    prompt: String.raw`Write a function splitShell(line: string): string[] | null that splits a command line into words like a shell, without expanding anything.
- Words are separated by spaces and tabs outside of quotes.
- Outside of quotes a backslash makes the next character ordinary and disappears itself.
- Between single quotes everything is ordinary, also backslashes.
- Between double quotes a backslash disappears only before \ and ", and stays before everything else.
- Parts that touch one another make one word: a"b c"'d' is the word "ab cd". A pair of quotes with nothing inside makes a word, also an empty one.
- A "#" at the beginning of a word (outside of quotes, not behind a backslash) begins a comment up to the end.
- Return null when a quote is not closed or the line ends with a backslash outside of single quotes and comments (in double quotes that means a quote not closed).`,
    tests: [
      { args: ['git commit -m "first commit"'], returns: ['git', 'commit', '-m', 'first commit'] },
      { args: ['a"b c"\'d\''], returns: ['ab cd'] },
      { args: ['one\\ word two'], returns: ['one word', 'two'] },
      { args: ['echo \'a\\b\' "a\\b" "a\\"b" "a\\\\b"'], returns: ['echo', 'a\\b', 'a\\b', 'a"b', 'a\\b'] },
      { args: ['\'\' "" x'], returns: ['', '', 'x'] },
      { args: ['  spaced \t out  '], returns: ['spaced', 'out'] },
      { args: [''], returns: [] },
      { args: ['a # comment "open'], returns: ['a'] },
      { args: ['a#b \\#c "#d" \'\'#e'], returns: ['a#b', '#c', '#d', '#e'] },
      { args: ['"open'], returns: null },
      { args: ["it's"], returns: null },
      { args: ['end\\'], returns: null },
      { args: ['"a\\'], returns: null },
      { args: ['# only'], returns: [] },
      { args: ['a\\\\ b'], returns: ['a\\', 'b'] },
      { args: ['x=\'y z\' --flag=""'], returns: ['x=y z', '--flag='] },
    ],
    reference: String.raw`function splitShell(line: string): string[] | null {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < line.length) {
    const c = line[at]!;
    at += 1;
    if (c === ' ' || c === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (c === '#' && word === undefined) {
      return words;
    } else if (c === '\\') {
      if (at === line.length) return null;
      word = (word ?? '') + line[at];
      at += 1;
    } else if (c === "'") {
      const end = line.indexOf("'", at);
      if (end < 0) return null;
      word = (word ?? '') + line.slice(at, end);
      at = end + 1;
    } else if (c === '"') {
      word ??= '';
      for (;;) {
        const d = line[at];
        if (d === undefined) return null;
        at += 1;
        if (d === '"') break;
        const next = line[at];
        if (d === '\\' && (next === '\\' || next === '"')) {
          word += next;
          at += 1;
        } else word += d;
      }
    } else word = (word ?? '') + c;
  }
  if (word !== undefined) words.push(word);
  return words;
}`,
    wrong: [
      String.raw`function splitShell(line: string): string[] | null {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const c = line[at]!;
    if (c === '\\' && quote !== "'") {
      at += 1;
      if (at >= line.length) return null;
      word += line[at];
    } else if (quote) {
      if (c === quote) quote = '';
      else word += c;
    } else if (c === '"' || c === "'") quote = c;
    else if (c === ' ' || c === '\t') {
      if (word) words.push(word);
      word = '';
    } else if (c === '#' && !word) break;
    else word += c;
  }
  if (word) words.push(word);
  return quote ? null : words;
}`,
    ],
  },
  {
    id: 'ts-markdown-table',
    kind: 'function',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'markdownTable',
    prompt: String.raw`Write a function markdownTable(rows: Record<string, string | number | null>[], columns: string[]): string that writes a Markdown table.
- The first line has the column names, the second the rule, then comes one line for each row. Lines are joined by "\n", with none at the end.
- A cell is the row's value under the column's name: a missing or null one is empty, a number is written as String does. In cells and names "|" becomes "\|" and a line end becomes a space.
- A column is numeric when it has at least one value and all its values that are not missing or null are numbers; numeric columns are aligned to the right, others to the left. The rule has "-" for the width of the column, with ":" as its last character in a numeric one.
- All cells of a column are filled with spaces to the same width: the longest cell or name, but at least 3.
- Every line begins with "| ", has " | " between cells and ends with " |".`,
    tests: [
      {
        args: [
          [
            { name: 'a', size: 10 },
            { name: 'bcd', size: 5 },
          ],
          ['name', 'size'],
        ],
        returns: '| name | size |\n| ---- | ---: |\n| a    |   10 |\n| bcd  |    5 |',
      },
      { args: [[], ['x']], returns: '| x   |\n| --- |' },
      {
        args: [
          [{ a: null, b: 1 }, { b: -2.5 }],
          ['a', 'b'],
        ],
        returns: '| a   |    b |\n| --- | ---: |\n|     |    1 |\n|     | -2.5 |',
      },
      {
        args: [[{ t: 'x|y' }, { t: 'two\nlines' }], ['t']],
        returns: '| t         |\n| --------- |\n| x\\|y      |\n| two lines |',
      },
      { args: [[{ n: 1 }, { n: 'one' }], ['n']], returns: '| n   |\n| --- |\n| 1   |\n| one |' },
      {
        args: [[{ long: 'a very long cell indeed', s: 'x' }], ['s', 'long']],
        returns:
          '| s   | long                    |\n| --- | ----------------------- |\n| x   | a very long cell indeed |',
      },
      { args: [[{ a: 1, hidden: 2 }], ['a']], returns: '|   a |\n| --: |\n|   1 |' },
      { args: [[{ 'p|q': 0 }], ['p|q']], returns: '| p\\|q |\n| ---: |\n|    0 |' },
      {
        args: [
          [{}, {}],
          ['aa', 'b'],
        ],
        returns: '| aa  | b   |\n| --- | --- |\n|     |     |\n|     |     |',
      },
      {
        args: [[{ v: 123456 }, { v: 7 }, { v: null }], ['v']],
        returns: '|      v |\n| -----: |\n| 123456 |\n|      7 |\n|        |',
      },
    ],
    reference: String.raw`type Row = Record<string, string | number | null>;

function markdownTable(rows: Row[], columns: string[]): string {
  const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const table = columns.map((name) => {
    const values = rows.map((row) => row[name] ?? null);
    const given = values.filter((value) => value !== null);
    const numeric = given.length > 0 && given.every((value) => typeof value === 'number');
    const cells = [escape(name), ...values.map((value) => (value === null ? '' : escape(String(value))))];
    const width = Math.max(3, ...cells.map((cell) => cell.length));
    const padded = cells.map((cell) => (numeric ? cell.padStart(width) : cell.padEnd(width)));
    padded.splice(1, 0, numeric ? '-'.repeat(width - 1) + ':' : '-'.repeat(width));
    return padded;
  });
  const lines = Array.from({ length: rows.length + 2 }, (_, line) => table.map((column) => column[line]).join(' | '));
  return lines.map((line) => '| ' + line + ' |').join('\n');
}`,
    wrong: [
      String.raw`type Row = Record<string, string | number | null>;

function markdownTable(rows: Row[], columns: string[]): string {
  const text = (value: unknown): string => (value ? String(value).replace('|', '\\|') : '');
  const widths = columns.map((name) => Math.max(3, name.length, ...rows.map((row) => text(row[name]).length)));
  const numeric = columns.map((name) => rows.every((row) => typeof row[name] === 'number'));
  const line = (cells: string[]): string =>
    '| ' + cells.map((cell, i) => (numeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join(' | ') + ' |';
  return [
    line(columns),
    line(columns.map((_, i) => '-'.repeat(widths[i]! - (numeric[i] ? 1 : 0)) + (numeric[i] ? ':' : ''))),
    ...rows.map((row) => line(columns.map((name) => text(row[name])))),
  ].join('\n');
}`,
    ],
  },
  {
    id: 'ts-parse-stack',
    kind: 'function',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'parseStack',
    prompt: `Write a function parseStack(stack: string) that reads the stack of a JavaScript error and returns { name, message, frames }.
- The text before the first frame is "Name: message" or "Name"; the message may have several lines (they stay as they are) and is "" when it is missing. Name is the part before the first ": " of the first line, or the whole first line when there is none.
- A frame is a line that, after leading white space, is "at FUNCTION (FILE:LINE:COLUMN)" or "at FILE:LINE:COLUMN". FUNCTION may begin with "async " or "new ", which belongs to it. FILE may hold colons and spaces; LINE and COLUMN are whole numbers at the end.
- frames is an array of { function, file, line, column } in order; function is null in the second form, line and column are numbers. Lines behind the first frame that are no frames are ignored.
- Frames whose file begins with "node:" are left out.`,
    tests: [
      {
        args: ['TypeError: x is not a function\n    at run (/app/main.js:10:5)\n    at /app/index.js:3:1'],
        returns: {
          name: 'TypeError',
          message: 'x is not a function',
          frames: [
            { function: 'run', file: '/app/main.js', line: 10, column: 5 },
            { function: null, file: '/app/index.js', line: 3, column: 1 },
          ],
        },
      },
      {
        args: ['Error\n    at f (/a.js:1:2)'],
        returns: { name: 'Error', message: '', frames: [{ function: 'f', file: '/a.js', line: 1, column: 2 }] },
      },
      {
        args: ['Error: two\nlines: here\n    at f (/a.js:1:2)'],
        returns: {
          name: 'Error',
          message: 'two\nlines: here',
          frames: [{ function: 'f', file: '/a.js', line: 1, column: 2 }],
        },
      },
      {
        args: ['Error: x\n    at async Promise.all (index 0)\n    at async load (file:///app/a b.mjs:20:11)'],
        returns: {
          name: 'Error',
          message: 'x\n    at async Promise.all (index 0)',
          frames: [{ function: 'async load', file: 'file:///app/a b.mjs', line: 20, column: 11 }],
        },
      },
      {
        args: [
          'Error: x\n    at new Foo (C:\\app\\foo.js:7:9)\n    at node:internal/main:1:2\n    at run (node:vm:3:4)',
        ],
        returns: {
          name: 'Error',
          message: 'x',
          frames: [{ function: 'new Foo', file: 'C:\\app\\foo.js', line: 7, column: 9 }],
        },
      },
      { args: ['RangeError: none'], returns: { name: 'RangeError', message: 'none', frames: [] } },
      {
        args: ['Error: at the end\n    at <anonymous>:1:7'],
        returns: {
          name: 'Error',
          message: 'at the end',
          frames: [{ function: null, file: '<anonymous>', line: 1, column: 7 }],
        },
      },
      {
        args: ['Error: x\n    at f (/a.js:1:2)\nnot a frame\n    at g (/b.js:3:4)'],
        returns: {
          name: 'Error',
          message: 'x',
          frames: [
            { function: 'f', file: '/a.js', line: 1, column: 2 },
            { function: 'g', file: '/b.js', line: 3, column: 4 },
          ],
        },
      },
      {
        args: ['HttpError: 404: not found\n\tat get (https://host:8080/x.js:1:30)'],
        returns: {
          name: 'HttpError',
          message: '404: not found',
          frames: [{ function: 'get', file: 'https://host:8080/x.js', line: 1, column: 30 }],
        },
      },
      {
        args: ['Error: x\n    at Object.<anonymous> (/a (copy)/b.js:5:6)'],
        returns: {
          name: 'Error',
          message: 'x',
          frames: [{ function: 'Object.<anonymous>', file: '/a (copy)/b.js', line: 5, column: 6 }],
        },
      },
    ],
    reference: String.raw`interface Frame {
  function: string | null;
  file: string;
  line: number;
  column: number;
}

function frameOf(text: string): Frame | null {
  const named = /^\s*at (.+?) \((.+):(\d+):(\d+)\)$/.exec(text);
  if (named !== null) {
    return { function: named[1]!, file: named[2]!, line: Number(named[3]), column: Number(named[4]) };
  }
  const bare = /^\s*at (.+):(\d+):(\d+)$/.exec(text);
  if (bare === null) return null;
  return { function: null, file: bare[1]!, line: Number(bare[2]), column: Number(bare[3]) };
}

function parseStack(stack: string): { name: string; message: string; frames: Frame[] } {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => frameOf(line) !== null);
  const end = first < 0 ? lines.length : first;
  const [title = '', ...more] = lines.slice(0, end);
  const colon = title.indexOf(': ');
  const name = colon < 0 ? title : title.slice(0, colon);
  const message = [colon < 0 ? '' : title.slice(colon + 2), ...more].join('\n');
  const frames = lines
    .slice(end)
    .map(frameOf)
    .filter((frame): frame is Frame => frame !== null && !frame.file.startsWith('node:'));
  return { name, message, frames };
}`,
    wrong: [
      String.raw`function parseStack(stack: string) {
  const [title = '', ...rest] = stack.split('\n');
  const [name, message = ''] = title.split(': ');
  const frames = [];
  for (const line of rest) {
    const found = /at (?:(.+) \()?([^:]+):(\d+):(\d+)\)?$/.exec(line);
    if (!found || found[2]!.startsWith('node')) continue;
    frames.push({ function: found[1] ?? null, file: found[2], line: Number(found[3]), column: Number(found[4]) });
  }
  return { name, message, frames };
}`,
    ],
  },
  {
    id: 'ts-evaluate',
    kind: 'function',
    language: 'typescript',
    tags: ['hard'],
    entryPoint: 'evaluate',
    prompt: `Write a function evaluate(expression: string, variables: Record<string, number>): number that computes an arithmetic expression, without eval and without Function.
- It has numbers ("2", "2.5", no exponent, digits on both sides of the point), names (letters, digits and "_", not beginning with a digit), + - * / % ^, parentheses, and white space anywhere between them.
- ^ is power; it binds strongest and groups from the right: 2^3^2 is 512. Then comes the sign - or + before an operand, which may be repeated: -2^2 is -4, 2^-1 is 0.5, --3 is 3. Then * / % and then + -, both from the left.
- % is the remainder as in JavaScript.
- The names min and max are functions when "(" follows: one or more arguments separated by commas. Every other name is looked up in variables.
- Throw a SyntaxError when the text is no such expression (also when it is empty), a ReferenceError for an unknown name or function, and a RangeError for division or remainder by zero. Syntax is checked before anything is computed.`,
    tests: [
      { args: ['1 + 2 * 3', {}], returns: 7 },
      { args: ['2^3^2', {}], returns: 512 },
      { args: ['-2^2', {}], returns: -4 },
      { args: ['2^-1', {}], returns: 0.5 },
      { args: ['(1+2)*3 - 4/2', {}], returns: 7 },
      { args: ['10 - 4 - 3', {}], returns: 3 },
      { args: ['-7 % 3', {}], returns: -1 },
      { args: ['x * (y_1 + .5)', { x: 2, y_1: 3 }], returns: { $throws: 'SyntaxError' } },
      { args: ['x * y', { x: 2 }], returns: { $throws: 'ReferenceError' } },
      { args: ['max(1, min(5, 3), 2)', {}], returns: 3 },
      { args: ['1 / (2 - 2)', {}], returns: { $throws: 'RangeError' } },
      { args: ['', {}], returns: { $throws: 'SyntaxError' } },
      { args: ['1 +', {}], returns: { $throws: 'SyntaxError' } },
      { args: ['1 2', {}], returns: { $throws: 'SyntaxError' } },
      { args: ['(1', {}], returns: { $throws: 'SyntaxError' } },
      { args: ['1 / 0 )', {}], returns: { $throws: 'SyntaxError' } },
      { args: ['min()', {}], returns: { $throws: 'SyntaxError' } },
      { args: ['--3 - -2', {}], returns: 5 },
      { args: ['min + 1', { min: 4 }], returns: 5 },
      { args: ['sqrt(4)', { sqrt: 1 }], returns: { $throws: 'ReferenceError' } },
      { args: ['2 * toString', {}], returns: { $throws: 'ReferenceError' } },
      { args: ['8 / 2 / 2 * 3 % 4', {}], returns: 2 },
    ],
    reference: String.raw`type Compute = () => number;

function evaluate(expression: string, variables: Record<string, number>): number {
  const tokens = tokenise(expression);
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const expect = (token: string): void => {
    if (tokens[at] !== token) throw new SyntaxError('expected ' + token);
    at += 1;
  };

  function sum(): Compute {
    let left = product();
    while (peek() === '+' || peek() === '-') {
      const sign = tokens[at++] === '+' ? 1 : -1;
      const [a, b] = [left, product()];
      left = () => a() + sign * b();
    }
    return left;
  }

  function product(): Compute {
    let left = signed();
    while (peek() === '*' || peek() === '/' || peek() === '%') {
      const operator = tokens[at++];
      const [a, b] = [left, signed()];
      left = () => {
        const [x, y] = [a(), b()];
        if (operator === '*') return x * y;
        if (y === 0) throw new RangeError('division by zero');
        return operator === '/' ? x / y : x % y;
      };
    }
    return left;
  }

  function signed(): Compute {
    if (peek() !== '-' && peek() !== '+') return power();
    const sign = tokens[at++] === '-' ? -1 : 1;
    const operand = signed();
    return () => sign * operand();
  }

  function power(): Compute {
    const base = operand();
    if (peek() !== '^') return base;
    at += 1;
    const exponent = signed();
    return () => base() ** exponent();
  }

  function operand(): Compute {
    const token = tokens[at];
    at += 1;
    if (token === '(') {
      const inside = sum();
      expect(')');
      return inside;
    }
    if (token !== undefined && /^\d/.test(token)) return () => Number(token);
    if (token === undefined || !/^[A-Za-z_]/.test(token)) throw new SyntaxError('expected an operand');
    if (peek() === '(') return call(token);
    return () => {
      if (!Object.hasOwn(variables, token)) throw new ReferenceError(token);
      return variables[token]!;
    };
  }

  function call(name: string): Compute {
    expect('(');
    const args = [sum()];
    while (peek() === ',') {
      at += 1;
      args.push(sum());
    }
    expect(')');
    return () => {
      if (name !== 'min' && name !== 'max') throw new ReferenceError(name);
      return Math[name](...args.map((each) => each()));
    };
  }

  const compute = sum();
  if (at < tokens.length) throw new SyntaxError('unexpected ' + tokens[at]);
  return compute();
}

function tokenise(expression: string): string[] {
  const tokens: string[] = [];
  const form = /\s*(?:(\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*|[-+*/%^(),])|$)/y;
  while (form.lastIndex < expression.length) {
    const found = form.exec(expression);
    if (found === null) throw new SyntaxError('unexpected character');
    if (found[1] === undefined) break;
    tokens.push(found[1]);
  }
  return tokens;
}`,
    wrong: [
      String.raw`function evaluate(expression: string, variables: Record<string, number>): number {
  const tokens = expression.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|[-+*/%^(),]/g) ?? [];
  let at = 0;
  function sum(): number {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') left = tokens[at++] === '+' ? left + product() : left - product();
    return left;
  }
  function product(): number {
    let left = power();
    while (tokens[at] === '*' || tokens[at] === '/' || tokens[at] === '%') {
      const operator = tokens[at++];
      const right = power();
      if (operator !== '*' && right === 0) throw new RangeError('zero');
      left = operator === '*' ? left * right : operator === '/' ? left / right : left % right;
    }
    return left;
  }
  function power(): number {
    let left = unary();
    while (tokens[at] === '^') {
      at += 1;
      left = left ** unary();
    }
    return left;
  }
  function unary(): number {
    const token = tokens[at++];
    if (token === '-') return -unary();
    if (token === '+') return unary();
    if (token === '(') {
      const value = sum();
      if (tokens[at++] !== ')') throw new SyntaxError('expected )');
      return value;
    }
    if (token === undefined) throw new SyntaxError('unexpected end');
    if (/^\d/.test(token)) return Number(token);
    if (!/^\w/.test(token)) throw new SyntaxError('unexpected ' + token);
    if ((token === 'min' || token === 'max') && tokens[at] === '(') {
      const args: number[] = [];
      do {
        at += 1;
        args.push(sum());
      } while (tokens[at] === ',');
      at += 1;
      return Math[token](...args);
    }
    if (!(token in variables)) throw new ReferenceError(token);
    return variables[token]!;
  }
  const value = sum();
  if (at < tokens.length) throw new SyntaxError('unexpected token');
  return value;
}`,
    ],
  },
];
