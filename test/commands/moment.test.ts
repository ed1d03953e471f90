import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../src/commands/moment.js';
import { parseShare } from '../../src/commands/share.js';

const NOW = new Date(2026, 10, 24, 15, 30).getTime();

describe('parseMoment', () => {
  it('reads days to their end, moments and ages', () => {
    const day = { startMs: new Date(2026, 10, 1).getTime(), endMs: new Date(2026, 10, 2).getTime() - 1 };
    expect(parseMoment('2026-11-01', '--from', NOW)).toEqual(day);
    expect(parseMoment('yesterday', '--from', NOW).startMs).toBe(new Date(2026, 10, 23).getTime());
    expect(parseMoment('today', '--to', NOW).endMs).toBe(new Date(2026, 10, 25).getTime() - 1);
    expect(parseMoment('30d', '--from', NOW).startMs).toBe(NOW - 30 * 86_400_000);
    expect(parseMoment('2026-11-01T12:00', '--from', NOW).startMs).toBe(new Date(2026, 10, 1, 12).getTime());
  });

  it('refuses what is no date', () => {
    const wrong = ['', '30', '2026-13-01', '2026-02-30', '2026-02-30T12:00', 'tomorrow', '2026-11-01Tnoon', '-5d'];
    for (const text of wrong) {
      expect(() => parseMoment(text, '--from', NOW)).toThrow('--from does not understand');
    }
  });
});

describe('parseShare', () => {
  it('reads per cent and plain numbers', () => {
    expect([
      parseShare('5%', '-t'),
      parseShare('0.05', '-t'),
      parseShare('2.5 %', '-t'),
      parseShare('0', '-t'),
    ]).toEqual([0.05, 0.05, 0.025, 0]);
    for (const text of ['', '-1%', '5 percent', '1e9', '2000%', 'NaN'])
      expect(() => parseShare(text, '-t')).toThrow('-t');
  });
});
