import { describe, expect, it } from 'vitest';
import { runToBenchstat } from '../../../src/report/formats/benchstat.js';
import type { RunRecord } from '../../../src/journal/run-record.js';
import { caseOf, failedState, record, samplesWithTtft } from '../record-fixture.js';
import { hostileRun, summaryOf } from '../hostile-run.js';

/** A line of the format: name, count, then pairs of value and unit (https://go.dev/design/14313-benchmark-format). */
const BENCHMARK_LINE = /^Benchmark(?!\p{Ll})\S+ \d+(?: -?\d+(?:\.\d+)?(?:e[+-]?\d+)? \S+)+$/u;
const OTHER_LINE = /^(?:# .*|[a-z][^\s:A-Z]*: .*|Unit \S+ better=(?:lower|higher))$/u;

async function lines(run: RunRecord): Promise<string[]> {
  return runToBenchstat(run, await summaryOf(run))
    .trimEnd()
    .split('\n');
}

describe('runToBenchstat', () => {
  it('writes a line per measured request, in seconds, and one for the case as a whole', async () => {
    const all = await lines(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]));
    const measured = all.filter((line) => line.startsWith('Benchmark'));
    expect(measured).toHaveLength(4);
    expect(measured.map((line) => / ([\d.]+) ttft-sec/.exec(line)?.[1])).toEqual(['0.1', '0.2', '0.3', undefined]);
    expect(measured[0]).toMatch(/^BenchmarkLatency\/target=model\/promptTokens=100\/outputTokens=17 1 /);
    expect(measured[3]).toContain(`${512 * 2 ** 20} rssPeak-B`);
  });

  it('says which direction is better, and nothing that would keep two runs of one machine apart', async () => {
    const all = await lines(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]));
    expect(all).toContain('Unit ttft-sec better=lower');
    expect(all).toContain('Unit outTps-tok/s better=higher');
    const keys = all.filter((line) => /^[a-z][\w-]*: /.test(line)).map((line) => line.split(':')[0]);
    expect(keys).toEqual(['goos', 'goarch', 'cpu', 'acode-metric-defs']);
  });

  it('leaves out cases that did not complete', async () => {
    const all = await lines(record([caseOf({ state: failedState('x'), samples: samplesWithTtft(1, 2) })]));
    expect(all.filter((line) => line.startsWith('Benchmark'))).toEqual([]);
  });

  it('holds only lines of the format, whatever the names are', async () => {
    for (const line of await lines(hostileRun())) {
      expect(line).toMatch(line.startsWith('Benchmark') ? BENCHMARK_LINE : OTHER_LINE);
    }
  });
});
