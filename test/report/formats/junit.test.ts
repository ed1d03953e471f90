import { describe, expect, it } from 'vitest';
import { escapeMarkup } from '../../../src/report/charts/svg.js';
import { runToJunit } from '../../../src/report/formats/junit.js';
import { xmlText } from '../../../src/report/formats/xml-text.js';
import { caseOf, failedState, record, samplesWithTtft } from '../record-fixture.js';
import { hostileRun, summaryOf } from '../hostile-run.js';
import { readXml } from './xml-reader.js';

describe('runToJunit', () => {
  it('has a suite per target and a test case per case, each with its numbers and its time', async () => {
    const summary = await summaryOf(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]));
    const root = readXml(runToJunit(summary));
    const [suite] = root.children;
    const [testcase] = suite?.children ?? [];
    expect(root.attributes).toMatchObject({ tests: '1', failures: '0', errors: '0', skipped: '0', time: '30.000' });
    expect(suite?.attributes).toMatchObject({ name: 'model', tests: '1', timestamp: '2026-01-01T00:00:00.000Z' });
    expect(testcase?.attributes).toEqual({
      classname: 'latency.model',
      name: 'latency 100 → 17 tokens',
      time: '19.000',
    });
    const properties = testcase?.children[0]?.children.map(({ attributes }) => [
      attributes['name'],
      attributes['value'],
    ]);
    expect(properties).toContainEqual(['ttft', '200']);
  });

  it('tells failures, errors and what never ran apart, and counts them', async () => {
    const summary = await summaryOf(hostileRun());
    const root = readXml(runToJunit(summary));
    const verdicts = root.children[0]?.children.map(({ children }) => children.at(-1)?.name);
    // Five completed, then failed, timed-out, planned, interrupted.
    expect(verdicts).toEqual([
      ...Array.from({ length: 5 }, () => 'properties'),
      'failure',
      'error',
      'skipped',
      'skipped',
    ]);
    expect(root.attributes).toMatchObject({ tests: '9', failures: '1', errors: '1', skipped: '2' });
  });

  it('keeps the reason and the hint of a failure', async () => {
    const root = readXml(runToJunit(await summaryOf(record([caseOf({ state: failedState('It "crashed" <here>.') })]))));
    const failure = root.children[0]?.children[0]?.children.at(-1);
    expect(failure).toMatchObject({
      attributes: { type: 'crash', message: 'It "crashed" <here>.' },
      text: 'It "crashed" <here>.\nLook at the log.',
    });
  });

  it('gives equal bytes when called twice', async () => {
    expect(runToJunit(await summaryOf(hostileRun()))).toBe(runToJunit(await summaryOf(structuredClone(hostileRun()))));
  });
});

describe('xmlText', () => {
  it('turns no direction, in markup as in XML', () => {
    const turned = 'gpj.\u202e exe\u2066\u2069\u200f';
    expect(xmlText(turned)).toBe('gpj. exe');
    expect(escapeMarkup(turned)).toBe('gpj. exe');
  });

  it('removes what XML cannot hold and keeps the rest, pictographs too', () => {
    expect(xmlText('a\u0000\u001b\ud800\uffff😀<&>"\'')).toBe('a😀&lt;&amp;&gt;&quot;&apos;');
  });
});
