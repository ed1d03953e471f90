import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NdjsonParser } from '../../../src/providers/http/ndjson-parser.js';
import { type SseEvent, SseParser } from '../../../src/providers/http/sse-parser.js';

/** Parses bytes cut at the given sizes, in a circle; each chunk's moment is its number. */
function parse(bytes: Buffer, sizes: readonly number[]): SseEvent[] {
  const events: SseEvent[] = [];
  const parser = new SseParser((event) => events.push(event));
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    parser.push(bytes.subarray(at, at + size), turn);
    at += size;
  }
  parser.end();
  return events;
}

function withoutMoment({ type, data }: SseEvent): object {
  return { type, data };
}

function dataOf(text: string): string[] {
  return parse(Buffer.from(text), [text.length * 4]).map((event) => event.data);
}

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const line = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => `data: ${text.replaceAll(/[\r\n]/g, ' ')}`),
  fc.string({ unit: 'binary' }).map((text) => `data:${text.replaceAll(/[\r\n]/g, ' ')}`),
  fc.constantFrom(': comment', 'event: error', 'id: 7', 'retry: 1', 'data', '', 'nonsense'),
);

describe('SseParser', () => {
  it('gives the same events for every chunking of the same bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, lineEnd), { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        (lines, sizes, mark) => {
          const bytes = Buffer.from((mark ? '\uFEFF' : '') + lines.map(([text, end]) => text + end).join(''));
          expect(parse(bytes, sizes).map(withoutMoment)).toEqual(parse(bytes, [bytes.length + 1]).map(withoutMoment));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stamps an event with the chunk that completed it', () => {
    const seen: SseEvent[] = [];
    const parser = new SseParser((event) => seen.push(event));
    parser.push(Buffer.from('data: a'), 1);
    parser.push(Buffer.from('\n'), 2);
    parser.push(Buffer.from('\ndata: b\n\ndata: c'), 3);
    parser.push(Buffer.from('\n\n'), 4);
    expect(seen.map(({ data, ms }) => [data, ms])).toEqual([
      ['a', 3],
      ['b', 3],
      ['c', 4],
    ]);
  });

  it('reads data without a space, keeps further spaces, and joins several data lines', () => {
    expect(dataOf('data:{"a":1}\n\ndata:  x\n\ndata: 1\ndata: 2\ndata\n\n')).toEqual(['{"a":1}', ' x', '1\n2\n']);
  });

  it('drops comments and events without data, and gives an event whose empty line is missing', () => {
    expect(dataOf(': ping\n\nevent: x\n\ndata: a\n\ndata: last')).toEqual(['a', 'last']);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parse(Buffer.from([...Buffer.from('data: '), 0xc3, 0x28, 10, 10]), [3])).toThrow('not UTF-8');
  });

  it('refuses a line over 8 MiB without waiting for its end', () => {
    const parser = new SseParser(() => undefined);
    const mebibyte = Buffer.alloc(1 << 20, 97);
    expect(() => {
      for (let count = 0; count < 9; count += 1) parser.push(mebibyte, count);
    }).toThrow('longer than');
  });
});

describe('NdjsonParser', () => {
  it('gives the same lines for every chunking, drops empty ones and keeps the last without its end', () => {
    const text = '\uFEFF{"a":"é"}\r\n\n{"b":"🙂"}\n{"c":1}';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (sizes) => {
        const lines: string[] = [];
        const parser = new NdjsonParser((entry) => lines.push(entry.text));
        const bytes = Buffer.from(text);
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          parser.push(bytes.subarray(at, at + size), turn);
          at += size;
        }
        parser.end();
        expect(lines).toEqual(['{"a":"é"}', '{"b":"🙂"}', '{"c":1}']);
      }),
    );
  });
});
