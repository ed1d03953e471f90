import fc from 'fast-check';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Executor, memoryExecutor, scratchExecutor } from '../../src/tools/executor.js';
import { openScratchFiles } from '../../src/tools/scratch-files.js';
import { RUNNABLE_TOOLS } from '../../src/tools/tool-definitions.js';
import { type PlainCall, toolState, ToolRefusal } from '../../src/tools/tool-state.js';

const state = toolState({
  files: {
    'src/sum.js': 'export const sum = (a, b) => a - b;\n',
    'README.md': '# Sums\n\nOne\ntwo\n',
    'data/c.txt': 'b\na\n',
  },
  scripts: {
    'npm test': [
      { when: [{ file: 'src/sum.js', has: 'a + b' }], says: '1 passed' },
      { when: [], says: '1 failed: sum(1, 2) is -1' },
    ],
  },
  user: [{ about: ['name', 'called'], answer: 'Call it total.js.' }],
  tickets: { T1: { title: 'Login fails', status: 'open', assignee: 'ada', priority: 'high' } },
  events: { E1: { title: 'Stand-up', date: '2026-03-02', start: '09:15', minutes: 15 } },
});

const makers = [
  ['in memory', memoryExecutor],
  ['in a scratch folder', scratchExecutor],
] as const;

describe.each(makers)('%s', (_where, open) => {
  function run(...calls: readonly (readonly [string, PlainCall['arguments']])[]): {
    results: string[];
    executor: Executor;
  } {
    const executor = open(state);
    try {
      return {
        results: calls.map(([name, given]) => executor.run({ name, arguments: given })),
        executor: memoryExecutor(executor.state()),
      };
    } finally {
      executor[Symbol.dispose]();
    }
  }

  it.each<readonly [string, PlainCall['arguments'], string]>([
    ['read_file', { path: './src/sum.js' }, 'export const sum = (a, b) => a - b;\n'],
    ['read_file', { path: 'src' }, 'error: there is no file "src"'],
    ['read_file', { path: 'SRC/sum.js' }, 'error: there is no file "SRC/sum.js"'],
    [
      'read_file',
      { path: '../../etc/passwd' },
      'error: "../../etc/passwd" could leave the workspace: ".." is not possible',
    ],
    [
      'read_file',
      { path: '/etc/passwd' },
      'error: "/etc/passwd" is outside the workspace: only relative paths are possible',
    ],
    ['read_file', {}, 'error: "path" must be a text'],
    ['write_file', { path: 'new/a.txt', content: 'é' }, 'wrote 2 bytes to new/a.txt'],
    ['write_file', { path: 'README.md/x', content: '' }, 'error: "README.md" is a file, not a folder'],
    ['write_file', { path: 'src', content: '' }, 'error: "src" is a folder'],
    ['write_file', { path: 'readme.md', content: '' }, 'error: "readme.md" differs from "README.md" only in its case'],
    ['write_file', { path: 'Src/x.js', content: '' }, 'error: "Src" differs from "src" only in its case'],
    ['write_file', { path: 'a', content: 'x'.repeat(65_537) }, 'error: a file may have 65536 bytes, not 65537'],
    ['list_files', {}, 'README.md\ndata/c.txt\nsrc/sum.js'],
    ['list_files', { path: 'src/' }, 'src/sum.js'],
    ['list_files', { path: 'lib' }, 'error: there is no file or folder "lib"'],
    ['search_text', { text: 'sum' }, 'src/sum.js:1: export const sum = (a, b) => a - b;'],
    ['search_text', { text: 'o', path: 'README.md' }, 'README.md:4: two'],
    ['search_text', { text: 'nowhere' }, 'no matches'],
    ['apply_patch', { path: 'src/sum.js', old: 'a - b', new: 'a + b' }, 'patched src/sum.js'],
    ['apply_patch', { path: 'README.md', old: 'o', new: 'x' }, 'patched README.md'],
    ['apply_patch', { path: 'README.md', old: 'zz', new: 'x' }, 'error: the text in "old" does not stand in the file'],
    [
      'apply_patch',
      { path: 'src/sum.js', old: 'a', new: 'x' },
      'error: the text in "old" stands in the file more than once',
    ],
    ['run_command', { command: 'npm test' }, '1 failed: sum(1, 2) is -1'],
    ['run_command', { command: 'wc -l README.md' }, '4 README.md'],
    ['run_command', { command: 'head -n 1 README.md' }, '# Sums'],
    ['run_command', { command: 'tail -n 1 README.md' }, 'two'],
    ['run_command', { command: 'sort data/c.txt' }, 'a\nb'],
    ['run_command', { command: 'grep -n "One" README.md' }, '3:One'],
    ['run_command', { command: 'grep -i ONE README.md' }, 'One'],
    ['run_command', { command: 'cat "data/c.txt"' }, 'b\na\n'],
    [
      'run_command',
      { command: 'cat README.md | head' },
      'error: only single commands are possible: no pipes, no redirection',
    ],
    ['run_command', { command: 'cat $(ls)' }, 'error: only single commands are possible: no pipes, no redirection'],
    ['run_command', { command: 'cat "x' }, 'error: a quote is not closed'],
    ['run_command', { command: 'cat ../x' }, 'error: "../x" could leave the workspace: ".." is not possible'],
    [
      'run_command',
      { command: 'node -e 1' },
      'error: "node" is no command here; there are: ls, cat, wc, head, tail, sort, grep, cp, mv, rm, npm test',
    ],
    [
      'run_command',
      { command: 'constructor' },
      'error: "constructor" is no command here; there are: ls, cat, wc, head, tail, sort, grep, cp, mv, rm, npm test',
    ],
    ['ask_user', { question: 'What shall it be called?' }, 'Call it total.js.'],
    ['ask_user', { question: 'Why?' }, 'I cannot tell you more than I did.'],
    ['find_tickets', { status: 'open' }, '[{"id":"T1","title":"Login fails"}]'],
    ['find_tickets', { text: 'logout' }, '[]'],
    ['get_ticket', { id: 'T9' }, 'error: there is no "T9"'],
    [
      'update_ticket',
      { id: 'T1', status: 'closed', title: 'x' },
      '{"id":"T1","title":"Login fails","status":"closed","assignee":"ada","priority":"high"}',
    ],
    ['add_comment', { id: 'T1', text: 'Seen.' }, 'commented on T1'],
    [
      'list_events',
      { date: '2026-03-02' },
      '[{"id":"E1","title":"Stand-up","date":"2026-03-02","start":"09:15","minutes":15}]',
    ],
    [
      'create_event',
      { title: 'Lunch', date: '2026-03-02', start: '12:00', minutes: 60 },
      '{"id":"E2","title":"Lunch","date":"2026-03-02","start":"12:00","minutes":60}',
    ],
    [
      'move_event',
      { id: 'E1', start: '10:00' },
      '{"id":"E1","title":"Stand-up","date":"2026-03-02","start":"10:00","minutes":15}',
    ],
    ['cancel_event', { id: 'E1' }, 'cancelled E1'],
    ['format_disk', {}, 'error: there is no tool "format_disk"'],
  ])('%s(%j) gives %j', (name, given, wanted) => {
    expect(run([name, given]).results).toEqual([wanted]);
  });

  it('goes on from what earlier calls left', () => {
    const { results, executor } = run(
      ['apply_patch', { path: 'src/sum.js', old: 'a - b', new: 'a + b' }],
      ['run_command', { command: 'npm test' }],
      ['run_command', { command: 'mv data/c.txt data/d.txt' }],
      ['run_command', { command: 'rm README.md' }],
    );
    expect(results.slice(1)).toEqual(['1 passed', 'done', 'done']);
    expect(executor.state().files).toEqual({
      'data/d.txt': 'b\na\n',
      'src/sum.js': 'export const sum = (a, b) => a + b;\n',
    });
  });

  it('bounds the number of files and what they hold together', () => {
    const many = run(
      ...Array.from({ length: 210 }, (_, at) => ['write_file', { path: `f${at}`, content: '' }] as const),
    );
    expect(many.results.at(-1)).toBe('error: the workspace may hold 200 files');
    const much = run(
      ...Array.from(
        { length: 20 },
        (_, at) => ['write_file', { path: `f${at}`, content: 'x'.repeat(65_000) }] as const,
      ),
    );
    expect(much.results.at(-1)).toBe('error: the workspace may hold 1048576 bytes');
  });

  it('cuts a long result and says so', () => {
    const { results } = run(['write_file', { path: 'a', content: 'x'.repeat(5_000) }], ['read_file', { path: 'a' }]);
    expect(results[1]).toMatch(/^x{4000}\n\(1000 more characters\)$/);
  });
});

