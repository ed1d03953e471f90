import { describeSandboxes } from '../../grading/sandbox/open-sandbox.js';
import type { TierProbe } from '../../grading/sandbox/probe.js';
import type { Diagnosis } from './diagnosis.js';

/** The tool chains that a model's programs need, and what keeps those programs apart from this machine. */
export async function diagnoseSandboxes(environment: NodeJS.ProcessEnv): Promise<Diagnosis[]> {
  const { interpreters, tiers } = await describeSandboxes(environment);
  const { python } = interpreters;
  const best = tiers.find(({ works }) => works);
  return [
    'missing' in python
      ? {
          name: 'python',
          status: 'missing',
          detail: `${python.missing}; tasks in Python are skipped`,
          remedy: 'Install Python 3.8 or newer so that python3 is on the path.',
        }
      : { name: 'python', status: 'fine', detail: `${python.version} in ${python.path}` },
    best === undefined ? noSandbox() : sandbox(best),
    ...tiers.filter((tier) => tier !== best).map(otherTier),
  ];
}

function noSandbox(): Diagnosis {
  return {
    name: 'sandbox',
    status: 'missing',
    detail: 'none works here, so programs that a model wrote are not run and their cases are skipped',
    remedy: 'Install bubblewrap (Linux), or accept the risk for one run: --allow-unsandboxed',
  };
}

function sandbox({ label, node, python }: TierProbe): Diagnosis {
  const open = [...new Set([...node.open, ...python.open])];
  const languages = ['JavaScript', ...(python.works ? ['Python'] : [])].join(' and ');
  const detail = `${label}, for ${languages}`;
  if (open.length === 0) return { name: 'sandbox', status: 'fine', detail };
  return {
    name: 'sandbox',
    status: 'missing',
    detail: `${detail}; a program can still ${open.join(', ')}`,
    remedy: 'Install bubblewrap for a closed one.',
  };
}

/** Of interest to whoever wonders why it is not the best one. */
function otherTier({ label, works, node, python }: TierProbe): Diagnosis {
  const detail = works
    ? 'works as well, and is not needed'
    : `does not work: ${node.reason ?? python.reason ?? 'unknown'}`;
  return { name: `sandbox ${label}`, status: 'fine', detail };
}
