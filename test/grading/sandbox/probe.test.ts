import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findInterpreters, type Interpreters } from '../../../src/grading/sandbox/interpreters.js';
import type { Tier } from '../../../src/grading/sandbox/launch.js';
import { tiersFor } from '../../../src/grading/sandbox/open-sandbox.js';
import { layBait, type Bait } from '../../../src/grading/sandbox/probe-targets.js';
import { probeTier } from '../../../src/grading/sandbox/probe.js';
import { RUN_LIMITS } from '../../../src/grading/sandbox/sandbox.js';
import { restricted } from '../../../src/grading/sandbox/tier-restricted.js';
import { unsandboxed } from '../../../src/grading/sandbox/tier-none.js';
import { TierSandbox } from '../../../src/grading/sandbox/tier-sandbox.js';

let interpreters: Interpreters;
let bait: Bait;

beforeAll(async () => {
  interpreters = await findInterpreters(process.env);
  bait = await layBait();
});

afterAll(async () => bait[Symbol.asyncDispose]());

test('the interpreters are real programs, not shims of a version manager', () => {
  for (const found of [interpreters.node, interpreters.python]) {
    if ('missing' in found) continue;
    expect(existsSync(found.path)).toBe(true);
    expect(found.path).not.toContain('/shims/');
  }
});

test('a missing Python is named and is not searched for elsewhere', async () => {
  const { python } = await findInterpreters({ PATH: '/nowhere' });
  expect(python).toEqual({ missing: 'neither python3 nor python is on the path' });
});

test('a tier that holds nothing is refused with what its programs reached', async () => {
  // Nothing but limits, under the name of a sandbox: Node's permission model holds the files, Python is held by nothing.
  const false_: Tier = { ...unsandboxed, tier: 'B', label: 'B: nothing', ownProcesses: true };
  const probe = await probeTier(false_, interpreters, bait);
  expect(probe.works).toBe(false);
  expect(probe.node.reason).toMatch(/connect over TCP/);
  if (!('missing' in interpreters.python)) {
    expect(probe.python.works).toBe(false);
    expect(probe.python.reason).toMatch(/read files outside.*write files outside/);
  }
});

test.skipIf(process.platform !== 'linux')(
  'without namespaces a user may have so many processes beside those it has already',
  () => {
    const request = {
      kind: 'node',
      interpreter: interpreters.node,
      workFolder: '/w',
      scratchFolder: '/s',
      main: 'a.cjs',
      limits: { ...RUN_LIMITS, processes: 64 },
      userId: 0,
    } as const;
    const limitOf = (asRoot: boolean) =>
      Number(/--nproc=(\d+)/.exec(restricted(asRoot, undefined).launch(request).args.join(' '))?.[1]);
    // This very process has threads of its own.
    expect(limitOf(false)).toBeGreaterThan(64);
    expect(limitOf(true)).toBe(64);
  },
);

test('a tier whose means are missing says so', async () => {
  const gone: Tier = { ...unsandboxed, launch: () => ({ command: '/nowhere/bwrap', args: [], env: {} }) };
  const probe = await probeTier(gone, interpreters, bait);
  expect(probe.works).toBe(false);
  expect(probe.node.reason).toMatch(/could not be put into the sandbox .* ENOENT/);
});

test('a program that cannot enter the sandbox is not run in any other way', async () => {
  const mark = join(bait.targets.folder, 'ran');
  const fails: Tier = {
    ...unsandboxed,
    launch: () => ({ command: '/bin/sh', args: ['-c', 'echo no >&2; exit 1'], env: {} }),
  };
  const program = {
    interpreter: 'node',
    files: { 'a.cjs': `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')` },
    main: 'a.cjs',
    stdin: '',
  } as const;
  const run = new TierSandbox(fails, interpreters, 1).run(program, new AbortController().signal);
  await expect(run).rejects.toMatchObject({ code: 'SANDBOX', message: expect.stringMatching(/was not run: no$/) });
  expect(existsSync(mark)).toBe(false);
});

test('a file name that leads out of the work folder is refused', async () => {
  const sandbox = new TierSandbox(unsandboxed, interpreters, 1);
  const program = { interpreter: 'node', files: { '../x': '' }, main: '../x', stdin: '' } as const;
  await expect(sandbox.run(program, new AbortController().signal)).rejects.toThrow('leads out of the work folder');
});

// Before, while and after the sandbox is built.
test.each([0, 5, 20, 60, 200])(
  'a run that is aborted after %i ms ends with the reason of its signal',
  async (afterMs) => {
    const [tier] = tiersFor(interpreters);
    const sandbox = new TierSandbox(tier ?? unsandboxed, interpreters, 1);
    const stop = new AbortController();
    const program = { interpreter: 'node', files: { 'a.cjs': 'for (;;);' }, main: 'a.cjs', stdin: '' } as const;
    const run = sandbox.run(program, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), afterMs);
    await expect(run).rejects.toThrow('enough');
  },
);

describe('the tiers without namespaces', async () => {
  for (const tier of tiersFor(await findInterpreters(process.env)).filter(({ ownProcesses }) => !ownProcesses)) {
    test(`${tier.label} says what stays open, or why it does not work`, async () => {
      const { node } = await probeTier(tier, interpreters, bait);
      if (node.works) expect(node.open).toContain('send over UDP');
      else expect(node.reason).not.toBe('');
    });
  }
});
