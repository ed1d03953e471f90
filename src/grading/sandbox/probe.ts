import { messageOf } from '../../errors.js';
import type { Interpreters } from './interpreters.js';
import type { Tier } from './launch.js';
import { probeProgram, REACHES, type Reach } from './probe-programs.js';
import type { Bait } from './probe-targets.js';
import type { SandboxTier } from './sandbox.js';
import { TierSandbox } from './tier-sandbox.js';

/** What a tier proved to be on this machine, for one interpreter. */
export interface InterpreterProbe {
  readonly works: boolean;
  /** Why it does not. */
  readonly reason?: string;
  /** What a program can still do, as a list of things to do ("connect over TCP"); empty in tiers A and B. */
  readonly open: readonly string[];
}

/** What a tier proved to be on this machine. */
export interface TierProbe {
  readonly tier: SandboxTier;
  readonly label: string;
  /** Whether programs in JavaScript can be run in it; Python may be missing from a working tier. */
  readonly works: boolean;
  readonly node: InterpreterProbe;
  readonly python: InterpreterProbe;
}

/** What may be open in no tier that counts as a sandbox. */
const NEVER_OPEN: ReadonlySet<Reach> = new Set<Reach>(['read', 'link', 'write']);

/** How long a probe may take, in milliseconds. */
const PROBE_MS = 20_000;

/** Puts programs that try to break out into a tier and believes only what was seen. */
export async function probeTier(tier: Tier, interpreters: Interpreters, bait: Bait): Promise<TierProbe> {
  const node = await probeWith(tier, { interpreters, bait, kind: 'node' });
  const python =
    'missing' in interpreters.python
      ? { works: false, reason: interpreters.python.missing, open: [] }
      : await probeWith(tier, { interpreters, bait, kind: 'python' });
  return { tier: tier.tier, label: tier.label, works: node.works, node, python };
}

async function probeWith(
  tier: Tier,
  { interpreters, bait, kind }: { interpreters: Interpreters; bait: Bait; kind: 'node' | 'python' },
): Promise<InterpreterProbe> {
  const { main, text } = probeProgram(kind);
  try {
    const run = await new TierSandbox(tier, interpreters, 1).run(
      {
        interpreter: kind,
        main,
        files: { [main]: text },
        stdin: JSON.stringify(bait.targets),
        limits: { wallMs: PROBE_MS },
      },
      new AbortController().signal,
    );
    if (run.exit !== 0 || run.answer === '') return failed(`the probe ended with ${ending(run)}`);
    return judge(tier, new Set([...(JSON.parse(run.answer) as Reach[]), ...(await bait.taken())]));
  } catch (error) {
    return failed(messageOf(error));
  }
}

function judge(tier: Tier, reached: ReadonlySet<Reach>): InterpreterProbe {
  const open = [...reached];
  const mustHold = tier.ownProcesses ? open : open.filter((reach) => NEVER_OPEN.has(reach));
  if (mustHold.length > 0 && tier.tier !== 'E') {
    return failed(`a program in it could ${mustHold.map((reach) => REACHES[reach]).join(', ')}`);
  }
  return { works: true, open: [...open.map((reach) => REACHES[reach]), ...tier.open] };
}

function ending({ exit, signal, killedBy, stderr }: Awaited<ReturnType<TierSandbox['run']>>): string {
  const how = killedBy === undefined ? (signal ?? `exit code ${exit}`) : `a kill (${killedBy})`;
  const said = stderr.trim().split('\n').at(-1) ?? '';
  return said === '' ? how : `${how}: ${said.slice(0, 200)}`;
}

function failed(reason: string): InterpreterProbe {
  return { works: false, reason, open: [] };
}
