import { DEVICES, INSIDE, shownParts, type Shown } from './file-view.js';
import { cleanEnvironment, limited, unprivileged, type Launch, type LaunchRequest, type Tier } from './launch.js';
import { withParent } from '../../with-parent.js';

/** Tier A: bubblewrap builds an empty machine around the program. */
export function bubblewrap(asRoot: boolean): Tier {
  return {
    tier: 'A',
    label: 'A: bubblewrap',
    means: 'bwrap, prlimit, setpriv',
    open: [],
    ownProcesses: true,
    launch: (request) => launch(request, asRoot),
  };
}

function launch(request: LaunchRequest, asRoot: boolean): Launch {
  const inside = [...(asRoot ? unprivileged(asRoot, request.userId) : []), ...limited(request, INSIDE)];
  const bubble = ['bwrap', '--info-fd', '4', ...apart(asRoot), ...view(request), '--', ...inside];
  const [command, ...args] = [...withParent('setpriv'), ...bubble] as [string, ...string[]];
  return { command, args, env: { PATH: HOST_PATH }, tellsFirst: true };
}

/** `bwrap` itself is looked for here and nowhere else. */
const HOST_PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

function apart(asRoot: boolean): string[] {
  // As root no user namespace is made: in one, the limit of processes does not bind whoever is root outside. The rights
  // that are left serve to become another user, and go with that.
  const user = asRoot
    ? ['--cap-drop', 'ALL', ...['SETUID', 'SETGID', 'SETPCAP'].flatMap((right) => ['--cap-add', `CAP_${right}`])]
    : ['--unshare-user', '--uid', '65534', '--gid', '65534', '--cap-drop', 'ALL'];
  const spaces = ['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'];
  const environment = Object.entries(cleanEnvironment(INSIDE.scratch)).flatMap(([name, value]) => [
    '--setenv',
    name,
    value,
  ]);
  return [
    ...user,
    ...spaces,
    '--hostname',
    'sandbox',
    '--new-session',
    '--die-with-parent',
    '--clearenv',
    ...environment,
  ];
}

function view(request: LaunchRequest): string[] {
  const size = String(request.limits.fileBytes);
  const parts = shownParts(request);
  return [
    ...foldersAbove([...parts.map(({ path }) => path), ...DEVICES]).flatMap((path) => [
      '--perms',
      '0755',
      '--dir',
      path,
    ]),
    ...parts.flatMap(showing),
    ...DEVICES.flatMap((device) => ['--dev-bind', device, device]),
    '--ro-bind',
    request.workFolder,
    INSIDE.work,
    '--perms',
    '1777',
    '--size',
    size,
    '--tmpfs',
    INSIDE.scratch,
    '--remount-ro',
    '/',
    '--chdir',
    INSIDE.work,
  ];
}

/** Folders that hold what is shown, outermost first: bubblewrap makes them for its own user alone unless told. */
function foldersAbove(paths: readonly string[]): string[] {
  const above = paths.flatMap((path) =>
    path
      .split('/')
      .slice(1, -1)
      .map((_, depth, parts) => `/${parts.slice(0, depth + 1).join('/')}`),
  );
  return [...new Set(above)];
}

function showing(part: Shown): string[] {
  return part.kind === 'link' ? ['--symlink', part.to, part.path] : ['--ro-bind', part.path, part.path];
}
