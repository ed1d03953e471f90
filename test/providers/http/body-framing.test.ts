import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyFramingOf } from '../../../src/providers/http/body-framing.js';
import { ResponseHeadReader } from '../../../src/providers/http/response-head.js';

interface ReadBody {
  readonly body: string;
  readonly complete: boolean;
  readonly surplus: string;
}

/** Reads a whole response cut into chunks of the given sizes, in a circle. */
function read(response: string, sizes: readonly number[]): ReadBody {
  const bytes = Buffer.from(response, 'latin1');
  const reader = new ResponseHeadReader();
  let framing: ReturnType<typeof bodyFramingOf> | undefined;
  const payload: Buffer[] = [];
  const surplus: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    let chunk: Buffer = bytes.subarray(at, at + size);
    at += size;
    if (framing === undefined) {
      const found = reader.push(chunk);
      if (found === undefined) continue;
      framing = bodyFramingOf(found.head);
      chunk = found.rest;
    }
    surplus.push(framing.push(chunk, (piece) => payload.push(piece)));
  }
  return {
    body: Buffer.concat(payload).toString('latin1'),
    complete: framing?.complete ?? false,
    surplus: Buffer.concat(surplus).toString('latin1'),
  };
}

const HEAD = 'HTTP/1.1 200 OK\r\n';

describe('bodyFramingOf', () => {
  it('decodes the same body for every chunking of the same bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.tuple(fc.constantFrom('', ';name=value', ' '), fc.constantFrom('', 'x-trailer: 1\r\n')),
        (pieces, sizes, [extension, trailer]) => {
          const chunks = pieces.map((piece) => `${piece.length.toString(16)}${extension}\r\n${piece}\r\n`).join('');
          const response = `${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n${trailer}\r\nNEXT`;
          expect(read(response, sizes)).toEqual({ body: pieces.join(''), complete: true, surplus: 'NEXT' });
        },
      ),
    );
  });

  it('skips interim responses and stops at the content length', () => {
    const response = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\na: b\r\n\r\n${HEAD}content-length: 3\r\n\r\nabcd`;
    for (const size of [1, 2, 1000])
      expect(read(response, [size])).toEqual({ body: 'abc', complete: true, surplus: 'd' });
  });

  it('refuses broken sizes, foreign codings, other protocols and endless heads', () => {
    const broken = [
      `${HEAD}transfer-encoding: chunked\r\n\r\nxyz\r\n`,
      `${HEAD}transfer-encoding: chunked\r\n\r\n2\r\nabc\r\n`,
      `${HEAD}transfer-encoding: chunked\r\n\r\n123456789\r\n`,
      `${HEAD}transfer-encoding: gzip\r\n\r\n`,
      `${HEAD}content-encoding: br\r\n\r\n`,
      `${HEAD}content-length: -1\r\n\r\n`,
      'SSH-2.0\r\n',
      `${HEAD}a: ${'b'.repeat(70_000)}`,
    ];
    for (const response of broken) expect(() => read(response, [4096])).toThrow();
  });
});
