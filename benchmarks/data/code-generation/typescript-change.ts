import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** TypeScript: small classes, faults to be mended, files to be changed. */
export const TYPESCRIPT_CHANGE: readonly CodeItem[] = [
  {
    id: 'ts-priority-queue',
    kind: 'class',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'TaskQueue',
    prompt: `Write a class TaskQueue of texts with priorities.
- push(name: string, priority: number): void puts a task in. The same name may be there once only: pushing it again gives it the new priority and puts it behind all others of that priority (also when the priority is the same).
- pop(): string | null removes the task with the highest priority and returns it, of several with that priority the one that was pushed first; null when there is none.
- peek(): string | null returns the same and removes nothing.
- remove(name: string): boolean removes a task; false when it is not there.
- size is a property (a getter) with the number of tasks.`,
    tests: [
      {
        steps: [
          ['new', []],
          ['push', ['a', 1]],
          ['push', ['b', 2]],
          ['push', ['c', 2]],
          ['.size', []],
          ['pop', []],
          ['pop', []],
          ['pop', []],
          ['pop', []],
          ['.size', []],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, 3, 'b', 'c', 'a', null, 0],
      },
      {
        steps: [
          ['new', []],
          ['pop', []],
          ['peek', []],
          ['.size', []],
          ['remove', ['x']],
        ],
        returns: [null, null, null, 0, false],
      },
      {
        steps: [
          ['new', []],
          ['push', ['a', 1]],
          ['push', ['b', 1]],
          ['push', ['a', 1]],
          ['.size', []],
          ['pop', []],
          ['pop', []],
          ['pop', []],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, 2, 'b', 'a', null],
      },
      {
        steps: [
          ['new', []],
          ['push', ['a', 5]],
          ['push', ['b', 1]],
          ['push', ['a', 0]],
          ['peek', []],
          ['.size', []],
          ['pop', []],
          ['pop', []],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, 'b', 2, 'b', 'a'],
      },
      {
        steps: [
          ['new', []],
          ['push', ['a', -1]],
          ['push', ['b', -2]],
          ['push', ['c', 0]],
          ['pop', []],
          ['pop', []],
          ['pop', []],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, 'c', 'a', 'b'],
      },
      {
        steps: [
          ['new', []],
          ['push', ['a', 1]],
          ['push', ['b', 2]],
          ['remove', ['b']],
          ['remove', ['b']],
          ['peek', []],
          ['.size', []],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, true, false, 'a', 1],
      },
      {
        steps: [
          ['new', []],
          ['push', ['x', 1.5]],
          ['push', ['y', 1.25]],
          ['push', ['z', 1.75]],
          ['push', ['w', 1.5]],
          ['pop', []],
          ['pop', []],
          ['pop', []],
          ['pop', []],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          'z',
          'x',
          'w',
          'y',
        ],
      },
      {
        steps: [
          ['new', []],
          ['push', ['a', 1]],
          ['push', ['b', 1]],
          ['push', ['c', 1]],
          ['push', ['d', 1]],
          ['remove', ['a']],
          ['push', ['a', 1]],
          ['pop', []],
          ['pop', []],
          ['push', ['e', 1]],
          ['pop', []],
          ['pop', []],
          ['pop', []],
          ['pop', []],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          true,
          { $undefined: true },
          'b',
          'c',
          { $undefined: true },
          'd',
          'a',
          'e',
          null,
        ],
      },
      {
        steps: [
          ['new', []],
          ['push', ['constructor', 1]],
          ['push', ['__proto__', 2]],
          ['pop', []],
          ['pop', []],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, '__proto__', 'constructor'],
      },
    ],
    reference: `class TaskQueue {
  private readonly tasks = new Map<string, number>();

  push(name: string, priority: number): void {
    this.tasks.delete(name);
    this.tasks.set(name, priority);
  }

  pop(): string | null {
    const name = this.peek();
    if (name !== null) this.tasks.delete(name);
    return name;
  }

  peek(): string | null {
    let best: string | null = null;
    let highest = -Infinity;
    for (const [name, priority] of this.tasks) {
      if (best !== null && priority <= highest) continue;
      best = name;
      highest = priority;
    }
    return best;
  }

  remove(name: string): boolean {
    return this.tasks.delete(name);
  }

  get size(): number {
    return this.tasks.size;
  }
}`,
    wrong: [
      `class TaskQueue {
  private tasks: { name: string; priority: number }[] = [];

  push(name: string, priority: number): void {
    const old = this.tasks.find((task) => task.name === name);
    if (old) old.priority = priority;
    else this.tasks.push({ name, priority });
    this.tasks.sort((a, b) => b.priority - a.priority);
  }

  pop(): string | null {
    return this.tasks.shift()?.name ?? null;
  }

  peek(): string | null {
    return this.tasks[0]?.name ?? null;
  }

  remove(name: string): boolean {
    const before = this.tasks.length;
    this.tasks = this.tasks.filter((task) => task.name !== name);
    return this.tasks.length < before;
  }

  get size(): number {
    return this.tasks.length;
  }
}`,
    ],
  },
  {
    id: 'ts-completion-index',
    kind: 'class',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'CompletionIndex',
    prompt: `Write a class CompletionIndex for completing names.
- add(name: string, weight?: number): void adds weight (1 when missing) to the name's score; a new name begins at 0.
- complete(prefix: string, limit: number): string[] returns at most limit names that begin with the prefix, in any mixture of upper and lower case; highest score first, equal scores in ascending order of the names by character codes. The empty prefix matches all. limit may be 0.
- longestCommon(prefix: string): string returns the longest text that all names that begin with the prefix (again in any case) have in common at their beginning, in any case; it is written as in the name that comes first by character codes. When no name matches, it returns the prefix.
- Names with different case are different names.`,
    tests: [
      {
        steps: [
          ['new', []],
          ['add', ['readFile']],
          ['add', ['readFileSync', 3]],
          ['add', ['rename']],
          ['complete', ['re', 10]],
          ['longestCommon', ['re']],
          ['longestCommon', ['read']],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          ['readFileSync', 'readFile', 'rename'],
          're',
          'readFile',
        ],
      },
      {
        steps: [
          ['new', []],
          ['complete', ['', 5]],
          ['longestCommon', ['x']],
          ['longestCommon', ['']],
        ],
        returns: [null, [], 'x', ''],
      },
      {
        steps: [
          ['new', []],
          ['add', ['b']],
          ['add', ['a']],
          ['add', ['c', 2]],
          ['complete', ['', 2]],
          ['complete', ['', 0]],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, ['c', 'a'], []],
      },
      {
        steps: [
          ['new', []],
          ['add', ['Foo']],
          ['add', ['foo']],
          ['add', ['FOO', 2]],
          ['complete', ['fO', 9]],
          ['longestCommon', ['f']],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, ['FOO', 'Foo', 'foo'], 'FOO'],
      },
      {
        steps: [
          ['new', []],
          ['add', ['x']],
          ['add', ['x']],
          ['add', ['y', 3]],
          ['add', ['x', 2]],
          ['complete', ['', 9]],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          ['x', 'y'],
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', ['getName']],
          ['add', ['GETNODE']],
          ['longestCommon', ['g']],
          ['longestCommon', ['getn']],
          ['longestCommon', ['zzz']],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, 'GETN', 'GETN', 'zzz'],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a.b']],
          ['add', ['axb']],
          ['complete', ['a.', 9]],
          ['longestCommon', ['A.']],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, ['a.b'], 'a.b'],
      },
      {
        steps: [
          ['new', []],
          ['add', ['down', 1]],
          ['add', ['down', -3]],
          ['add', ['zero', 0]],
          ['complete', ['', 9]],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, ['zero', 'down']],
      },
      {
        steps: [
          ['new', []],
          ['add', ['abc']],
          ['add', ['abd']],
          ['add', ['ab']],
          ['longestCommon', ['a']],
          ['complete', ['abd', 1]],
          ['complete', ['abcd', 1]],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $undefined: true }, 'ab', ['abd'], []],
      },
    ],
    reference: `class CompletionIndex {
  private readonly scores = new Map<string, number>();

  add(name: string, weight = 1): void {
    this.scores.set(name, (this.scores.get(name) ?? 0) + weight);
  }

  complete(prefix: string, limit: number): string[] {
    const score = (name: string): number => this.scores.get(name) ?? 0;
    return this.matching(prefix)
      .sort((a, b) => score(b) - score(a) || (a < b ? -1 : 1))
      .slice(0, limit);
  }

  longestCommon(prefix: string): string {
    const [first, ...others] = this.matching(prefix).sort();
    if (first === undefined) return prefix;
    let length = first.length;
    for (const other of others) {
      let at = 0;
      while (at < length && first[at]!.toLowerCase() === other[at]?.toLowerCase()) at += 1;
      length = at;
    }
    return first.slice(0, length);
  }

  private matching(prefix: string): string[] {
    const wanted = prefix.toLowerCase();
    return [...this.scores.keys()].filter((name) => name.toLowerCase().startsWith(wanted));
  }
}`,
    wrong: [
      `class CompletionIndex {
  private scores: Record<string, number> = {};

  add(name: string, weight = 1): void {
    this.scores[name] = (this.scores[name] ?? 0) + weight;
  }

  complete(prefix: string, limit: number): string[] {
    return Object.entries(this.scores)
      .filter(([name]) => new RegExp('^' + prefix, 'i').test(name))
      .sort(([, a], [, b]) => b - a)
      .map(([name]) => name)
      .slice(0, limit);
  }

  longestCommon(prefix: string): string {
    const names = this.complete(prefix, Infinity);
    if (names.length === 0) return prefix;
    let common = names[0]!;
    for (const name of names) while (!name.startsWith(common)) common = common.slice(0, -1);
    return common;
  }
}`,
    ],
  },
  {
    id: 'ts-edit-history',
    kind: 'class',
    language: 'typescript',
    tags: ['hard'],
    entryPoint: 'EditHistory',
    prompt: `Write a class EditHistory: a text with undo and redo.
- new EditHistory(text: string).
- insert(at: number, text: string): boolean inserts before the character at that index (at may be the text's length); remove(at: number, count: number): boolean removes count characters. Both return false and do nothing when the place or count does not lie within the text, is negative or not whole, or when nothing would change (empty text, count 0).
- text is a property (a getter) with the text as it is.
- undo(): boolean takes the last step back, redo(): boolean does again what was taken back last; false when there is nothing. A new change clears what can be redone.
- Typing makes one step: an insert that begins exactly where the last step's inserted text ends belongs to the same step when that step was an insertion, the inserted text has no space or line end in it, no undo or redo came in between (successful or not), and mark() was not called since.
- mark(): void ends the current step.
- steps is a property (a getter): an array [undo, redo] with the numbers of steps that can be undone and redone.`,
    tests: [
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'h']],
          ['insert', [1, 'i']],
          ['.text', []],
          ['.steps', []],
          ['undo', []],
          ['.text', []],
          ['redo', []],
          ['.text', []],
          ['undo', []],
          ['undo', []],
        ],
        returns: [null, true, true, 'hi', [1, 0], true, '', true, 'hi', true, false],
      },
      {
        steps: [
          ['new', ['abc']],
          ['remove', [1, 1]],
          ['remove', [0, 1]],
          ['.text', []],
          ['.steps', []],
          ['undo', []],
          ['.text', []],
          ['undo', []],
          ['.text', []],
        ],
        returns: [null, true, true, 'c', [2, 0], true, 'ac', true, 'abc'],
      },
      {
        steps: [
          ['new', ['abc']],
          ['insert', [4, 'x']],
          ['insert', [-1, 'x']],
          ['remove', [2, 2]],
          ['remove', [0, 0]],
          ['insert', [0, '']],
          ['insert', [1.5, 'x']],
          ['.steps', []],
          ['.text', []],
        ],
        returns: [null, false, false, false, false, false, false, [0, 0], 'abc'],
      },
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'a']],
          ['insert', [1, ' ']],
          ['insert', [2, 'b']],
          ['.steps', []],
          ['undo', []],
          ['.text', []],
        ],
        returns: [null, true, true, true, [2, 0], true, 'a'],
      },
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'a']],
          ['mark', []],
          ['insert', [1, 'b']],
          ['.steps', []],
          ['undo', []],
          ['.text', []],
        ],
        returns: [null, true, { $undefined: true }, true, [2, 0], true, 'a'],
      },
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'a']],
          ['undo', []],
          ['insert', [0, 'b']],
          ['redo', []],
          ['.text', []],
          ['.steps', []],
        ],
        returns: [null, true, true, true, false, 'b', [1, 0]],
      },
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'ab']],
          ['insert', [1, 'x']],
          ['.text', []],
          ['.steps', []],
          ['insert', [2, 'y']],
          ['.text', []],
          ['.steps', []],
          ['undo', []],
          ['.text', []],
        ],
        returns: [null, true, true, 'axb', [2, 0], true, 'axyb', [2, 0], true, 'ab'],
      },
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'a']],
          ['redo', []],
          ['insert', [1, 'b']],
          ['.steps', []],
        ],
        returns: [null, true, false, true, [2, 0]],
      },
      {
        steps: [
          ['new', ['hello']],
          ['remove', [0, 5]],
          ['undo', []],
          ['redo', []],
          ['.text', []],
          ['redo', []],
          ['undo', []],
          ['.text', []],
          ['.steps', []],
        ],
        returns: [null, true, true, true, '', false, true, 'hello', [0, 1]],
      },
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'a']],
          ['insert', [9, 'no']],
          ['insert', [1, 'b']],
          ['.steps', []],
          ['insert', [2, 'c d']],
          ['insert', [5, 'e']],
          ['.steps', []],
          ['.text', []],
        ],
        returns: [null, true, false, true, [1, 0], true, true, [2, 0], 'abc de'],
      },
      {
        steps: [
          ['new', ['']],
          ['insert', [0, 'a']],
          ['insert', [1, 'b']],
          ['undo', []],
          ['redo', []],
          ['insert', [2, 'c']],
          ['.steps', []],
          ['undo', []],
          ['.text', []],
        ],
        returns: [null, true, true, true, true, true, [2, 0], true, 'ab'],
      },
    ],
    reference: String.raw`interface Step {
  kind: 'insert' | 'remove';
  at: number;
  text: string;
}

class EditHistory {
  private current: string;
  private readonly undone: Step[] = [];
  private readonly done: Step[] = [];
  private open = false;

  constructor(text: string) {
    this.current = text;
  }

  get text(): string {
    return this.current;
  }

  get steps(): [number, number] {
    return [this.done.length, this.undone.length];
  }

  insert(at: number, text: string): boolean {
    if (!Number.isInteger(at) || at < 0 || at > this.current.length || text === '') return false;
    const last = this.done.at(-1);
    const joins = this.open && last?.kind === 'insert' && last.at + last.text.length === at && !/[ \n]/.test(text);
    if (joins) last.text += text;
    else this.done.push({ kind: 'insert', at, text });
    this.place(at, '', text);
    this.undone.length = 0;
    this.open = true;
    return true;
  }

  remove(at: number, count: number): boolean {
    if (!Number.isInteger(at) || !Number.isInteger(count) || at < 0 || count <= 0) return false;
    if (at + count > this.current.length) return false;
    const text = this.current.slice(at, at + count);
    this.done.push({ kind: 'remove', at, text });
    this.place(at, text, '');
    this.undone.length = 0;
    this.open = false;
    return true;
  }

  mark(): void {
    this.open = false;
  }

  undo(): boolean {
    this.open = false;
    const step = this.done.pop();
    if (step === undefined) return false;
    this.undone.push(step);
    if (step.kind === 'insert') this.place(step.at, step.text, '');
    else this.place(step.at, '', step.text);
    return true;
  }

  redo(): boolean {
    this.open = false;
    const step = this.undone.pop();
    if (step === undefined) return false;
    this.done.push(step);
    if (step.kind === 'insert') this.place(step.at, '', step.text);
    else this.place(step.at, step.text, '');
    return true;
  }

  private place(at: number, before: string, after: string): void {
    this.current = this.current.slice(0, at) + after + this.current.slice(at + before.length);
  }
}`,
    wrong: [
      String.raw`class EditHistory {
  private past: string[] = [];
  private future: string[] = [];
  private lastEnd = -1;

  constructor(private current: string) {}

  get text(): string {
    return this.current;
  }

  get steps(): [number, number] {
    return [this.past.length, this.future.length];
  }

  insert(at: number, text: string): boolean {
    if (at < 0 || at > this.current.length || text === '') return false;
    if (at !== this.lastEnd || /\s/.test(text)) this.past.push(this.current);
    this.current = this.current.slice(0, at) + text + this.current.slice(at);
    this.lastEnd = at + text.length;
    this.future = [];
    return true;
  }

  remove(at: number, count: number): boolean {
    if (at < 0 || count <= 0 || at + count > this.current.length) return false;
    this.past.push(this.current);
    this.current = this.current.slice(0, at) + this.current.slice(at + count);
    this.future = [];
    return true;
  }

  mark(): void {
    this.lastEnd = -1;
  }

  undo(): boolean {
    const before = this.past.pop();
    if (before === undefined) return false;
    this.future.push(this.current);
    this.current = before;
    return true;
  }

  redo(): boolean {
    const after = this.future.pop();
    if (after === undefined) return false;
    this.past.push(this.current);
    this.current = after;
    return true;
  }
}`,
    ],
  },
  {
    id: 'ts-fix-paginate',
    kind: 'fix',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'paginate',
    prompt:
      'The given function paginate(total, page, size) is to describe one page of a list: { page, pages, from, to, previous, next }. from and to are the positions, counted from 1, of the first and last entry of the page (both 0 for an empty list); pages is the number of pages and at least 1; previous and next are the numbers of the neighbouring pages, or null. A page below 1 becomes 1, one above the last becomes the last. It counts a page too many when total is a multiple of size, goes beyond the end of the list on the last page, and offers neighbours that do not exist. Fix it. total is a whole number of at least 0; for a size that is no whole number of at least 1 throw a RangeError.',
    given: `interface Page {
  page: number;
  pages: number;
  from: number;
  to: number;
  previous: number | null;
  next: number | null;
}

function paginate(total: number, page: number, size: number): Page {
  const pages = Math.floor(total / size) + 1;
  const from = (page - 1) * size + 1;
  const to = from + size;
  return { page, pages, from, to, previous: page - 1 || null, next: page < pages ? page + 1 : null };
}`,
    tests: [
      { args: [95, 1, 10], returns: { page: 1, pages: 10, from: 1, to: 10, previous: null, next: 2 } },
      { args: [100, 10, 10], returns: { page: 10, pages: 10, from: 91, to: 100, previous: 9, next: null } },
      { args: [100, 11, 10], returns: { page: 10, pages: 10, from: 91, to: 100, previous: 9, next: null } },
      { args: [0, 1, 10], returns: { page: 1, pages: 1, from: 0, to: 0, previous: null, next: null } },
      { args: [0, 5, 10], returns: { page: 1, pages: 1, from: 0, to: 0, previous: null, next: null } },
      { args: [1, 1, 1], returns: { page: 1, pages: 1, from: 1, to: 1, previous: null, next: null } },
      { args: [7, 2, 3], returns: { page: 2, pages: 3, from: 4, to: 6, previous: 1, next: 3 } },
      { args: [7, 3, 3], returns: { page: 3, pages: 3, from: 7, to: 7, previous: 2, next: null } },
      { args: [7, -4, 3], returns: { page: 1, pages: 3, from: 1, to: 3, previous: null, next: 2 } },
      { args: [3, 1, 10], returns: { page: 1, pages: 1, from: 1, to: 3, previous: null, next: null } },
      { args: [5, 1, 0], returns: { $throws: 'RangeError' } },
      { args: [5, 1, 2.5], returns: { $throws: 'RangeError' } },
    ],
    reference: `interface Page {
  page: number;
  pages: number;
  from: number;
  to: number;
  previous: number | null;
  next: number | null;
}

function paginate(total: number, page: number, size: number): Page {
  if (!Number.isInteger(size) || size < 1) throw new RangeError('size must be a whole number of at least 1');
  const pages = Math.max(1, Math.ceil(total / size));
  const shown = Math.min(Math.max(page, 1), pages);
  const from = total === 0 ? 0 : (shown - 1) * size + 1;
  const to = Math.min(shown * size, total);
  return {
    page: shown,
    pages,
    from,
    to,
    previous: shown > 1 ? shown - 1 : null,
    next: shown < pages ? shown + 1 : null,
  };
}`,
    wrong: [
      `function paginate(total: number, page: number, size: number) {
  if (size < 1) throw new RangeError('size');
  const pages = Math.ceil(total / size);
  page = Math.min(Math.max(page, 1), pages);
  const from = (page - 1) * size + 1;
  const to = Math.min(from + size - 1, total);
  return { page, pages, from, to, previous: page > 1 ? page - 1 : null, next: page < pages ? page + 1 : null };
}`,
    ],
  },
  {
    id: 'ts-fix-split-chunks',
    kind: 'fix',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'splitLines',
    prompt: String.raw`The given function splitLines(chunks) is to join the pieces of a stream and return { lines, rest }: lines are the complete lines without their ends, rest is what follows the last line end. A line ends with "\n" or "\r\n"; a "\r" anywhere else is an ordinary character. The pieces may be cut anywhere, also between "\r" and "\n", and may be empty. A UTF-8 byte order mark ("\uFEFF") at the very beginning is left out. The code loses empty lines, joins lines across pieces wrongly, and drops "\r" in the middle of lines. Fix it. It must stay linear for many small pieces.`,
    given: String.raw`function splitLines(chunks: string[]): { lines: string[]; rest: string } {
  const lines: string[] = [];
  let rest = '';
  for (const chunk of chunks) {
    const parts = chunk.replaceAll('\r', '').split('\n');
    for (const part of parts) {
      if (part === '') continue;
      lines.push(rest + part);
      rest = '';
    }
    rest = parts[parts.length - 1] ?? '';
  }
  return { lines, rest };
}`,
    tests: [
      { args: [['a\nb\n']], returns: { lines: ['a', 'b'], rest: '' } },
      { args: [['a', 'b\nc']], returns: { lines: ['ab'], rest: 'c' } },
      { args: [['a\r', '\nb']], returns: { lines: ['a'], rest: 'b' } },
      { args: [['\n\n', '\n']], returns: { lines: ['', '', ''], rest: '' } },
      { args: [[]], returns: { lines: [], rest: '' } },
      { args: [['', 'x', '', '\n', '']], returns: { lines: ['x'], rest: '' } },
      { args: [['a\rb\r\nc\r']], returns: { lines: ['a\rb'], rest: 'c\r' } },
      { args: [['\ufeffa\n', '\ufeffb']], returns: { lines: ['a'], rest: '\ufeffb' } },
      { args: [['', '\ufeff', 'x\n']], returns: { lines: ['x'], rest: '' } },
      { args: [['one\r\n', '\r\ntwo']], returns: { lines: ['one', ''], rest: 'two' } },
      { args: [['a\r\r\nb']], returns: { lines: ['a\r'], rest: 'b' } },
      { args: [['\r', 'x\n']], returns: { lines: ['\rx'], rest: '' } },
    ],
    reference: String.raw`function splitLines(chunks: string[]): { lines: string[]; rest: string } {
  const parts = chunks.join('').replace(/^\uFEFF/, '').split('\n');
  const rest = parts.pop() ?? '';
  const lines = parts.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return { lines, rest };
}`,
    wrong: [
      String.raw`function splitLines(chunks: string[]): { lines: string[]; rest: string } {
  const lines: string[] = [];
  let rest = '';
  for (const chunk of chunks) {
    const parts = (rest + chunk.replace(/^\uFEFF/, '')).split(/\r?\n/);
    rest = parts.pop() ?? '';
    lines.push(...parts);
  }
  return { lines, rest };
}`,
    ],
  },
  {
    id: 'ts-fix-percentile',
    kind: 'fix',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'percentile',
    prompt:
      "The given function percentile(values, p) is to return the p-th percentile of some numbers by linear interpolation: sorted ascending, with positions from 0 to n - 1, the result stands at position (n - 1) * p / 100, between two values in proportion to the distance. It sorts numbers as if they were texts, changes the caller's array, reads beyond the end for p = 100, and rounds the position. Fix it. Values that are NaN are left out; without any value return null. For a p below 0, above 100 or NaN throw a RangeError.",
    given: `function percentile(values: number[], p: number): number {
  values.sort();
  const position = Math.round((values.length * p) / 100);
  return values[position]!;
}`,
    tests: [
      { args: [[1, 2, 3, 4], 50], returns: 2.5 },
      { args: [[10, 9, 100, 1], 25], returns: 7 },
      { args: [[5], 99], returns: 5 },
      { args: [[], 50], returns: null },
      { args: [[1, 2, 3], 100], returns: 3 },
      { args: [[1, 2, 3], 0], returns: 1 },
      { args: [[-10, 5, 2], 75], returns: 3.5 },
      { args: [[{ $number: 'NaN' }, 4, 2], 50], returns: 3 },
      { args: [[{ $number: 'NaN' }], 50], returns: null },
      { args: [[1, 2], -1], returns: { $throws: 'RangeError' } },
      { args: [[1, 2], 100.5], returns: { $throws: 'RangeError' } },
      { args: [[0.5, 0.25, 0.125], 10], returns: 0.15 },
      { args: [[15, 20, 35, 40, 50], 40], returns: 29 },
    ],
    reference: `function percentile(values: number[], p: number): number | null {
  if (!(p >= 0 && p <= 100)) throw new RangeError('p must be between 0 and 100');
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const position = ((sorted.length - 1) * p) / 100;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}`,
    wrong: [
      `function percentile(values: number[], p: number): number | null {
  if (p < 0 || p > 100) throw new RangeError('p');
  const sorted = [...values].filter((value) => value).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))]!;
}`,
    ],
  },
  {
    id: 'ts-edit-inventory',
    kind: 'edit',
    language: 'typescript',
    tags: ['medium'],
    entryPoint: 'Inventory',
    prompt: `The file inventory.ts has a class Inventory. Change it so that goods can be reserved; what it does today stays as it is, and it goes on throwing StockError of errors.ts where it does today. errors.ts is not to be changed.
- reserve(order: string, item: string, count: number): void sets count pieces aside for an order. Throw a StockError when fewer than count are available. Reserving the same item again for the same order adds to it.
- available(item: string): number returns what is in stock and not reserved.
- count(item) still returns all that is in stock, reserved or not; but take(item, count) only takes what is available, and otherwise throws a StockError.
- ship(order: string): Record<string, number> takes all that the order has reserved out of the stock, ends the reservation, and returns the counts by item, in the order in which the items were first reserved. For an order without reservations throw a StockError.
- release(order: string): boolean ends the reservations of an order without taking anything; false when there are none.
- For a count that is not a whole number of at least 1, every method with a count throws a RangeError before anything else.`,
    files: {
      'errors.ts': `/** Something was asked for that is not in stock. */
export class StockError extends Error {
  override name = 'StockError';
}`,
      'inventory.ts': `import { StockError } from './errors.ts';

export class Inventory {
  private readonly stock = new Map<string, number>();

  add(item: string, count: number): void {
    this.stock.set(item, this.count(item) + count);
  }

  count(item: string): number {
    return this.stock.get(item) ?? 0;
  }

  take(item: string, count: number): void {
    const left = this.count(item) - count;
    if (left < 0) throw new StockError('Not enough of ' + item);
    this.stock.set(item, left);
  }
}
`,
    },
    entryFile: 'inventory.ts',
    editable: ['inventory.ts'],
    tests: [
      {
        steps: [
          ['new', []],
          ['add', ['bolt', 10]],
          ['take', ['bolt', 3]],
          ['count', ['bolt']],
          ['take', ['bolt', 8]],
          ['count', ['bolt']],
          ['count', ['nut']],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, 7, { $throws: 'StockError' }, 7, 0],
      },
      {
        steps: [
          ['new', []],
          ['add', ['bolt', 10]],
          ['reserve', ['o1', 'bolt', 4]],
          ['available', ['bolt']],
          ['count', ['bolt']],
          ['take', ['bolt', 7]],
          ['take', ['bolt', 6]],
          ['count', ['bolt']],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          6,
          10,
          { $throws: 'StockError' },
          { $undefined: true },
          4,
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a', 5]],
          ['reserve', ['o1', 'a', 2]],
          ['reserve', ['o1', 'a', 2]],
          ['reserve', ['o2', 'a', 2]],
          ['available', ['a']],
          ['ship', ['o1']],
          ['count', ['a']],
          ['ship', ['o1']],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          { $throws: 'StockError' },
          1,
          { a: 4 },
          1,
          { $throws: 'StockError' },
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', ['b', 1]],
          ['add', ['a', 1]],
          ['reserve', ['o', 'b', 1]],
          ['reserve', ['o', 'a', 1]],
          ['ship', ['o']],
          ['available', ['a']],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          { $undefined: true },
          { b: 1, a: 1 },
          0,
        ],
      },
      {
        steps: [
          ['new', []],
          ['release', ['x']],
          ['add', ['a', 2]],
          ['reserve', ['x', 'a', 2]],
          ['release', ['x']],
          ['available', ['a']],
          ['release', ['x']],
          ['ship', ['x']],
        ],
        returns: [null, false, { $undefined: true }, { $undefined: true }, true, 2, false, { $throws: 'StockError' }],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a', 0]],
          ['add', ['a', 1.5]],
          ['take', ['a', -1]],
          ['reserve', ['o', 'a', 0]],
          ['count', ['a']],
        ],
        returns: [
          null,
          { $throws: 'RangeError' },
          { $throws: 'RangeError' },
          { $throws: 'RangeError' },
          { $throws: 'RangeError' },
          0,
        ],
      },
      {
        steps: [
          ['new', []],
          ['reserve', ['o', 'a', 1]],
          ['ship', ['o']],
          ['available', ['a']],
        ],
        returns: [null, { $throws: 'StockError' }, { $throws: 'StockError' }, 0],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a', 3]],
          ['reserve', ['o', 'a', 3]],
          ['reserve', ['p', 'a', 1]],
          ['release', ['o']],
          ['reserve', ['p', 'a', 1]],
          ['ship', ['p']],
          ['count', ['a']],
        ],
        returns: [
          null,
          { $undefined: true },
          { $undefined: true },
          { $throws: 'StockError' },
          true,
          { $undefined: true },
          { a: 1 },
          2,
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', ['a', 3]],
          ['reserve', ['o', 'a', 1]],
          ['reserve', ['o', 'a', 9]],
          ['ship', ['o']],
          ['count', ['a']],
          ['available', ['a']],
        ],
        returns: [null, { $undefined: true }, { $undefined: true }, { $throws: 'StockError' }, { a: 1 }, 2, 2],
      },
    ],
    reference: {
      'inventory.ts': `import { StockError } from './errors.ts';

export class Inventory {
  private readonly stock = new Map<string, number>();
  private readonly orders = new Map<string, Map<string, number>>();

  add(item: string, count: number): void {
    checkCount(count);
    this.stock.set(item, this.count(item) + count);
  }

  count(item: string): number {
    return this.stock.get(item) ?? 0;
  }

  available(item: string): number {
    let reserved = 0;
    for (const order of this.orders.values()) reserved += order.get(item) ?? 0;
    return this.count(item) - reserved;
  }

  take(item: string, count: number): void {
    checkCount(count);
    if (this.available(item) < count) throw new StockError('Not enough of ' + item);
    this.stock.set(item, this.count(item) - count);
  }

  reserve(order: string, item: string, count: number): void {
    checkCount(count);
    if (this.available(item) < count) throw new StockError('Not enough of ' + item);
    const items = this.orders.get(order) ?? new Map<string, number>();
    items.set(item, (items.get(item) ?? 0) + count);
    this.orders.set(order, items);
  }

  ship(order: string): Record<string, number> {
    const items = this.orders.get(order);
    if (items === undefined) throw new StockError('Nothing reserved for ' + order);
    this.orders.delete(order);
    for (const [item, count] of items) this.stock.set(item, this.count(item) - count);
    return Object.fromEntries(items);
  }

  release(order: string): boolean {
    return this.orders.delete(order);
  }
}

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new RangeError('count must be a whole number of at least 1');
}
`,
    },
    wrong: [
      {
        'inventory.ts': `import { StockError } from './errors.ts';

export class Inventory {
  private readonly stock = new Map<string, number>();
  private readonly orders = new Map<string, Record<string, number>>();

  add(item: string, count: number): void {
    this.check(count);
    this.stock.set(item, this.count(item) + count);
  }

  count(item: string): number {
    return this.stock.get(item) ?? 0;
  }

  available(item: string): number {
    let left = this.count(item);
    for (const order of this.orders.values()) left -= order[item] ?? 0;
    return left;
  }

  take(item: string, count: number): void {
    this.check(count);
    const left = this.count(item) - count;
    if (left < 0) throw new StockError('Not enough of ' + item);
    this.stock.set(item, left);
  }

  reserve(order: string, item: string, count: number): void {
    this.check(count);
    const items = this.orders.get(order) ?? {};
    this.orders.set(order, items);
    if (this.available(item) < count) throw new StockError('Not enough of ' + item);
    items[item] = (items[item] ?? 0) + count;
  }

  ship(order: string): Record<string, number> {
    const items = this.orders.get(order);
    if (!items) throw new StockError('Nothing reserved');
    for (const item of Object.keys(items)) this.stock.set(item, this.count(item) - items[item]!);
    this.orders.delete(order);
    return items;
  }

  release(order: string): boolean {
    return this.orders.delete(order);
  }

  private check(count: number): void {
    if (!Number.isInteger(count) || count < 1) throw new RangeError('count');
  }
}
`,
      },
    ],
  },
  {
    id: 'ts-edit-backoff',
    kind: 'edit',
    language: 'typescript',
    tags: ['easy'],
    entryPoint: 'retryDelays',
    prompt: `The file retry-delays.ts has a function retryDelays(attempts, firstMs) that returns the waits before the second and later attempts, doubling each time. Change it so that it takes a third argument, options, which may be missing; without it the function behaves exactly as before. The comment on RetryOptions is to be kept, and its members are to be these:
- factor?: number replaces 2. maxMs?: number caps every single wait. totalMs?: number caps the sum: a wait that would make the sum of all waits so far go above it, and all after that, are left out.
- Waits are rounded down to whole milliseconds after capping; the next wait grows from the value before rounding and before the cap.
- For a factor below 1 or NaN throw a RangeError.`,
    files: {
      'retry-delays.ts': `/** How waits grow and end. */
export interface RetryOptions {}

export function retryDelays(attempts: number, firstMs: number): number[] {
  const delays: number[] = [];
  let delay = firstMs;
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    delays.push(delay);
    delay *= 2;
  }
  return delays;
}
`,
    },
    entryFile: 'retry-delays.ts',
    editable: ['retry-delays.ts'],
    keeps: ['/** How waits grow and end. */'],
    tests: [
      { args: [4, 100], returns: [100, 200, 400] },
      { args: [1, 100], returns: [] },
      { args: [0, 100], returns: [] },
      { args: [4, 100, {}], returns: [100, 200, 400] },
      { args: [5, 100, { factor: 3 }], returns: [100, 300, 900, 2700] },
      { args: [5, 100, { maxMs: 250 }], returns: [100, 200, 250, 250] },
      { args: [5, 100, { totalMs: 700 }], returns: [100, 200, 400] },
      { args: [6, 100, { factor: 1.5 }], returns: [100, 150, 225, 337, 506] },
      { args: [5, 100, { totalMs: 699, maxMs: 300 }], returns: [100, 200, 300] },
      { args: [4, 100, { factor: 1 }], returns: [100, 100, 100] },
      { args: [4, 100, { factor: 0.5 }], returns: { $throws: 'RangeError' } },
      { args: [4, 100, { factor: { $number: 'NaN' } }], returns: { $throws: 'RangeError' } },
      { args: [3, 10, { totalMs: 5 }], returns: [] },
      { args: [4, 3, { factor: 1.5, maxMs: 5 }], returns: [3, 4, 5] },
      { args: [4, 5, { totalMs: 0 }], returns: [] },
      { args: [3, 0, { totalMs: 0 }], returns: [0, 0] },
    ],
    reference: {
      'retry-delays.ts': `/** How waits grow and end. */
export interface RetryOptions {
  factor?: number;
  maxMs?: number;
  totalMs?: number;
}

export function retryDelays(attempts: number, firstMs: number, options: RetryOptions = {}): number[] {
  const { factor = 2, maxMs = Infinity, totalMs = Infinity } = options;
  if (!(factor >= 1)) throw new RangeError('factor must be at least 1');
  const delays: number[] = [];
  let delay = firstMs;
  let sum = 0;
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    const wait = Math.floor(Math.min(delay, maxMs));
    sum += wait;
    if (sum > totalMs) break;
    delays.push(wait);
    delay *= factor;
  }
  return delays;
}
`,
    },
    wrong: [
      {
        'retry-delays.ts': `/** How waits grow and end. */
export interface RetryOptions {
  factor?: number;
  maxMs?: number;
  totalMs?: number;
}

export function retryDelays(attempts: number, firstMs: number, options: RetryOptions = {}): number[] {
  const factor = options.factor || 2;
  if (factor < 1) throw new RangeError('factor');
  const delays: number[] = [];
  let delay = firstMs;
  let sum = 0;
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    delay = Math.min(delay, options.maxMs ?? Infinity);
    sum += delay;
    if (options.totalMs && sum > options.totalMs) break;
    delays.push(Math.floor(delay));
    delay = Math.floor(delay * factor);
  }
  return delays;
}
`,
      },
    ],
  },
];
