import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { fencedBlocks } from '../../../src/grading/code/fenced-blocks.js';

test('a block has its language, its info, its text and the line before it', () => {
  const [block] = fencedBlocks('Here it is:\n\n```JS title="a.js"\nlet a = 1;\n\n  a++;\n```\nDone.');
  expect(block).toEqual({
    language: 'js',
    info: 'JS title="a.js"',
    text: 'let a = 1;\n\n  a++;',
    closed: true,
    before: 'Here it is:',
  });
});

test('tildes, longer fences, fences inside a longer one, and one that is never closed', () => {
  const blocks = fencedBlocks('~~~py\na\n```\n~~~\n````md\n```js\nx\n```\n````\n```\nlast\n');
  expect(blocks.map(({ language, text, closed }) => [language, text, closed])).toEqual([
    ['py', 'a\n```', true],
    ['md', '```js\nx\n```', true],
    ['', 'last\n', false],
  ]);
});

test('a block in a list or a quotation loses their indentation and marks', () => {
  expect(fencedBlocks('1. first\n\n   ```py\n   def f():\n       pass\n   ```')[0]?.text).toBe('def f():\n    pass');
  expect(fencedBlocks('> ```\n> a\n>  b\n> ```')[0]?.text).toBe('a\n b');
  expect(fencedBlocks('- a\n  - ```js\n    x\n\n    y\n    ```')[0]?.text).toBe('x\n\ny');
});

test('a block whose list item ends is over', () => {
  expect(fencedBlocks('- ```\n  a\nafter\n')).toMatchObject([{ text: 'a', closed: false }]);
});

test('a fence below an HTML tag counts, unlike in CommonMark', () => {
  expect(fencedBlocks('<details>\n```js\nx\n```\n</details>')).toMatchObject([{ text: 'x' }]);
});

const PIECES = [
  '```',
  '````',
  '~~~',
  '```js',
  '~~~ py x',
  '> ',
  '>',
  '- ',
  '* ',
  '1. ',
  '1) ',
  '  ',
  '   ',
  '    ',
  '\t',
  'word',
  'let a;',
  '#',
  '# h',
  '---',
  '===',
  '``',
  '',
];

test('documents of every shape have the blocks that a CommonMark parser finds', () => {
  const line = fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const markdown = lines.join('\n');
      const found = fencedBlocks(markdown).map(({ info, text }) => [info.split(/\s+/).join(' '), text.trimEnd()]);
      expect(found, JSON.stringify(markdown)).toEqual(oracle(markdown));
    }),
    { numRuns: 1_500, seed: 7 },
  );
});

type Root = ReturnType<typeof fromMarkdown>;

function oracle(markdown: string): string[][] {
  const found: string[][] = [];
  const walk = (node: Root | Root['children'][number]): void => {
    // Indented code is a code node too; only a fenced one begins with a fence.
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'code' && /^(?:`{3}|~{3})/.test(markdown.slice(start))) {
      found.push([`${node.lang ?? ''} ${node.meta ?? ''}`.trim().split(/\s+/).join(' '), node.value.trimEnd()]);
    }
    if ('children' in node) (node as Root).children.forEach(walk);
  };
  walk(fromMarkdown(markdown));
  return found;
}

/** Texts that make parsers slow; `grow` makes about so many characters of one. */
const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  text: (size) => 'hello world\n'.repeat(size / 12),
  paragraphs: (size) => 'hello\n\n'.repeat(size / 7),
  quotations: (size) => '>'.repeat(size),
  'nested items': (size) => '- '.repeat(size / 2),
  'items and empty lines': (size) =>
    Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n') + '\n'.repeat(size),
  numbers: (size) => '1. '.repeat(size / 3),
  backticks: (size) => '`'.repeat(size),
  fences: (size) => '```\n'.repeat(size / 4),
  'growing fences': (size) => Array.from({ length: Math.sqrt(size) }, (_, n) => '`'.repeat(n + 3)).join('\n'),
  'quotations and lazy lines': (size) => `${'>'.repeat(1_000)}a\n${'b\n'.repeat(size / 2)}`,
  rules: (size) => '* '.repeat(size / 2),
  spaces: (size) => ' '.repeat(size),
  tabs: (size) => '\t'.repeat(size),
  'spaces in lines': (size) => `${' '.repeat(500)}\n`.repeat(size / 500),
  returns: (size) => '\r'.repeat(size),
};

test.each(Object.entries(HOSTILE))('a megabyte of %s is read in full', (_, grow) => {
  expect(() => fencedBlocks(grow(1_000_000))).not.toThrow();
});
