import fc from 'fast-check';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { ToolRefusal } from '../../src/tools/tool-state.js';
import { workspacePath } from '../../src/tools/workspace-path.js';

it.each([
  ['src/a.ts', 'src/a.ts'],
  ['./src//a.ts', 'src/a.ts'],
  ['src/', 'src'],
  ['.', ''],
  ['', ''],
  ['.env', '.env'],
  ['src/.git/config', 'src/.git/config'],
  ['a/./b', 'a/b'],
])('%j is %j', (given, path) => {
  expect(workspacePath(given)).toBe(path);
});

it.each([
  '..',
  '../x',
  'a/../../x',
  'a/..',
  '/etc/passwd',
  '//server/share',
  '~/x',
  'C:/x',
  'c:x',
  '..\\x',
  'a\\b',
  'a\0b',
  'a/\u2025/b',
  'a. ',
  'a.',
  'a/b./c',
  'con',
  'NUL.txt',
  'a:stream',
  'a\nb',
  'é',
  'x'.repeat(201),
  'a/'.repeat(9) + 'b',
])('refuses %j', (given) => {
  expect(() => workspacePath(given)).toThrow(ToolRefusal);
});

it('lets no path out, whatever it is made of', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', 'a', 'b.ts', '~', 'C:', '\0', ' ', '%2e%2e', '．．', '...', '//');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const given = pieces.join('');
      let path: string;
      try {
        path = workspacePath(given);
      } catch (error) {
        expect(error).toBeInstanceOf(ToolRefusal);
        return;
      }
      const inside = relative('/work', join('/work', path));
      expect(inside.split(sep)[0]).not.toBe('..');
      expect(workspacePath(path)).toBe(path);
    }),
    { numRuns: 1_000 },
  );
});
