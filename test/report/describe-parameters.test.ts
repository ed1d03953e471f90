import { describe, expect, it } from 'vitest';
import { describeConditions, describeParameters } from '../../src/report/describe-parameters.js';

describe('describeParameters', () => {
  it('shows a parameter without words of its own by its name, whatever the name', () => {
    const parameters = JSON.parse('{"constructor":1,"__proto__":2,"slots":1}') as Record<string, number>;
    expect(describeParameters(parameters)).toBe('1 slot · constructor 1 · __proto__ 2');
    expect(describeConditions({ toString: 5 })).toBe('');
  });
});
