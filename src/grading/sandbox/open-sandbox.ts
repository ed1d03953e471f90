import { availableParallelism } from 'node:os';
import { findInterpreters, type Interpreters } from './interpreters.js';
import type { Tier } from './launch.js';
import { layBait } from './probe-targets.js';
import { probeTier, type TierProbe } from './probe.js';
import type { Sandbox } from './sandbox.js';
import { bubblewrap } from './tier-bubblewrap.js';
import { namespaces } from './tier-namespaces.js';
import { unsandboxed } from './tier-none.js';
import { restricted } from './tier-restricted.js';
import { TierSandbox } from './tier-sandbox.js';
import { removeAbandoned } from './work-folder.js';
import { seatbelt } from './tier-seatbelt.js';

/** How a sandbox is chosen. */
export interface SandboxChoice {
  /** Run programs bare where no tier works. Typed by the user for one run, recorded in its results, never configured. */
  readonly allowUnsandboxed: boolean;
  readonly environment: NodeJS.ProcessEnv;
}

/** What this machine has to keep programs apart with. */
export interface SandboxReport {
  readonly interpreters: Interpreters;
  /** Every tier of this system that keeps programs apart, best first. */
  readonly tiers: readonly TierProbe[];
}

/**
 * The strongest sandbox that proves itself on this machine, or undefined when none does and nothing else is allowed.
 * Probing takes about a second; keep what it gives.
 */
export async function openSandbox(choice: SandboxChoice): Promise<Sandbox | undefined> {
  await removeAbandoned();
  const interpreters = await findInterpreters(choice.environment);
  await using bait = await layBait();
  for (const tier of tiersFor(interpreters)) {
    const probe = await probeTier(tier, interpreters, bait);
    if (probe.works) return new TierSandbox(tier, heldBy(probe, interpreters), programsAtOnce());
  }
  if (!choice.allowUnsandboxed || process.platform === 'win32') return undefined;
  return new TierSandbox(unsandboxed, interpreters, programsAtOnce());
}

/** Probes every tier, for `doctor`: which works, and what stands in the way of the others. */
export async function describeSandboxes(environment: NodeJS.ProcessEnv): Promise<SandboxReport> {
  const interpreters = await findInterpreters(environment);
  await using bait = await layBait();
  const tiers: TierProbe[] = [];
  for (const tier of tiersFor(interpreters)) tiers.push(await probeTier(tier, interpreters, bait));
  return { interpreters, tiers };
}

/** The tiers that this system may have, best first. */
export function tiersFor(interpreters: Interpreters): Tier[] {
  const asRoot = process.getuid?.() === 0;
  const python = 'missing' in interpreters.python ? undefined : interpreters.python;
  if (process.platform === 'darwin') return [seatbelt];
  if (process.platform !== 'linux') return [];
  const locked = python === undefined ? [] : [restricted(asRoot, python)];
  return [bubblewrap(asRoot), namespaces(asRoot), ...locked, restricted(asRoot, undefined)];
}

/** A core stays free for the judging side, so that a program's time limit does not run while it waits for one. */
function programsAtOnce(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** What the tier does not hold is missing, as far as this sandbox is concerned. */
function heldBy({ label, python }: TierProbe, interpreters: Interpreters): Interpreters {
  if (python.works || 'missing' in interpreters.python) return interpreters;
  return { ...interpreters, python: { missing: `the sandbox (${label}) does not hold them: ${python.reason}` } };
}
