import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** JavaScript: reading and writing text. */
export const JAVASCRIPT_TEXT: readonly CodeItem[] = [
  {
    id: 'js-parse-duration',
    kind: 'function',
    language: 'javascript',
    tags: ['easy'],
    entryPoint: 'parseDuration',
    prompt: `Write a function parseDuration(text) that turns a duration into a number of milliseconds.
- A duration is one or more parts without anything between them; a part is a whole number and a unit: "ms", "s", "m", "h" or "d".
- Examples: "90s" is 90000, "1h30m" is 5400000, "250ms" is 250, "1d" is 86400000.
- Every unit may occur at most once, in any order.
- Return null for everything else: the empty text, a unit without a number, a number without a unit, an unknown unit, a sign, a decimal point, or any white space.`,
    tests: [
      { args: ['90s'], returns: 90000 },
      { args: ['1h30m'], returns: 5400000 },
      { args: ['250ms'], returns: 250 },
      { args: ['1d'], returns: 86400000 },
      { args: [''], returns: null },
      { args: ['10'], returns: null },
      { args: ['m'], returns: null },
      { args: ['1h1h'], returns: null },
      { args: ['1m500ms'], returns: 60500 },
      { args: ['-5s'], returns: null },
      { args: ['1.5h'], returns: null },
      { args: ['1h 30m'], returns: null },
      { args: ['30m1h'], returns: 5400000 },
      { args: ['0s'], returns: 0 },
      { args: ['5M'], returns: null },
    ],
    reference: String.raw`function parseDuration(text) {
  const sizes = { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000 };
  if (!/^(?:\d+(?:ms|s|m|h|d))+$/.test(text)) return null;
  const seen = new Set();
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    if (seen.has(unit)) return null;
    seen.add(unit);
    total += Number(count) * sizes[unit];
  }
  return total;
}`,
    wrong: [
      String.raw`function parseDuration(text) {
  const sizes = { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000 };
  let total = 0;
  let found = false;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    found = true;
    total += Number(count) * sizes[unit];
  }
  return found ? total : null;
}`,
    ],
  },
  {
    id: 'js-slugify',
    kind: 'function',
    language: 'javascript',
    tags: ['easy'],
    entryPoint: 'slugify',
    prompt: `Write a function slugify(title, maxLength) that makes an address part of a title.
- Lower-case the ASCII letters. Keep ASCII letters and digits; every run of other characters becomes one hyphen.
- No hyphen at the beginning or at the end.
- When the result is longer than maxLength, drop whole words (the parts between hyphens) from the end until it fits. When even the first word is too long, cut that word to maxLength characters.
- A title without letters and digits gives "untitled", cut to maxLength in the same way.`,
    tests: [
      { args: ['Hello, World!', 40], returns: 'hello-world' },
      { args: ['  --Already--slugged--  ', 40], returns: 'already-slugged' },
      { args: ['The quick brown fox', 13], returns: 'the-quick' },
      { args: ['The quick brown fox', 9], returns: 'the-quick' },
      { args: ['Internationalisation matters', 8], returns: 'internat' },
      { args: ['!!!', 40], returns: 'untitled' },
      { args: ['', 3], returns: 'unt' },
      { args: ['C++ & Rust: 2024', 40], returns: 'c-rust-2024' },
      { args: ['Caffè latte', 40], returns: 'caff-latte' },
      { args: ['a b c d e f', 5], returns: 'a-b-c' },
      { args: ['ONE', 3], returns: 'one' },
      { args: ['one two', 7], returns: 'one-two' },
    ],
    reference: `function slugify(title, maxLength) {
  let words = title.toLowerCase().match(/[a-z0-9]+/g);
  if (words === null) words = ['untitled'];
  while (words.length > 1 && words.join('-').length > maxLength) words.pop();
  return words.join('-').slice(0, maxLength);
}`,
    wrong: [
      `function slugify(title, maxLength) {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return (slug || 'untitled').slice(0, maxLength);
}`,
    ],
  },
  {
    id: 'js-csv-line',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'parseCsvLine',
    prompt: `Write a function parseCsvLine(line) that splits one line of comma-separated values into an array of strings.
- Fields are separated by commas. An empty line is one empty field: [""].
- A field that begins with a double quote ends at the next double quote that is not doubled; inside, "" stands for one double quote, and commas are ordinary characters.
- Behind the closing quote only a comma or the end of the line may follow.
- In a field that does not begin with a quote, quotes are ordinary characters and white space is kept.
- Return null when a quoted field is not closed, or when something else than a comma follows a closing quote.`,
    tests: [
      { args: ['a,b,c'], returns: ['a', 'b', 'c'] },
      { args: [''], returns: [''] },
      { args: [','], returns: ['', ''] },
      { args: ['"a,b",c'], returns: ['a,b', 'c'] },
      { args: ['"say ""hi""",x'], returns: ['say "hi"', 'x'] },
      { args: ['a, b ,c'], returns: ['a', ' b ', 'c'] },
      { args: ['"open'], returns: null },
      { args: ['"a"b,c'], returns: null },
      { args: ['a"b,c"'], returns: ['a"b', 'c"'] },
      { args: ['"",""'], returns: ['', ''] },
      { args: ['x,"",y,'], returns: ['x', '', 'y', ''] },
      { args: ['"a""'], returns: null },
    ],
    reference: `function parseCsvLine(line) {
  const fields = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (line[at] === '"') {
      at += 1;
      for (;;) {
        const quote = line.indexOf('"', at);
        if (quote < 0) return null;
        field += line.slice(at, quote);
        at = quote + 1;
        if (line[at] !== '"') break;
        field += '"';
        at += 1;
      }
      if (at < line.length && line[at] !== ',') return null;
    } else {
      const comma = line.indexOf(',', at);
      const end = comma < 0 ? line.length : comma;
      field = line.slice(at, end);
      at = end;
    }
    fields.push(field);
    if (at >= line.length) return fields;
    at += 1;
  }
}`,
    wrong: [
      `function parseCsvLine(line) {
  const fields = [];
  let field = '';
  let quoted = false;
  for (const c of line) {
    if (c === '"') quoted = !quoted;
    else if (c === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else field += c;
  }
  fields.push(field);
  return quoted ? null : fields;
}`,
    ],
  },
  {
    id: 'js-wrap-text',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'wrapText',
    prompt: `Write a function wrapText(text, width) that breaks a text into an array of lines of at most width characters.
- Words are separated by runs of white space; in the result words of a line are joined by one space.
- Fill lines greedily: a word goes to the current line when it fits there, otherwise it begins a new one.
- A word longer than width is cut: it begins on a new line (unless the current line is empty), every piece but the last has exactly width characters, and the last piece is a line that further words may join.
- A text without words gives an empty array.`,
    tests: [
      { args: ['the quick brown fox', 10], returns: ['the quick', 'brown fox'] },
      { args: ['  spaced   out\n\twords ', 6], returns: ['spaced', 'out', 'words'] },
      { args: ['', 5], returns: [] },
      { args: ['   ', 5], returns: [] },
      { args: ['abcdefghij', 4], returns: ['abcd', 'efgh', 'ij'] },
      { args: ['ab abcdefghij k', 4], returns: ['ab', 'abcd', 'efgh', 'ij k'] },
      { args: ['a b c d', 1], returns: ['a', 'b', 'c', 'd'] },
      { args: ['exact fit', 9], returns: ['exact fit'] },
      { args: ['exact fit now', 9], returns: ['exact fit', 'now'] },
      { args: ['hi abcdefgh x y', 4], returns: ['hi', 'abcd', 'efgh', 'x y'] },
      { args: ['one', 80], returns: ['one'] },
      { args: ['aaaa bbbb', 4], returns: ['aaaa', 'bbbb'] },
    ],
    reference: String.raw`function wrapText(text, width) {
  const lines = [];
  let line = '';
  const flush = () => {
    if (line !== '') lines.push(line);
    line = '';
  };
  for (let word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length <= width) {
      line += ' ' + word;
      continue;
    }
    flush();
    while (word.length > width) {
      lines.push(word.slice(0, width));
      word = word.slice(width);
    }
    line = word;
  }
  flush();
  return lines;
}`,
    wrong: [
      String.raw`function wrapText(text, width) {
  const lines = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ' ' + word;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}`,
    ],
  },
  {
    id: 'js-expand-braces',
    kind: 'function',
    language: 'javascript',
    tags: ['hard'],
    entryPoint: 'expandBraces',
    prompt: `Write a function expandBraces(pattern) that expands braces like a shell and returns an array of strings, in order.
- "{a,b}" gives each alternative in turn: "x{a,b}y" gives ["xay", "xby"]. Alternatives may be empty and may hold further braces: "{a,{b,c}}" gives ["a", "b", "c"].
- Several groups multiply, the leftmost changing slowest: "{a,b}{1,2}" gives ["a1", "a2", "b1", "b2"].
- "{m..n}" with two whole numbers (a minus sign is allowed) counts from m to n, upwards or downwards: "{3..1}" gives ["3", "2", "1"].
- Braces that hold neither a comma at their own level nor such a range are ordinary text and stay, while what is inside them is still expanded: "{a}" gives ["{a}"], "{{x,y}}" gives ["{x}", "{y}"].
- A brace without its partner is ordinary text: "a{b" gives ["a{b"]; "a}{b,c}" gives ["a}b", "a}c"].
- The empty pattern gives [""].`,
    tests: [
      { args: ['x{a,b}y'], returns: ['xay', 'xby'] },
      { args: ['{a,{b,c}}'], returns: ['a', 'b', 'c'] },
      { args: ['{a,b}{1,2}'], returns: ['a1', 'a2', 'b1', 'b2'] },
      { args: ['{3..1}'], returns: ['3', '2', '1'] },
      { args: ['{-1..1}.txt'], returns: ['-1.txt', '0.txt', '1.txt'] },
      { args: ['{a}'], returns: ['{a}'] },
      { args: ['{{x,y}}'], returns: ['{x}', '{y}'] },
      { args: ['a{b'], returns: ['a{b'] },
      { args: ['a}{b,c}'], returns: ['a}b', 'a}c'] },
      { args: [''], returns: [''] },
      { args: ['src/{index,lib/{a,b}}.js'], returns: ['src/index.js', 'src/lib/a.js', 'src/lib/b.js'] },
      { args: ['{,x}'], returns: ['', 'x'] },
      { args: ['{1..2..3}'], returns: ['{1..2..3}'] },
      { args: ['{a,b'], returns: ['{a,b'] },
      { args: ['{a,{b}'], returns: ['{a,{b}'] },
      { args: ['{5..5}'], returns: ['5'] },
    ],
    reference: String.raw`function expandBraces(pattern) {
  for (let open = 0; open < pattern.length; open += 1) {
    if (pattern[open] !== '{') continue;
    const close = partner(pattern, open);
    if (close < 0) continue;
    const inside = pattern.slice(open + 1, close);
    const before = pattern.slice(0, open);
    const rest = expandBraces(pattern.slice(close + 1));
    const range = /^(-?\d+)\.\.(-?\d+)$/.exec(inside);
    const parts = split(inside);
    let middle;
    if (range) {
      middle = [];
      const first = Number(range[1]);
      const last = Number(range[2]);
      const step = first <= last ? 1 : -1;
      for (let n = first; n !== last + step; n += step) middle.push(String(n));
    } else if (parts.length > 1) {
      middle = parts.flatMap(expandBraces);
    } else {
      middle = expandBraces(inside).map((text) => '{' + text + '}');
    }
    return middle.flatMap((text) => rest.map((end) => before + text + end));
  }
  return [pattern];
}

function partner(pattern, open) {
  let depth = 0;
  for (let at = open; at < pattern.length; at += 1) {
    if (pattern[at] === '{') depth += 1;
    if (pattern[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function split(inside) {
  const parts = [''];
  let depth = 0;
  for (const c of inside) {
    if (c === '{') depth += 1;
    if (c === '}') depth -= 1;
    if (c === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
}`,
    wrong: [
      String.raw`function expandBraces(pattern) {
  const found = /\{([^{}]*)\}/.exec(pattern);
  if (!found) return [pattern];
  const before = pattern.slice(0, found.index);
  const after = pattern.slice(found.index + found[0].length);
  const range = /^(-?\d+)\.\.(-?\d+)$/.exec(found[1]);
  let parts = found[1].split(',');
  if (range) {
    parts = [];
    for (let n = Number(range[1]); n <= Number(range[2]); n += 1) parts.push(String(n));
  }
  return parts.flatMap((part) => expandBraces(before + part + after));
}`,
    ],
  },
  {
    id: 'js-log-summary',
    kind: 'function',
    language: 'javascript',
    tags: ['easy'],
    entryPoint: 'summariseLog',
    prompt: String.raw`Write a function summariseLog(text) that counts the entries of a log.
- An entry is a line like "2024-03-01T09:15:00Z WARN disk almost full": a timestamp in exactly that form, one space, a level, and after that either the end of the line or a space and a message.
- Levels are DEBUG, INFO, WARN and ERROR, in capital letters. Lines that are no entry (blank ones, stack traces, other levels) are ignored.
- Lines end with \n or \r\n.
- Return an object { counts, firstError, hours }: counts has all four levels with their numbers; firstError is the message of the first ERROR entry ("" when it has none), or null when there is no ERROR entry; hours is the sorted array of the different hours of day, as two-digit strings, in which there was any entry.`,
    tests: [
      {
        args: ['2024-03-01T09:15:00Z WARN disk almost full\n2024-03-01T10:00:00Z ERROR disk full'],
        returns: { counts: { DEBUG: 0, INFO: 0, WARN: 1, ERROR: 1 }, firstError: 'disk full', hours: ['09', '10'] },
      },
      { args: [''], returns: { counts: { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 0 }, firstError: null, hours: [] } },
      {
        args: ['2024-03-01T09:15:00Z INFO a\r\n2024-03-01T09:16:00Z INFO b\r\n'],
        returns: { counts: { DEBUG: 0, INFO: 2, WARN: 0, ERROR: 0 }, firstError: null, hours: ['09'] },
      },
      {
        args: ['2024-03-01T23:15:00Z ERROR\n2024-03-02T01:00:00Z ERROR second'],
        returns: { counts: { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 2 }, firstError: '', hours: ['01', '23'] },
      },
      {
        args: ['2024-03-01 09:15:00 INFO wrong form\n   at main.js:1\n2024-03-01T09:15:00Z TRACE x'],
        returns: { counts: { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 0 }, firstError: null, hours: [] },
      },
      {
        args: ['2024-03-01T09:15:00Z INFORMATION is no level'],
        returns: { counts: { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 0 }, firstError: null, hours: [] },
      },
      {
        args: ['2024-03-01T09:15:00Z DEBUG x\n2024-03-01T09:15:01Z DEBUG y\n2024-03-01T08:15:01Z DEBUG z'],
        returns: { counts: { DEBUG: 3, INFO: 0, WARN: 0, ERROR: 0 }, firstError: null, hours: ['08', '09'] },
      },
      {
        args: ['2024-03-01T09:15:00Z ERROR first: a ERROR b\n\n2024-03-01T09:15:00Z ERROR other'],
        returns: { counts: { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 2 }, firstError: 'first: a ERROR b', hours: ['09'] },
      },
      {
        args: ['x 2024-03-01T09:15:00Z ERROR not at the beginning'],
        returns: { counts: { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 0 }, firstError: null, hours: [] },
      },
      {
        args: ['2024-03-01T09:15:00Z error lower'],
        returns: { counts: { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 0 }, firstError: null, hours: [] },
      },
    ],
    reference: String.raw`function summariseLog(text) {
  const counts = { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 0 };
  let firstError = null;
  const hours = new Set();
  for (const line of text.split(/\r?\n/)) {
    const entry = /^\d{4}-\d\d-\d\dT(\d\d):\d\d:\d\dZ (DEBUG|INFO|WARN|ERROR)(?: (.*))?$/.exec(line);
    if (entry === null) continue;
    const [, hour, level, message = ''] = entry;
    counts[level] += 1;
    hours.add(hour);
    if (level === 'ERROR' && firstError === null) firstError = message;
  }
  return { counts, firstError, hours: [...hours].sort() };
}`,
    wrong: [
      String.raw`function summariseLog(text) {
  const counts = { DEBUG: 0, INFO: 0, WARN: 0, ERROR: 0 };
  let firstError = null;
  const hours = new Set();
  for (const line of text.split('\n')) {
    const [time, level, ...rest] = line.trim().split(' ');
    if (!(level in counts)) continue;
    counts[level] += 1;
    hours.add(time.slice(11, 13));
    if (level === 'ERROR' && !firstError) firstError = rest.join(' ');
  }
  return { counts, firstError, hours: [...hours].sort() };
}`,
    ],
  },
  {
    id: 'js-line-diff',
    kind: 'function',
    language: 'javascript',
    tags: ['hard'],
    entryPoint: 'diffLines',
    prompt: `Write a function diffLines(before, after) that compares two arrays of lines and returns an array of strings: " " + line for a line that stays, "-" + line for one that is removed, "+" + line for one that is added, in order.
- The number of lines that stay must be the greatest possible (a longest common subsequence).
- Where several results are possible, walk from the beginning and prefer at every step, as long as the rest can still be best: first keeping a line that is equal on both sides, then removing, then adding.
- Two empty arrays give an empty array.`,
    tests: [
      {
        args: [
          ['a', 'b', 'c'],
          ['a', 'x', 'c'],
        ],
        returns: [' a', '-b', '+x', ' c'],
      },
      { args: [[], []], returns: [] },
      { args: [[], ['n']], returns: ['+n'] },
      { args: [['o'], []], returns: ['-o'] },
      {
        args: [
          ['a', 'b'],
          ['b', 'a'],
        ],
        returns: ['-a', ' b', '+a'],
      },
      {
        args: [
          ['a', 'b', 'c', 'a', 'b', 'b', 'a'],
          ['c', 'b', 'a', 'b', 'a', 'c'],
        ],
        returns: ['-a', '-b', ' c', '-a', ' b', '+a', ' b', ' a', '+c'],
      },
      { args: [['same', 'same'], ['same']], returns: [' same', '-same'] },
      { args: [['x'], ['x', 'x']], returns: [' x', '+x'] },
      {
        args: [
          ['{', '  a', '}', '{', '  b', '}'],
          ['{', '  a', '}', '{', '  n', '}', '{', '  b', '}'],
        ],
        returns: [' {', '   a', ' }', ' {', '+  n', '+}', '+{', '   b', ' }'],
      },
      {
        args: [
          ['p', 'q'],
          ['r', 's'],
        ],
        returns: ['-p', '-q', '+r', '+s'],
      },
      {
        args: [
          ['a', 'c', 'b'],
          ['a', 'b', 'c', 'd'],
        ],
        returns: [' a', '-c', ' b', '+c', '+d'],
      },
    ],
    reference: `function diffLines(before, after) {
  const common = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      common[i][j] =
        before[i] === after[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const result = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      result.push(' ' + before[i]);
      i += 1;
      j += 1;
    } else if (i < before.length && common[i + 1][j] === common[i][j]) {
      result.push('-' + before[i]);
      i += 1;
    } else {
      result.push('+' + after[j]);
      j += 1;
    }
  }
  return result;
}`,
    wrong: [
      `function diffLines(before, after) {
  const result = [];
  let j = 0;
  for (const line of before) {
    const at = after.indexOf(line, j);
    if (at < 0) {
      result.push('-' + line);
      continue;
    }
    for (; j < at; j += 1) result.push('+' + after[j]);
    result.push(' ' + line);
    j = at + 1;
  }
  for (; j < after.length; j += 1) result.push('+' + after[j]);
  return result;
}`,
    ],
  },
  {
    id: 'js-apply-hunks',
    kind: 'function',
    language: 'javascript',
    tags: ['hard'],
    entryPoint: 'applyHunks',
    prompt: `Write a function applyHunks(lines, patch) that applies the hunks of a unified diff to an array of lines and returns the new array, or null when the patch does not fit.
- patch is an array of lines. A hunk begins with a line "@@ -a,b +c,d @@", behind which anything may stand; ",b" and ",d" may be missing and are then 1. The lines of the hunk follow: " " + context, "-" + removed, "+" + added. Lines before the first hunk header (such as "--- a" and "+++ b") are ignored.
- a is the number, counted from 1, of the first line of the original that the hunk covers; b is how many of its lines it covers (context and removed lines). With b = 0 the new lines go in behind line a (a may be 0).
- The hunk must fit exactly there: every context and removed line equals the original's line. The numbers of context plus removed and of context plus added lines must be b and d. c is not looked at.
- Hunks come in order and do not overlap; otherwise return null. A line of a hunk that begins with anything else than " ", "-" or "+" makes the patch unfit.
- A patch without hunks gives a copy of the lines.`,
    tests: [
      {
        args: [
          ['a', 'b', 'c'],
          ['--- x', '+++ y', '@@ -1,3 +1,3 @@', ' a', '-b', '+B', ' c'],
        ],
        returns: ['a', 'B', 'c'],
      },
      { args: [['a', 'b', 'c'], []], returns: ['a', 'b', 'c'] },
      {
        args: [
          ['a', 'b', 'c'],
          ['@@ -2 +2 @@', '-b', '+x'],
        ],
        returns: ['a', 'x', 'c'],
      },
      {
        args: [
          ['a', 'b'],
          ['@@ -0,0 +1,2 @@', '+first', '+second'],
        ],
        returns: ['first', 'second', 'a', 'b'],
      },
      {
        args: [
          ['a', 'b'],
          ['@@ -2,0 +3 @@', '+end'],
        ],
        returns: ['a', 'b', 'end'],
      },
      {
        args: [
          ['a', 'b', 'c'],
          ['@@ -1,2 +1,2 @@', ' a', '-x', '+B'],
        ],
        returns: null,
      },
      {
        args: [
          ['a', 'b', 'c', 'd', 'e', 'f'],
          ['@@ -1,2 +1,1 @@ f()', ' a', '-b', '@@ -5,2 +4,3 @@', ' e', '+new', ' f'],
        ],
        returns: ['a', 'c', 'd', 'e', 'new', 'f'],
      },
      {
        args: [
          ['a', 'b', 'c'],
          ['@@ -2,2 +2,2 @@', ' b', '-c', '+C', '@@ -1,1 +1,1 @@', '-a', '+A'],
        ],
        returns: null,
      },
      {
        args: [
          ['a', 'b'],
          ['@@ -1,2 +1,2 @@', ' a', '-b'],
        ],
        returns: null,
      },
      { args: [['a'], ['@@ -3,1 +3,1 @@', '-c', '+C']], returns: null },
      {
        args: [
          ['a', '', 'c'],
          ['@@ -1,3 +1,2 @@', ' a', '-', ' c'],
        ],
        returns: ['a', 'c'],
      },
      {
        args: [
          ['a', 'b', 'c'],
          ['@@ -1,2 +1,2 @@', '-a', '+A', ' b', '@@ -2,2 +2,2 @@', ' b', '-c', '+C'],
        ],
        returns: null,
      },
      {
        args: [
          ['a', 'b'],
          ['@@ -1,1 +1,1 @@', '*a'],
        ],
        returns: null,
      },
    ],
    reference: String.raw`function applyHunks(lines, patch) {
  const result = [];
  let taken = 0;
  let at = patch.findIndex((line) => line.startsWith('@@'));
  if (at < 0) return [...lines];
  while (at < patch.length) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(patch[at]);
    if (header === null) return null;
    at += 1;
    const oldCount = header[2] === undefined ? 1 : Number(header[2]);
    const newCount = header[4] === undefined ? 1 : Number(header[4]);
    const start = oldCount === 0 ? Number(header[1]) : Number(header[1]) - 1;
    if (start < taken || start + oldCount > lines.length) return null;
    while (taken < start) result.push(lines[taken++]);
    let removed = 0;
    let added = 0;
    for (; at < patch.length && !patch[at].startsWith('@@'); at += 1) {
      const mark = patch[at][0];
      const text = patch[at].slice(1);
      if (mark !== ' ' && mark !== '-' && mark !== '+') return null;
      if (mark !== '+') {
        if (removed === oldCount || lines[taken] !== text) return null;
        taken += 1;
        removed += 1;
      }
      if (mark !== '-') {
        result.push(text);
        added += 1;
      }
    }
    if (removed !== oldCount || added !== newCount) return null;
  }
  return [...result, ...lines.slice(taken)];
}`,
    wrong: [
      String.raw`function applyHunks(lines, patch) {
  const result = [...lines];
  let shift = 0;
  for (let at = 0; at < patch.length; at += 1) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)/.exec(patch[at]);
    if (!header) continue;
    let position = Number(header[1]) - 1 + shift;
    while (at + 1 < patch.length && !patch[at + 1].startsWith('@@')) {
      at += 1;
      const text = patch[at].slice(1);
      if (patch[at][0] === '-') {
        result.splice(position, 1);
        shift -= 1;
      } else if (patch[at][0] === '+') {
        result.splice(position, 0, text);
        position += 1;
        shift += 1;
      } else position += 1;
    }
  }
  return result;
}`,
    ],
  },
];
