import { DEVICES, shownParts } from './file-view.js';
import type { Interpreter } from './interpreters.js';
import { lockedIn } from './landlock.js';
import {
  cleanEnvironment,
  FILLS_DISK,
  limited,
  unprivileged,
  type Launch,
  type LaunchRequest,
  type Tier,
} from './launch.js';
import { withParent } from '../../with-parent.js';
import { tasksOf } from './run-user.js';

/**
 * Tier C, where no namespaces can be made: a user without rights, limits, Landlock where Python and the kernel have it, and
 * for Node its permission model. Without Landlock nothing holds a program in Python, and the probe refuses it.
 */
export function restricted(asRoot: boolean, python: Interpreter | undefined): Tier {
  return {
    tier: 'C',
    label: python === undefined ? 'C: permission model' : 'C: Landlock',
    means: python === undefined ? 'setpriv, prlimit' : 'setpriv, prlimit, Landlock through Python',
    // As root the program is a user of its own, and all that is left of that user is ended with the run.
    open: [FILLS_DISK, ...(asRoot ? [] : ['outlive the run, until its CPU limit, by leaving its process group'])],
    ownProcesses: false,
    launch: (request) => launch(request, { asRoot, python }),
  };
}

function launch(
  request: LaunchRequest,
  { asRoot, python }: { readonly asRoot: boolean; readonly python: Interpreter | undefined },
): Launch {
  const places = { work: request.workFolder, scratch: request.scratchFolder };
  const readable = [...shownParts(request).map(({ path }) => path), places.work];
  const lock = python === undefined ? [] : lockedIn(python, { readable, writable: [places.scratch], devices: DEVICES });
  // The limit binds the user, who has processes already unless it is the run's own.
  const processes = request.limits.processes + (asRoot ? 0 : tasksOf(process.getuid?.() ?? 0));
  const bound = { ...request, limits: { ...request.limits, processes } };
  const [command, ...args] = [
    ...unprivileged(asRoot, request.userId),
    ...withParent('setpriv'),
    ...limited(bound, places, lock),
  ] as [string, ...string[]];
  return { command, args, env: cleanEnvironment(places.scratch), cwd: places.work };
}
