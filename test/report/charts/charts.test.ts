import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveChart } from '../../../src/report/charts/curve-chart.js';
import { distributionChart } from '../../../src/report/charts/distribution-chart.js';
import { linearScale } from '../../../src/report/charts/scale.js';
import { thinOutCurve, thinOutValues } from '../../../src/report/charts/thin-out.js';
import { stallIndices, tokenTimeline } from '../../../src/report/charts/token-timeline.js';
import { HOSTILE } from '../hostile-run.js';
import { readXml, type XmlElement } from '../formats/xml-reader.js';

/** Half a pair of surrogates is no text; a writer of files replaces it. */
const TEXT = HOSTILE.replaceAll('\ud800', '');

const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true });

function all(root: XmlElement, name: string): XmlElement[] {
  return [root, ...root.children.flatMap((child) => all(child, name))].filter((each) => each.name === name);
}

/** Every drawing must be well-formed and hold only numbers that a browser can place. */
function readDrawing(text: string): XmlElement {
  expect(text).not.toMatch(/NaN|Infinity|undefined/);
  return readXml(text);
}

describe('linearScale', () => {
  it('covers all values with round ticks in order', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), (values) => {
        const scale = linearScale(values, { from: 0, to: 100, ticks: 5 });
        for (const value of values) expect(scale.at(value)).toBeGreaterThanOrEqual(-0.01);
        for (const value of values) expect(scale.at(value)).toBeLessThanOrEqual(100.01);
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
        expect(scale.ticks.length).toBeLessThanOrEqual(9);
      }),
    );
  });

  it('has ticks at 0, 20, …, 100 for 3 to 97', () => {
    expect(linearScale([3, 97], { from: 0, to: 1, ticks: 5 }).ticks).toEqual([0, 20, 40, 60, 80, 100]);
  });

  it('gives room to equal values', () => {
    expect(linearScale([7, 7], { from: 0, to: 1, ticks: 5 }).at(7)).toBeGreaterThan(0);
    expect(linearScale([0], { from: 0, to: 1, ticks: 5 }).at(0)).toBeCloseTo(0.5);
  });
});

describe('thinning out', () => {
  it('keeps the least and the greatest value and the limit', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 10_007);
    const kept = thinOutValues(values, 300);
    expect(kept).toHaveLength(300);
    expect([kept[0], kept.at(-1)]).toEqual([Math.min(...values), Math.max(...values)]);
  });

  it('loses no peak of a curve', () => {
    const points = Array.from({ length: 5_000 }, (_, index): [number, number] => [index, index === 2_500 ? 99 : 1]);
    const kept = thinOutCurve(points, 400);
    expect(kept.length).toBeLessThanOrEqual(410);
    expect(kept).toContainEqual([2_500, 99]);
  });
});

describe('distributionChart', () => {
  it('draws a dot per value, a box and the median', () => {
    const root = readDrawing(
      distributionChart({ title: 't', values: [1, 2, 3, 4, 50], axis: 'ms', interval: { low: 1, high: 4 } }),
    );
    const classes = all(root, 'circle').map(({ attributes }) => attributes['class']);
    expect(classes).toEqual(['dot', 'dot', 'dot', 'dot', 'dot beyond']);
    expect(all(root, 'rect').map(({ attributes }) => attributes['class'])).toEqual(['box', 'interval']);
  });

  it('is well-formed for any values and any title', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 40 }), fc.string(), (values, title) => {
        readDrawing(distributionChart({ title: title.replaceAll(/[^\u0020-\ud7ff]/g, ''), values, axis: 'ms' }));
      }),
    );
  });

  it('keeps hostile text as text and draws the same twice', () => {
    const draw = (): string => distributionChart({ title: TEXT, values: [1, 2], axis: TEXT });
    expect(draw()).not.toContain('<img');
    expect(draw()).toBe(draw());
  });
});

describe('tokenTimeline', () => {
  it('has a row per request with a mark per token', () => {
    const root = readDrawing(
      tokenTimeline({ title: 't', rows: [{ name: '#1', firstTokenMs: 20, gaps: [10, 10, 10] }] }),
    );
    expect(all(root, 'path')[0]?.attributes['d']?.match(/M/g)).toHaveLength(4);
    expect(all(root, 'rect')).toHaveLength(0);
  });

  it('marks a gap of three times the median, and none that is short', () => {
    expect(stallIndices([10, 10, 31, 10])).toEqual([2]);
    expect(stallIndices([1, 1, 4.9, 1])).toEqual([]);
    expect(stallIndices([])).toEqual([]);
  });
});

describe('curveChart', () => {
  it('draws points with their intervals, and phases behind', () => {
    const points = [
      { x: 1, y: 5, interval: { low: 4, high: 6 } },
      { x: 2, y: 7 },
    ];
    const phases = [{ name: 'warm-up', from: 1, to: 1.5 }];
    const root = readDrawing(curveChart({ title: 't', points, phases, x: 'x', y: 'y', dots: true }));
    expect(all(root, 'circle')).toHaveLength(2);
    expect(all(root, 'line').filter(({ attributes }) => attributes['class'] === 'whisker')).toHaveLength(1);
    expect(all(root, 'rect').map(({ attributes }) => attributes['class'])).toEqual(['phase p0']);
  });
});
