import { cleanEnvironment, limitedByShell, type Launch, type LaunchRequest, type Tier } from './launch.js';

/** Tier E: nothing but limits and an empty environment. Used only where its user has said so for this run. */
export const unsandboxed: Tier = {
  tier: 'E',
  label: 'E: no sandbox',
  means: 'sh',
  open: ['do whatever its user can do', 'outlive the run, until its CPU limit, by leaving its process group'],
  ownProcesses: false,
  launch,
};

function launch(request: LaunchRequest): Launch {
  const places = { work: request.workFolder, scratch: request.scratchFolder };
  const [command, ...args] = limitedByShell(request, places) as [string, ...string[]];
  return { command, args, env: cleanEnvironment(places.scratch), cwd: places.work };
}
