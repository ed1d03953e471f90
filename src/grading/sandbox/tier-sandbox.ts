import { randomInt } from 'node:crypto';
import { interpreterOf, type Interpreters } from './interpreters.js';
import type { Tier } from './launch.js';
import { runProgram } from './run-program.js';
import { RUN_LIMITS, type Sandbox, type SandboxedProgram, type SandboxRun } from './sandbox.js';
import { Turns } from './turns.js';
import { makeWorkFolder } from './work-folder.js';

/**
 * Ids that no user of a machine has: systemd's list of ids (UIDS-GIDS) leaves them free, and they lie within those that containers without
 * root know.
 */
const FREE_USERS = { first: 60_706, count: 478 } as const;

let users = randomInt(FREE_USERS.count);

/**
 * A user for one run. The limit of processes counts all of a user's: of one user for every program, programs that run at the
 * same time, also those of another harness, would take each other's processes away.
 */
function userOfItsOwn(): number {
  users = (users + 1) % FREE_USERS.count;
  return FREE_USERS.first + users;
}

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
      const launch = this.#tier.launch({
        kind: program.interpreter,
        interpreter,
        workFolder: folder.work,
        scratchFolder: folder.scratch,
        main: program.main,
        limits,
        userId: userOfItsOwn(),
      });
      return await runProgram(launch, { tier: this.#tier, limits, stdin: program.stdin, signal });
    });
  }
}
