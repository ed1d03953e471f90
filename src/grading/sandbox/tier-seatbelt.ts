import { DEVICES } from './file-view.js';
import { cleanEnvironment, FILLS_DISK, limitedByShell, type Launch, type LaunchRequest, type Tier } from './launch.js';

/** Tier D: macOS's `sandbox-exec` with a profile that denies what it does not name. */
export const seatbelt: Tier = {
  tier: 'D',
  label: 'D: sandbox-exec',
  means: 'sandbox-exec',
  open: [
    'use any amount of memory outside of Node’s heap',
    FILLS_DISK,
    'start any number of processes',
    'outlive the run, until its CPU limit, by leaving its process group',
  ],
  ownProcesses: false,
  launch,
};

/** Folders of macOS that every program is linked from. */
const SYSTEM = ['/usr/lib', '/usr/bin', '/bin', '/usr/share', '/System', '/Library/Apple', '/private/var/db/dyld'];

function launch(request: LaunchRequest): Launch {
  const places = { work: request.workFolder, scratch: request.scratchFolder };
  return {
    command: '/usr/bin/sandbox-exec',
    args: ['-p', profileFor(request), ...limitedByShell(request, places)],
    env: cleanEnvironment(places.scratch),
    cwd: places.work,
  };
}

/** The profile; the folders of the run must be given by their real paths (`/private/tmp`, not `/tmp`). */
function profileFor({ interpreter, workFolder, scratchFolder }: LaunchRequest): string {
  const readable = [...SYSTEM, ...interpreter.folders, workFolder].map((path) => `(subpath ${JSON.stringify(path)})`);
  const devices = DEVICES.map((path) => `(literal ${JSON.stringify(path)})`).join(' ');
  const scratch = `(subpath ${JSON.stringify(scratchFolder)})`;
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-exec process-fork)',
    '(allow signal (target self))',
    '(allow sysctl-read)',
    '(allow file-read-metadata)',
    `(allow file-read* (literal "/") ${readable.join(' ')} ${devices} ${scratch})`,
    `(allow file-write* ${scratch} ${devices})`,
  ].join('\n');
}
