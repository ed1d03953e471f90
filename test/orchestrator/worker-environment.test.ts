import { describe, expect, it } from 'vitest';
import { workerEnvironment } from '../../src/orchestrator/worker-environment.js';

describe('workerEnvironment', () => {
  it('lets no secret through', () => {
    const environment = workerEnvironment({
      PATH: '/bin',
      OPENAI_API_KEY: 'canary',
      HTTPS_PROXY: 'http://user:canary@host',
      NODE_OPTIONS: '--inspect',
      ACODE_DATA_DIR: '/d',
    });
    expect(environment).toEqual({ ACODE_WORKER: '1', PATH: '/bin' });
  });
});
