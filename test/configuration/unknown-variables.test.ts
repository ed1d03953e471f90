import { describe, expect, it } from 'vitest';
import { unknownVariables } from '../../src/configuration/unknown-variables.js';

describe('unknownVariables', () => {
  it('tells a slip with the name that was meant', () => {
    expect(unknownVariables({ ACODE_ITERATION: '7', ACODE_ITERATIONS: '7', PATH: '/bin' }, [])).toEqual([
      'The environment variable ACODE_ITERATION is not known, and changes nothing. Did you mean "ACODE_ITERATIONS"?',
    ]);
  });

  it('says where the known ones are listed when none is near', () => {
    expect(unknownVariables({ ACODE_FAVOURITE_COLOUR: 'blue' }, [])).toEqual([
      'The environment variable ACODE_FAVOURITE_COLOUR is not known, and changes nothing. See docs/configuration.md for those that are.',
    ]);
  });

  it('says nothing of a key that the user has named, nor of what the harness gives its own processes', () => {
    expect(unknownVariables({ ACODE_MY_KEY: 'secret', ACODE_WORKER: '1' }, [undefined, 'ACODE_MY_KEY'])).toEqual([]);
  });
});
