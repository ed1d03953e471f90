import { defineConfig } from 'vitest/config';

/** Programs that use up processes and memory on purpose; a grader beside them would be taken for one. */
const EVIL = 'test/grading/sandbox/**/*.test.ts';

// Real models and real processes share two cores in CI; more workers only make them wait for each other.
// The timeouts end what hangs; a test of ten seconds takes minutes where five other programs want the same cores.
const SHARED = { testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: 2 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...SHARED,
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: ['test/faults/**', 'node_modules/**', EVIL],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { ...SHARED, name: 'evil', include: [EVIL], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