it('has a definition for every tool it runs, and no other', () => {
  for (const { name } of RUNNABLE_TOOLS) {
    expect(memoryExecutor(state).run({ name, arguments: {} })).not.toContain('there is no tool');
  }
});

it('does in memory exactly what it does in a scratch folder', () => {
  const path = fc.constantFrom('a', 'A', 'a/b', 'src/sum.js', 'SRC', '../a', 'x.txt', 'data', '.', '');
  const content = fc.constantFrom('', 'a\n', 'a - b', '\ud800', 'é\r\n');
  const call: fc.Arbitrary<PlainCall> = fc.oneof(
    fc.record({ name: fc.constant('write_file'), arguments: fc.record({ path, content }) }),
    fc.record({ name: fc.constant('read_file'), arguments: fc.record({ path }) }),
    fc.record({ name: fc.constant('list_files'), arguments: fc.record({ path }) }),
    fc.record({ name: fc.constant('apply_patch'), arguments: fc.record({ path, old: content, new: content }) }),
    fc.record({ name: fc.constant('search_text'), arguments: fc.record({ text: content, path }) }),
    fc.record({
      name: fc.constant('run_command'),
      arguments: fc.record({
        command: fc
          .tuple(fc.constantFrom('cp', 'mv', 'rm', 'cat', 'ls', 'wc -l'), path, path)
          .map((words) => words.join(' ')),
      }),
    }),
  );
  fc.assert(
    fc.property(fc.array(call, { maxLength: 15 }), (calls) => {
      const memory = memoryExecutor(state);
      const scratch = scratchExecutor(state);
      try {
        for (const one of calls) expect(scratch.run(one)).toBe(memory.run(one));
        expect(scratch.state()).toEqual(memory.state());
      } finally {
        scratch[Symbol.dispose]();
      }
    }),
    { numRuns: 150 },
  );
});

