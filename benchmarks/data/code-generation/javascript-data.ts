import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** JavaScript: paths, configuration, versions, dependencies, dates. */
export const JAVASCRIPT_DATA: readonly CodeItem[] = [
  {
    id: 'js-merge-config',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'mergeConfig',
    prompt: `Write a function mergeConfig(base, override) that returns a new configuration; neither argument is changed.
- Both are plain JSON objects. Members of override replace those of base, except that two objects under the same name are merged in the same way, at every depth.
- Arrays are never merged: the array of override replaces the old value.
- A member of override that is null removes the member from the result. Objects that come only from override are cleaned in the same way: their null members are left out, at every depth (not inside arrays).
- A null in base that override does not mention stays.`,
    tests: [
      { args: [{ a: 1 }, { b: 2 }], returns: { a: 1, b: 2 } },
      { args: [{ a: { x: 1, y: 2 } }, { a: { y: 3, z: 4 } }], returns: { a: { x: 1, y: 3, z: 4 } } },
      { args: [{ a: 1, b: 2 }, { a: null }], returns: { b: 2 } },
      { args: [{ list: [1, 2, 3] }, { list: [4] }], returns: { list: [4] } },
      { args: [{ a: { x: 1 } }, { a: 5 }], returns: { a: 5 } },
      { args: [{ a: 5 }, { a: { x: 1, y: null } }], returns: { a: { x: 1 } } },
      { args: [{}, { a: { b: { c: null, d: 1 } } }], returns: { a: { b: { d: 1 } } } },
      { args: [{ keep: null }, {}], returns: { keep: null } },
      { args: [{ a: [1] }, { a: { x: 1 } }], returns: { a: { x: 1 } } },
      { args: [{ a: { x: 1 } }, { a: [null, { y: null }] }], returns: { a: [null, { y: null }] } },
      { args: [{ a: { b: { c: 1 } } }, { a: { b: { c: null } } }], returns: { a: { b: {} } } },
      { args: [{ a: 1 }, { missing: null }], returns: { a: 1 } },
      {
        args: [
          { a: 0, b: '' },
          { a: false, b: 0 },
        ],
        returns: { a: false, b: 0 },
      },
    ],
    reference: `function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeConfig(base, override) {
  const result = { ...base };
  for (const [name, value] of Object.entries(override)) {
    if (value === null) delete result[name];
    else if (isObject(value)) result[name] = mergeConfig(isObject(result[name]) ? result[name] : {}, value);
    else result[name] = value;
  }
  return result;
}`,
    wrong: [
      `function mergeConfig(base, override) {
  const result = { ...base };
  for (const [name, value] of Object.entries(override)) {
    if (value === null) delete result[name];
    else if (typeof value === 'object' && typeof base[name] === 'object') result[name] = mergeConfig(base[name], value);
    else result[name] = value;
  }
  return result;
}`,
    ],
  },
  {
    id: 'js-normalise-path',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'joinPath',
    prompt: `Write a function joinPath(base, path) that resolves a path like a shell, without using the path module.
- Both are texts with "/" between the parts. When path begins with "/", base is ignored; otherwise path is taken relative to base.
- Empty parts and "." are left out. ".." removes the part before it.
- In an absolute result ".." at the root is left out: "/.." is "/".
- In a relative result a ".." that has nothing to remove stays at the beginning: joinPath("a", "../../b") is "../b".
- No "/" at the end, except for the root itself. A relative result without parts is ".".`,
    tests: [
      { args: ['/home/me', 'src/main.js'], returns: '/home/me/src/main.js' },
      { args: ['/home/me', '/etc/hosts'], returns: '/etc/hosts' },
      { args: ['/home/me', '../you/'], returns: '/home/you' },
      { args: ['/', '../../x'], returns: '/x' },
      { args: ['a', '../../b'], returns: '../b' },
      { args: ['a/b', '../..'], returns: '.' },
      { args: ['', ''], returns: '.' },
      { args: ['.', './x/./y//z'], returns: 'x/y/z' },
      { args: ['../x', '../..'], returns: '../..' },
      { args: ['/a/b/c', '../../../..'], returns: '/' },
      { args: ['a/..', '..'], returns: '..' },
      { args: ['/a', ''], returns: '/a' },
      { args: ['a', '.../b'], returns: 'a/.../b' },
      { args: ['..', 'x/..'], returns: '..' },
    ],
    reference: `function joinPath(base, path) {
  const whole = path.startsWith('/') ? path : base + '/' + path;
  const absolute = path.startsWith('/') || base.startsWith('/');
  const parts = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (!absolute) parts.push('..');
  }
  if (absolute) return '/' + parts.join('/');
  return parts.length === 0 ? '.' : parts.join('/');
}`,
    wrong: [
      `function joinPath(base, path) {
  const whole = path.startsWith('/') ? path : base + '/' + path;
  const parts = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return (whole.startsWith('/') ? '/' : '') + parts.join('/') || '.';
}`,
    ],
  },
  {
    id: 'js-glob-match',
    kind: 'function',
    language: 'javascript',
    tags: ['hard'],
    entryPoint: 'globMatch',
    prompt: `Write a function globMatch(pattern, path) that says (true or false) whether a whole path matches a pattern.
- "?" stands for exactly one character except "/". "*" stands for any number of characters, also none, except "/".
- A part of the pattern (between slashes) that is exactly "**" stands for any number of whole parts of the path, also none: "a/**/b" matches "a/b", "a/x/b" and "a/x/y/b"; "**/b" matches "b" and "x/b"; "a/**" matches "a" and everything below it.
- "**" inside a longer part is the same as "*".
- Every other character, such as "." or "[", stands for itself. There is no escape character. Case matters.
- A path or pattern never begins or ends with "/" and has no empty parts. It must take no exponential time: there may be many stars.`,
    tests: [
      { args: ['src/*.js', 'src/a.js'], returns: true },
      { args: ['src/*.js', 'src/lib/a.js'], returns: false },
      { args: ['a/**/b', 'a/b'], returns: true },
      { args: ['a/**/b', 'a/x/y/b'], returns: true },
      { args: ['a/**', 'a'], returns: true },
      { args: ['**/b', 'x/y/b'], returns: true },
      { args: ['**', 'any/thing'], returns: true },
      { args: ['?.txt', 'ab.txt'], returns: false },
      { args: ['a.b', 'axb'], returns: false },
      { args: ['**.js', 'lib/a.js'], returns: false },
      { args: ['[a]', 'a'], returns: false },
      { args: ['[a]*', '[a]bc'], returns: true },
      { args: ['a/**/b/**/c', 'a/b/b/x/c'], returns: true },
      {
        args: ['*a*a*a*a*a*a*a*a*a*a*b', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
        returns: false,
      },
      {
        args: ['**/a/**/a/**/a/**/a/**/a/**/a/b', 'a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/c'],
        returns: false,
      },
      { args: ['a/**/b', 'a/xb'], returns: false },
    ],
    reference: `function globMatch(pattern, path) {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  let reachable = new Array(parts.length + 1).fill(false);
  reachable[0] = true;
  for (const each of wanted) {
    const next = new Array(parts.length + 1).fill(false);
    for (let at = 0; at <= parts.length; at += 1) {
      if (each === '**') next[at] = reachable[at] || (at > 0 && next[at - 1]);
      else next[at] = at > 0 && reachable[at - 1] && partMatches(each, parts[at - 1]);
    }
    reachable = next;
  }
  return reachable[parts.length];
}

function partMatches(pattern, text) {
  let reachable = new Array(text.length + 1).fill(false);
  reachable[0] = true;
  for (const each of pattern) {
    const next = new Array(text.length + 1).fill(false);
    for (let at = 0; at <= text.length; at += 1) {
      if (each === '*') next[at] = reachable[at] || (at > 0 && next[at - 1]);
      else next[at] = at > 0 && reachable[at - 1] && (each === '?' || each === text[at - 1]);
    }
    reachable = next;
  }
  return reachable[text.length];
}`,
    wrong: [
      `function globMatch(pattern, path) {
  return matches(pattern.split('/'), path.split('/'), '**', (each, part) =>
    matches([...each], [...part], '*', (c, d) => c === '?' || c === d),
  );
}

function matches(pattern, parts, star, same) {
  let reachable = parts.map(() => false);
  reachable.unshift(true);
  for (const each of pattern) {
    const next = [false];
    for (let at = 1; at <= parts.length; at += 1) {
      next[at] = each === star ? (star === '*' && reachable[at]) || reachable[at - 1] || next[at - 1] : reachable[at - 1] && same(each, parts[at - 1]);
    }
    if (each === star && star === '*') next[0] = reachable[0];
    reachable = next;
  }
  return reachable[parts.length];
}`,
    ],
  },
  {
    id: 'js-parse-args',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'parseArgs',
    prompt: `Write a function parseArgs(args, flags) that reads command-line words.
- flags maps a flag's long name to a description { type, short? }, where type is "boolean", "string" or "list" and short is one letter.
- "--name" sets a boolean flag to true; "--no-name" sets it to false. "--name value" and "--name=value" give a string flag its value (the last one wins) and append to a list flag. The value is the next word whatever it looks like, and may be empty in the form with "=".
- "-x" is the short form, with its value in the next word. Short boolean flags can be joined: "-ab"; the last letter of such a group may be a flag that takes the next word as its value, any other letter of the group must be boolean.
- "--" ends the flags: all later words are positional. A single "-" is positional. Everything else that does not begin with "-" is positional.
- Return { values, positional }. values holds only the flags that were given.
- On an error return { error } with one of these texts: "unknown flag: WORD" (also for "--no-" before a flag that is not boolean, and for an unknown letter), "missing value: WORD", "unexpected value: WORD" (a boolean flag with "="; a group in which a letter before the last one is not boolean). WORD is the word as it was given, including hyphens and "=...". The first error counts.`,
    tests: [
      {
        args: [['--verbose', 'file'], { verbose: { type: 'boolean', short: 'v' } }],
        returns: { values: { verbose: true }, positional: ['file'] },
      },
      {
        args: [['--out', 'x', '--out=y'], { out: { type: 'string' } }],
        returns: { values: { out: 'y' }, positional: [] },
      },
      {
        args: [['--tag', 'a', '--tag=b', '-t', 'c'], { tag: { type: 'list', short: 't' } }],
        returns: { values: { tag: ['a', 'b', 'c'] }, positional: [] },
      },
      {
        args: [
          ['-vo', 'file', 'rest'],
          { verbose: { type: 'boolean', short: 'v' }, out: { type: 'string', short: 'o' } },
        ],
        returns: { values: { verbose: true, out: 'file' }, positional: ['rest'] },
      },
      {
        args: [['-ov', 'file'], { verbose: { type: 'boolean', short: 'v' }, out: { type: 'string', short: 'o' } }],
        returns: { error: 'unexpected value: -ov' },
      },
      {
        args: [['--no-color', '--', '--no-color', '-x'], { color: { type: 'boolean' } }],
        returns: { values: { color: false }, positional: ['--no-color', '-x'] },
      },
      { args: [['--bad=1'], {}], returns: { error: 'unknown flag: --bad=1' } },
      { args: [['--out'], { out: { type: 'string' } }], returns: { error: 'missing value: --out' } },
      {
        args: [['--verbose=yes'], { verbose: { type: 'boolean' } }],
        returns: { error: 'unexpected value: --verbose=yes' },
      },
      { args: [['--no-out'], { out: { type: 'string' } }], returns: { error: 'unknown flag: --no-out' } },
      { args: [['-'], {}], returns: { values: {}, positional: ['-'] } },
      { args: [['--out='], { out: { type: 'string' } }], returns: { values: { out: '' }, positional: [] } },
      {
        args: [['--out', '--out'], { out: { type: 'string' } }],
        returns: { values: { out: '--out' }, positional: [] },
      },
      { args: [['-vz'], { verbose: { type: 'boolean', short: 'v' } }], returns: { error: 'unknown flag: -vz' } },
      { args: [['--out=a=b'], { out: { type: 'string' } }], returns: { values: { out: 'a=b' }, positional: [] } },
      { args: [['-o'], { out: { type: 'string', short: 'o' } }], returns: { error: 'missing value: -o' } },
    ],
    reference: `function parseArgs(args, flags) {
  const values = {};
  const positional = [];
  const has = (name) => Object.prototype.hasOwnProperty.call(flags, name);
  const store = (name, value) => {
    if (flags[name].type === 'list') values[name] = [...(values[name] ?? []), value];
    else values[name] = value;
  };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === '--') {
      positional.push(...args.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
      if (!has(name)) {
        const positive = name.startsWith('no-') ? name.slice(3) : '';
        if (equals >= 0 || !has(positive) || flags[positive].type !== 'boolean') return { error: 'unknown flag: ' + word };
        values[positive] = false;
      } else if (flags[name].type === 'boolean') {
        if (equals >= 0) return { error: 'unexpected value: ' + word };
        values[name] = true;
      } else if (equals >= 0) {
        store(name, word.slice(equals + 1));
      } else {
        at += 1;
        if (at >= args.length) return { error: 'missing value: ' + word };
        store(name, args[at]);
      }
    } else if (word.startsWith('-') && word !== '-') {
      const letters = [...word.slice(1)];
      for (const [index, letter] of letters.entries()) {
        const name = Object.keys(flags).find((each) => flags[each].short === letter);
        if (name === undefined) return { error: 'unknown flag: ' + word };
        if (flags[name].type === 'boolean') values[name] = true;
        else if (index < letters.length - 1) return { error: 'unexpected value: ' + word };
        else {
          at += 1;
          if (at >= args.length) return { error: 'missing value: ' + word };
          store(name, args[at]);
        }
      }
    } else positional.push(word);
  }
  return { values, positional };
}`,
    wrong: [
      `function parseArgs(args, flags) {
  const values = {};
  const positional = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (!word.startsWith('-')) {
      positional.push(word);
      continue;
    }
    let [name, value] = word.replace(/^--?/, '').split('=');
    const long = word.startsWith('--') ? name : Object.keys(flags).find((each) => flags[each].short === name);
    if (name.startsWith('no-')) {
      values[name.slice(3)] = false;
      continue;
    }
    if (!flags[long]) return { error: 'unknown flag: ' + word };
    if (flags[long].type === 'boolean') values[long] = true;
    else {
      value = value ?? args[++at];
      if (value === undefined) return { error: 'missing value: ' + word };
      if (flags[long].type === 'list') (values[long] = values[long] ?? []).push(value);
      else values[long] = value;
    }
  }
  return { values, positional };
}`,
    ],
  },
  {
    id: 'js-compare-versions',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'compareVersions',
    prompt: `Write a function compareVersions(a, b) that returns -1, 0 or 1 as version a is lower than, equal to or higher than b, or null when one of them is no version.
- A version is MAJOR.MINOR.PATCH, then optionally "-" and a pre-release, then optionally "+" and build text. The three numbers have no leading zeros (but may be 0).
- A pre-release is one or more parts joined by dots. Each part is made of ASCII letters, digits and hyphens and is not empty; a part of digits only has no leading zero. Build text has the same form, but leading zeros are allowed there; it never matters for the comparison.
- The three numbers are compared first, as numbers. A version with a pre-release is lower than the same without.
- Pre-releases are compared part by part: parts of digits only as numbers, others by their characters' codes; a part of digits only is lower than any other part; when all parts up to the shorter's end are equal, the longer one is higher.`,
    tests: [
      { args: ['1.2.3', '1.2.3'], returns: 0 },
      { args: ['1.2.10', '1.2.9'], returns: 1 },
      { args: ['1.0.0-alpha', '1.0.0'], returns: -1 },
      { args: ['1.0.0-alpha.1', '1.0.0-alpha'], returns: 1 },
      { args: ['1.0.0-2', '1.0.0-10'], returns: -1 },
      { args: ['1.0.0-1', '1.0.0-alpha'], returns: -1 },
      { args: ['1.0.0-beta', '1.0.0-Beta'], returns: 1 },
      { args: ['1.0.0+a', '1.0.0+b'], returns: 0 },
      { args: ['1.0', '1.0.0'], returns: null },
      { args: ['01.0.0', '1.0.0'], returns: null },
      { args: ['1.0.0-01', '1.0.0'], returns: null },
      { args: ['1.0.0-a..b', '1.0.0'], returns: null },
      { args: ['1.0.0-0a', '1.0.0-0b'], returns: -1 },
      { args: ['1.0.0-x+001', '1.0.0-x'], returns: 0 },
      { args: ['2.0.0', 'v1.0.0'], returns: null },
      { args: ['1.0.0-rc-1', '1.0.0-rc.1'], returns: 1 },
    ],
    reference: String.raw`function parse(text) {
  const number = '(0|[1-9]\\d*)';
  const form = new RegExp('^' + number + '\\.' + number + '\\.' + number + '(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z.-]+))?$');
  const found = form.exec(text);
  if (found === null) return null;
  const parts = found[4] === undefined ? [] : found[4].split('.');
  if (parts.some((part) => part === '' || /^0\d+$/.test(part))) return null;
  if (found[5] !== undefined && found[5].split('.').includes('')) return null;
  return { numbers: found.slice(1, 4).map(Number), parts };
}

function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparePart(a, b) {
  const digitsA = /^\d+$/.test(a);
  const digitsB = /^\d+$/.test(b);
  if (digitsA && digitsB) return order(Number(a), Number(b));
  if (digitsA !== digitsB) return digitsA ? -1 : 1;
  return order(a, b);
}

function compareVersions(a, b) {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) return null;
  for (let at = 0; at < 3; at += 1) {
    const result = order(left.numbers[at], right.numbers[at]);
    if (result !== 0) return result;
  }
  if (left.parts.length === 0 || right.parts.length === 0) return order(right.parts.length, left.parts.length);
  for (let at = 0; at < Math.min(left.parts.length, right.parts.length); at += 1) {
    const result = comparePart(left.parts[at], right.parts[at]);
    if (result !== 0) return result;
  }
  return order(left.parts.length, right.parts.length);
}`,
    wrong: [
      String.raw`function compareVersions(a, b) {
  const form = /^(\d+)\.(\d+)\.(\d+)(?:-([^+]+))?(?:\+.*)?$/;
  const left = form.exec(a);
  const right = form.exec(b);
  if (!left || !right) return null;
  for (let at = 1; at <= 3; at += 1) {
    if (Number(left[at]) !== Number(right[at])) return Number(left[at]) < Number(right[at]) ? -1 : 1;
  }
  if (left[4] === right[4]) return 0;
  if (!left[4]) return 1;
  if (!right[4]) return -1;
  return left[4] < right[4] ? -1 : 1;
}`,
    ],
  },
  {
    id: 'js-build-order',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'buildOrder',
    prompt: `Write a function buildOrder(dependencies) that puts packages into an order in which they can be built.
- dependencies is an object: a package's name maps to the array of the names it needs. A name that is needed but is no key of the object is a package without needs of its own.
- In the result every package stands behind all it needs, and each name occurs once. At every step, of all packages that could come next, the one whose name sorts first (by character codes) comes.
- Return null when there is no such order because packages need one another in a circle; a package that needs itself is a circle too.
- The same name twice in a list means nothing more than once.`,
    tests: [
      { args: [{ app: ['lib', 'core'], lib: ['core'], core: [] }], returns: ['core', 'lib', 'app'] },
      { args: [{}], returns: [] },
      { args: [{ a: ['b'], b: ['a'] }], returns: null },
      { args: [{ a: ['a'] }], returns: null },
      { args: [{ z: [], a: ['z'], m: [] }], returns: ['m', 'z', 'a'] },
      { args: [{ app: ['external'] }], returns: ['external', 'app'] },
      { args: [{ b: ['x', 'x'], a: ['x'] }], returns: ['x', 'a', 'b'] },
      { args: [{ a: ['b'], b: ['c'], c: ['d'], d: ['b'], e: [] }], returns: null },
      { args: [{ d: ['b', 'c'], b: ['a'], c: ['a'], a: [] }], returns: ['a', 'b', 'c', 'd'] },
      { args: [{ a: ['z'], b: [], y: [], z: ['y'] }], returns: ['b', 'y', 'z', 'a'] },
      { args: [{ B: [], a: [], C: ['a'] }], returns: ['B', 'a', 'C'] },
    ],
    reference: `function buildOrder(dependencies) {
  const needs = new Map();
  for (const [name, list] of Object.entries(dependencies)) {
    needs.set(name, new Set(list));
    for (const needed of list) if (!needs.has(needed)) needs.set(needed, new Set());
  }
  for (const [name, list] of Object.entries(dependencies)) needs.set(name, new Set(list));
  const order = [];
  while (needs.size > 0) {
    const ready = [...needs].filter(([, open]) => open.size === 0).map(([name]) => name).sort();
    if (ready.length === 0) return null;
    const [next] = ready;
    order.push(next);
    needs.delete(next);
    for (const open of needs.values()) open.delete(next);
  }
  return order;
}`,
    wrong: [
      `function buildOrder(dependencies) {
  const order = [];
  const active = new Set();
  const visit = (name) => {
    if (order.includes(name)) return true;
    if (active.has(name)) return false;
    active.add(name);
    for (const needed of [...(dependencies[name] ?? [])].sort()) if (!visit(needed)) return false;
    active.delete(name);
    order.push(name);
    return true;
  };
  for (const name of Object.keys(dependencies).sort()) if (!visit(name)) return null;
  return order;
}`,
    ],
  },
  {
    id: 'js-month-calendar',
    kind: 'function',
    language: 'javascript',
    tags: ['medium'],
    entryPoint: 'monthWeeks',
    prompt: `Write a function monthWeeks(year, month) that returns the weeks of a month as an array of arrays of seven numbers.
- month counts from 1 to 12, year is 1600 or later. Weeks begin on Monday.
- A day of the month is its number; a day of the week that belongs to another month is 0.
- Every week that has at least one day of the month is there, and no other.
- Leap years follow the Gregorian calendar. The result must not depend on the time zone.
- Return null when month is not 1 to 12.`,
    tests: [
      {
        args: [2024, 2],
        returns: [
          [0, 0, 0, 1, 2, 3, 4],
          [5, 6, 7, 8, 9, 10, 11],
          [12, 13, 14, 15, 16, 17, 18],
          [19, 20, 21, 22, 23, 24, 25],
          [26, 27, 28, 29, 0, 0, 0],
        ],
      },
      {
        args: [2023, 2],
        returns: [
          [0, 0, 1, 2, 3, 4, 5],
          [6, 7, 8, 9, 10, 11, 12],
          [13, 14, 15, 16, 17, 18, 19],
          [20, 21, 22, 23, 24, 25, 26],
          [27, 28, 0, 0, 0, 0, 0],
        ],
      },
      {
        args: [2021, 2],
        returns: [
          [1, 2, 3, 4, 5, 6, 7],
          [8, 9, 10, 11, 12, 13, 14],
          [15, 16, 17, 18, 19, 20, 21],
          [22, 23, 24, 25, 26, 27, 28],
        ],
      },
      {
        args: [1900, 2],
        returns: [
          [0, 0, 0, 1, 2, 3, 4],
          [5, 6, 7, 8, 9, 10, 11],
          [12, 13, 14, 15, 16, 17, 18],
          [19, 20, 21, 22, 23, 24, 25],
          [26, 27, 28, 0, 0, 0, 0],
        ],
      },
      {
        args: [2000, 2],
        returns: [
          [0, 1, 2, 3, 4, 5, 6],
          [7, 8, 9, 10, 11, 12, 13],
          [14, 15, 16, 17, 18, 19, 20],
          [21, 22, 23, 24, 25, 26, 27],
          [28, 29, 0, 0, 0, 0, 0],
        ],
      },
      {
        args: [2024, 9],
        returns: [
          [0, 0, 0, 0, 0, 0, 1],
          [2, 3, 4, 5, 6, 7, 8],
          [9, 10, 11, 12, 13, 14, 15],
          [16, 17, 18, 19, 20, 21, 22],
          [23, 24, 25, 26, 27, 28, 29],
          [30, 0, 0, 0, 0, 0, 0],
        ],
      },
      {
        args: [2024, 12],
        returns: [
          [0, 0, 0, 0, 0, 0, 1],
          [2, 3, 4, 5, 6, 7, 8],
          [9, 10, 11, 12, 13, 14, 15],
          [16, 17, 18, 19, 20, 21, 22],
          [23, 24, 25, 26, 27, 28, 29],
          [30, 31, 0, 0, 0, 0, 0],
        ],
      },
      {
        args: [2022, 5],
        returns: [
          [0, 0, 0, 0, 0, 0, 1],
          [2, 3, 4, 5, 6, 7, 8],
          [9, 10, 11, 12, 13, 14, 15],
          [16, 17, 18, 19, 20, 21, 22],
          [23, 24, 25, 26, 27, 28, 29],
          [30, 31, 0, 0, 0, 0, 0],
        ],
      },
      {
        args: [1600, 1],
        returns: [
          [0, 0, 0, 0, 0, 1, 2],
          [3, 4, 5, 6, 7, 8, 9],
          [10, 11, 12, 13, 14, 15, 16],
          [17, 18, 19, 20, 21, 22, 23],
          [24, 25, 26, 27, 28, 29, 30],
          [31, 0, 0, 0, 0, 0, 0],
        ],
      },
      { args: [2024, 0], returns: null },
      { args: [2024, 13], returns: null },
      {
        args: [2026, 8],
        returns: [
          [0, 0, 0, 0, 0, 1, 2],
          [3, 4, 5, 6, 7, 8, 9],
          [10, 11, 12, 13, 14, 15, 16],
          [17, 18, 19, 20, 21, 22, 23],
          [24, 25, 26, 27, 28, 29, 30],
          [31, 0, 0, 0, 0, 0, 0],
        ],
      },
    ],
    reference: `function monthWeeks(year, month) {
  if (month < 1 || month > 12) return null;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const weeks = [];
  for (let monday = 1 - first; monday <= days; monday += 7) {
    const week = [];
    for (let day = monday; day < monday + 7; day += 1) week.push(day >= 1 && day <= days ? day : 0);
    weeks.push(week);
  }
  return weeks;
}`,
    wrong: [
      `function monthWeeks(year, month) {
  if (month < 1 || month > 12) return null;
  const days = [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay() - 1;
  const weeks = [];
  for (let monday = 1 - first; monday <= days; monday += 7) {
    const week = [];
    for (let day = monday; day < monday + 7; day += 1) week.push(day >= 1 && day <= days ? day : 0);
    weeks.push(week);
  }
  return weeks;
}`,
    ],
  },
];
