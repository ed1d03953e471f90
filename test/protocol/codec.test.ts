import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCommand, decodeReport, encodeLine } from '../../src/protocol/codec.js';
import { PROTOCOL_VERSION } from '../../src/protocol/messages.js';

const withoutLineEnd = (bytes: Buffer): Buffer => bytes.subarray(0, -1);

describe('the protocol codec', () => {
  it('reads back what it wrote', () => {
    const report = { v: PROTOCOL_VERSION, type: 'flush', caseId: 'a-1', attempt: 2, seq: 7 } as const;
    expect(decodeReport(withoutLineEnd(encodeLine(report)))).toEqual({ kind: 'message', message: report });
    const command = { v: PROTOCOL_VERSION, type: 'close' } as const;
    expect(decodeCommand(withoutLineEnd(encodeLine(command)))).toEqual({ kind: 'message', message: command });
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          expect(decodeReport(Buffer.from(bytes)).kind).toBe('bad-line');
        },
      ),
    );
  });

  it.each([
    ['null', 'not an object'],
    ['{"v":2,"type":"hello"}', 'protocol version 2 instead of 1'],
    ['{"v":1,"type":"toString"}', 'unknown type "toString"'],
    ['{"v":1,"type":"hello","pid":"1","node":"v20"}', '"hello" needs "pid" as integer'],
  ])('says what is wrong with %s', (line, problem) => {
    expect(decodeReport(Buffer.from(line))).toEqual({ kind: 'bad-line', problem });
  });

  it('refuses to write a number that JSON would turn into null', () => {
    const report = {
      v: PROTOCOL_VERSION,
      type: 'ready',
      target: { provider: 'x', model: 'm', modelPids: [] },
      loadMs: Number.NaN,
    } as const;
    expect(() => encodeLine(report)).toThrow(/loadMs/);
  });
});
