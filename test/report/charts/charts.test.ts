import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveChart } from '../../../src/report/charts/curve-chart.js';
import { distributionChart } from '../../../src/report/charts/distribution-chart.js';
import { distributionShape } from '../../../src/report/charts/distribution-shape.js';
import { forestPlot, type ForestRow } from '../../../src/report/charts/forest-plot.js';
import { linearScale } from '../../../src/report/charts/scale.js';
import { scatterChart } from '../../../src/report/charts/scatter-chart.js';
import { thinOutCurve, thinOutValues } from '../../../src/report/charts/thin-out.js';
import { stallIndices, tokenTimeline } from '../../../src/report/charts/token-timeline.js';
import { trendChart } from '../../../src/report/charts/trend-chart.js';
import { outlierIndices } from '../../../src/statistics/outliers.js';
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
      distributionChart({
        title: 't',
        shape: distributionShape([1, 2, 3, 4, 50]),
        axis: 'ms',
        interval: { low: 1, high: 4 },
      }),
    );
    const classes = all(root, 'circle').map(({ attributes }) => attributes['class']);
    expect(classes).toEqual(['dot', 'dot', 'dot', 'dot', 'dot beyond']);
    expect(all(root, 'rect').map(({ attributes }) => attributes['class'])).toEqual(['box', 'interval']);
  });

  it('rings the values that the summary calls outliers, and no others', () => {
    // 1.5 interquartile ranges would ring others: two of the second series, and none of the third.
    const first = [52.3, 53.4, 53.5, 53.6, 53.83, 53.9, 54.1, 55.2, 55.75, 56.95];
    const second = [31.5, 32.3, 32.35, 32.55, 32.63, 32.64, 32.66, 32.85, 32.95, 33.9];
    for (const values of [first, second, [1, 2, 9], [5, 5, 5, 5, 6]]) {
      const root = readDrawing(distributionChart({ title: 't', shape: distributionShape(values), axis: 'ms' }));
      const ringed = all(root, 'circle').filter(({ attributes }) => attributes['class'] === 'dot beyond');
      expect(ringed).toHaveLength(outlierIndices(values).length);
    }
  });

  it('is well-formed for any values and any title', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 40 }), fc.string(), (values, title) => {
        readDrawing(
          distributionChart({
            title: title.replaceAll(/[^\u0020-\ud7ff]/g, ''),
            shape: distributionShape(values),
            axis: 'ms',
          }),
        );
      }),
    );
  });

  it('keeps hostile text as text and draws the same twice', () => {
    const draw = (): string => distributionChart({ title: TEXT, shape: distributionShape([1, 2]), axis: TEXT });
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
    // Three times the shortest gap, but not three times the median, 20.
    expect(stallIndices([10, 20, 20, 31])).toEqual([]);
    // Exactly three times, of an odd and of an even number of gaps: the medians are 10 and 15.
    expect(stallIndices([10, 10, 30])).toEqual([2]);
    expect(stallIndices([10, 10, 20, 45])).toEqual([3]);
    expect(stallIndices([0, 0, 5])).toEqual([2]);
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

describe('forestPlot', () => {
  const row = (estimate: number, low: number, high: number): ForestRow => ({
    name: TEXT,
    metric: 'e2el ←',
    value: '',
    estimate,
    low,
    high,
    kind: 'regressed',
  });
  const plot = (rows: readonly ForestRow[]): XmlElement =>
    readDrawing(forestPlot({ title: TEXT, rows, threshold: 0.05, axis: TEXT }));
  const dots = (root: XmlElement): number[] => all(root, 'circle').map(({ attributes }) => Number(attributes['cx']));

  it('is logarithmic: twice as much and half as much are equally far from no change', () => {
    const [half = 0, same = 0, twice = 0] = dots(plot([row(0.5, 0.4, 0.6), row(1, 0.9, 1.1), row(2, 1.8, 2.2)]));
    expect(twice - same).toBeCloseTo(same - half, 1);
  });

  it('places whatever a comparison may say inside the drawing', () => {
    const ratio = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(ratio, ratio, ratio), { minLength: 1, maxLength: 8 }), (rows) => {
        const root = plot(
          rows
            .map((each) => each.toSorted((a, b) => a - b))
            .map(([low, estimate, high]) => row(estimate ?? 1, low ?? 1, high ?? 1)),
        );
        for (const x of dots(root)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(480);
        }
      }),
    );
  });

  it('cuts an interval off that would flatten all others, and gives it no end there', () => {
    const root = plot([row(1, 0.95, 1.05), row(100, 0.9, 1e6)]);
    // Two ends of the first interval, one of the second; lines of the intervals themselves are horizontal.
    const ends = all(root, 'line').filter(
      ({ attributes }) => attributes['class']?.startsWith('effect') === true && attributes['x1'] === attributes['x2'],
    );
    expect(ends).toHaveLength(3);
  });

  it('shortens a name that is too long, and never what changed', () => {
    const root = plot([row(0.97, 0.9, 1.1)]);
    const name = all(root, 'text').find(({ attributes }) => attributes['class'] === 't-name');
    expect(name?.text).toMatch(/… · e2el ←$/);
  });

  it('has ticks that do not touch', () => {
    const root = plot([row(0.97, 0.2, 6)]);
    const ticks = all(root, 'text')
      .filter(({ attributes }) => attributes['class'] === 't-tick')
      .map(({ attributes }) => Number(attributes['x']));
    const sorted = ticks.toSorted((a, b) => a - b);
    for (const [index, x] of sorted.slice(1).entries()) expect(x - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(59);
  });
});

