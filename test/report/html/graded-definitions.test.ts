import { describe, expect, it } from 'vitest';
import { GRADED_COLUMNS } from '../../../src/report/graded/format-graded.js';
import { gradedDefinitions, gradedMetric } from '../../../src/report/html/graded-definitions.js';
import { metricAnchor } from '../../../src/report/html/metric-link.js';

describe('gradedDefinitions', () => {
  it('define every column of numbers of the graded table', () => {
    const items = gradedDefinitions().join('');
    const [, ...numbers] = GRADED_COLUMNS.map(({ head }) => head);
    for (const head of numbers) expect(items).toContain(`<li id="m-${metricAnchor(gradedMetric(head) ?? '')}">`);
    expect(gradedDefinitions()).toHaveLength(numbers.length);
  });

  it('define nothing else', () => {
    expect(gradedMetric('Graded')).toBeUndefined();
  });
});
