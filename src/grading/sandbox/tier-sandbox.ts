import { interpreterOf, type Interpreters } from './interpreters.js';
import type { Tier } from './launch.js';
import { runProgram } from './run-program.js';
import { endProcessesOf, userForRun } from './run-user.js';
import { RUN_LIMITS, type Sandbox, type SandboxedProgram, type SandboxRun } from './sandbox.js';
import { Turns } from './turns.js';
import { makeWorkFolder } from './work-folder.js';

/** The sandbox that a tier makes. It never runs a program in any other way. */
export class TierSandbox implements Sandbox {
  readonly #tier: Tier;
  readonly #interpreters: Interpreters;
  readonly #turns: Turns;

  /** @param atOnce - most programs that run at the same time. */
  constructor(tier: Tier, interpreters: Interpreters, atOnce: number) {
    this.#tier = tier;
    this.#interpreters = interpreters;
    this.#turns = new Turns(atOnce);
  }

  get tier(): Sandbox['tier'] {
    return this.#tier.tier;
  }

  get label(): string {
    return this.#tier.label;
  }

  async run(program: SandboxedProgram, signal: AbortSignal): Promise<SandboxRun> {
    const interpreter = interpreterOf(this.#interpreters, program.interpreter);
    return this.#turns.take(async () => {
      const limits = { ...RUN_LIMITS, ...program.limits };
      await using folder = await makeWorkFolder(program, !this.#tier.ownProcesses);
      const userId = userForRun();
      const launch = this.#tier.launch({
        kind: program.interpreter,
        interpreter,
        workFolder: folder.work,
        scratchFolder: folder.scratch,
        main: program.main,
        limits,
        userId,
      });
      try {
        return await runProgram(launch, { tier: this.#tier, limits, stdin: program.stdin, signal });
      } finally {
        // A namespace ends with all that is in it.
        if (!this.#tier.ownProcesses) await endProcessesOf(userId);
      }
    });
  }
}