describe('scatterChart', () => {
  it('tells the marked points from the others', () => {
    const points = [
      { name: TEXT, x: 1, y: 2, marked: true },
      { name: 'B', x: 0, y: 0, marked: false },
    ];
    const root = readDrawing(scatterChart({ title: TEXT, points, x: TEXT, y: TEXT }));
    expect(all(root, 'circle').map(({ attributes }) => attributes['class'])).toEqual(['spot', 'spot off']);
  });

  /** A chart of points A, B, C, … at these places. */
  const chart = (...points: readonly (readonly [x: number, y: number])[]): XmlElement => {
    const named = points.map(([x, y], index) => ({ name: 'ABCDEF'.charAt(index), x, y, marked: true }));
    return readDrawing(scatterChart({ title: 't', points: named, x: 'x', y: 'y' }));
  };

  it('draws values that are close to each other apart, and others from 0 on', () => {
    const zeros = (root: XmlElement): number => all(root, 'text').filter(({ text }) => text === '0').length;
    const lefts = all(chart([162, 1], [169, 0.97]), 'circle').map(({ attributes }) => Number(attributes['cx']));
    expect(Math.max(...lefts) - Math.min(...lefts)).toBeGreaterThan(100);
    expect(zeros(chart([162, 1], [169, 0.97]))).toBe(0);
    expect(zeros(chart([1, 1], [9, 9]))).toBe(2);
  });

  it('puts no name over another one where two points are nearly the same', () => {
    const names = all(chart([100, 50], [100.1, 50], [110, 55]), 'text').filter(
      ({ attributes }) => attributes['class'] === 't-name',
    );
    const sides = names.slice(0, 2).map(({ attributes }) => attributes['text-anchor']);
    expect(new Set(sides).size).toBe(2);
  });
});

describe('trendChart', () => {
  const day = (n: number): number => Date.UTC(2026, 0, n);

  it('places runs by their dates, and changes where they happened', () => {
    const root = readDrawing(
      trendChart({
        title: TEXT,
        y: TEXT,
        line: { first: 1, last: 3 },
        points: [
          { atMs: day(1), y: 1 },
          { atMs: day(2), y: 2, change: 1 },
          { atMs: day(11), y: 3 },
        ],
      }),
    );
    const [first = 0, second = 0, third = 0] = all(root, 'circle').map(({ attributes }) => Number(attributes['cx']));
    // One day of ten.
    expect((second - first) / (third - first)).toBeCloseTo(0.1, 2);
    expect(
      all(root, 'line')
        .filter(({ attributes }) => attributes['class'] === 'change')
        .map(({ attributes }) => Number(attributes['x1'])),
    ).toEqual([second]);
    expect(all(root, 'text').map(({ text }) => text)).toEqual(
      expect.arrayContaining(['2026-01-01', '2026-01-11', '1']),
    );
  });

  it('places runs of one day in their order, and a single one in the middle', () => {
    const root = readDrawing(
      trendChart({
        title: 't',
        y: 'y',
        points: [
          { atMs: day(1), y: 1 },
          { atMs: day(1) + 1_000, y: 2 },
          { atMs: day(1) + 3_600_000, y: 3 },
        ],
      }),
    );
    const [first = 0, second = 0, third = 0] = all(root, 'circle').map(({ attributes }) => Number(attributes['cx']));
    expect(second - first).toBeCloseTo(third - second, 1);
    readDrawing(trendChart({ title: 't', y: 'y', points: [{ atMs: day(1), y: 5 }] }));
  });
});
