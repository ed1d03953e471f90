import { availableParallelism, loadavg } from 'node:os';
import { codeOf, messageOf } from '../../errors.js';
import type { Verdict } from '../../protocol/verdict.js';
import type { GraderIdentity } from '../../plan/plan.js';
import type { GradePorts } from '../grading.js';
import type { CodeFinding } from './findings.js';
import type { RunPlace, TestedRun } from './run-tests.js';

/**
 * Judges where programs may be run. Without a sandbox or an interpreter the item is `skipped`; a program that could not be
 * put into the sandbox is `invalid` and is not run in any other way.
 */
export async function inSandbox(
  ports: GradePorts,
  grader: GraderIdentity,
  judge: (place: RunPlace) => Promise<Partial<Verdict> & CodeFinding>,
): Promise<Verdict> {
  const sandbox = await ports.sandbox();
  if (sandbox === undefined) {
    return verdictOf(grader, nothing('skipped', 'Programs are not run: this machine has no sandbox that holds them.'));
  }
  try {
    const finding = await judge({ sandbox, signal: ports.signal });
    return { ...verdictOf(grader, finding), sandbox: sandbox.label };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'NO_INTERPRETER') return verdictOf(grader, nothing('skipped', messageOf(error)));
    if (code === 'SANDBOX')
      return { ...verdictOf(grader, nothing('invalid', messageOf(error))), sandbox: sandbox.label };
    throw error;
  }
}

/** A finding of which nothing was tested. */
export function nothing(kind: Verdict['kind'], why: string): CodeFinding {
  return { kind, why, checks: [{ name: 'tested', passed: false, detail: why }], passed: 0, total: 0 };
}

/** A verdict of a finding, with its counts and its partial credit. */
function verdictOf(grader: GraderIdentity, { passed, total, ...finding }: Partial<Verdict> & CodeFinding): Verdict {
  return {
    ...finding,
    grader: grader.name,
    graderVersion: grader.version,
    ...(total === 0 ? {} : { score: passed / total, counts: { ...finding.counts, tests: total, testsPassed: passed } }),
  };
}

/**
 * Runs, and runs once more when the time ran out while this machine had more to do than it has cores: then the limit may
 * have been the machine's and not the program's.
 */
export async function withoutSuspicion(run: () => Promise<TestedRun>): Promise<TestedRun> {
  const first = await run();
  const timed = first.run.killedBy === 'silence' || first.run.killedBy === 'wall';
  const [load = 0] = loadavg();
  return timed && load > availableParallelism() ? run() : first;
}
