import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter, type SplitLine } from '../../src/protocol/line-splitter.js';

function textOf(line: SplitLine): string {
  return line.kind === 'line' ? line.bytes.toString() : `over:${line.byteLength}`;
}

describe('LineSplitter', () => {
  it('gives the same lines for every chunking of the same bytes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' ')),
          { maxLength: 12 },
        ),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }),
        (lines, cuts) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const splitter = new LineSplitter();
          const seen: string[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            seen.push(...splitter.push(bytes.subarray(at, at + size)).map(textOf));
            at += size;
          }
          expect(seen).toEqual(lines);
          expect(splitter.end()).toBeUndefined();
        },
      ),
    );
  });

  it('reports a line over the limit once and reads the next one', () => {
    const splitter = new LineSplitter(8);
    const seen = ['0123', '45678', '9\nok', '\nlast'].flatMap((text) => splitter.push(Buffer.from(text)));
    expect(seen.map(textOf)).toEqual(['over:10', 'ok']);
    const last = splitter.end();
    expect(last === undefined ? undefined : textOf(last)).toBe('last');
  });
});