describe('a scratch folder', () => {
  it('is removed with its executor', () => {
    const files = openScratchFiles({ 'a/b.txt': 'x' });
    expect(readFileSync(join(files.folder, 'a/b.txt'), 'utf8')).toBe('x');
    files[Symbol.dispose]();
    expect(existsSync(files.folder)).toBe(false);
  });

  it('is not left through links, neither to read nor to write nor to list', () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'secret.txt'), 'secret');
    const files = openScratchFiles({ 'a.txt': 'x' });
    try {
      symlinkSync(outside, join(files.folder, 'link'));
      symlinkSync(join(outside, 'secret.txt'), join(files.folder, 'file'));
      symlinkSync(join(outside, 'new.txt'), join(files.folder, 'dangling'));
      expect(files.paths()).toEqual(['a.txt']);
      for (const path of ['link/secret.txt', 'file', 'dangling', 'link/new/x', '../x', 'a/../../x']) {
        expect(() => files.read(path)).toThrow(ToolRefusal);
        expect(() => files.write(path, 'mine')).toThrow(ToolRefusal);
        expect(() => files.remove(path)).toThrow(ToolRefusal);
      }
      expect(readdirSync(outside)).toEqual(['secret.txt']);
      expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret');
    } finally {
      files[Symbol.dispose]();
      rmSync(outside, { recursive: true });
    }
  });
});
