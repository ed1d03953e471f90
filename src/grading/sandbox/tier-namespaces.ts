import { DEVICES, INSIDE, shownParts, type Shown } from './file-view.js';
import { cleanEnvironment, limited, unprivileged, type Launch, type LaunchRequest, type Tier } from './launch.js';
import { withParent } from '../../with-parent.js';

/** Tier B: the namespaces that bubblewrap uses, with `unshare` and a mount script of ours; no package is needed. */
export function namespaces(asRoot: boolean): Tier {
  return {
    tier: 'B',
    label: 'B: namespaces',
    means: 'unshare, mount, pivot_root, prlimit, setpriv',
    open: [],
    ownProcesses: true,
    launch: (request) => launch(request, asRoot),
  };
}

/**
 * Builds the file view on a small file system in memory, goes there for good, and runs the rest of its arguments as its
 * child. The old view and /proc, by which `umount` finds what is mounted, are gone before that. It stays process 1 of the namespace: that one ignores signals it has no handler for, and a program in its place
 * could not even abort. Its own messages about the child's death are not the child's.
 */
const BUILD_VIEW = `set -eu
root=$1 work=$2 size=$3; shift 3
mount -t tmpfs -o size=1m,mode=755,nosuid,nodev none "$root"
cd "$root"
while [ "$1" != -- ]; do
  folder=".\${2%/*}"
  [ -d "$folder" ] || mkdir -p "$folder"
  case "$1" in
    link) ln -s "$3" ".$2"; shift;;
    folder) mkdir -p ".$2"; mount -o bind,ro,nosuid,nodev "$2" ".$2";;
    file) : >".$2"; mount -o bind,ro,nosuid,nodev "$2" ".$2";;
    device) : >".$2"; mount -o bind,nosuid,noexec "$2" ".$2";;
  esac
  shift 2
done
shift
mkdir work tmp old proc
mount -o bind,ro,nosuid,nodev "$work" work
mount -t tmpfs -o size="$size",nr_inodes=4096,mode=1777,nosuid,nodev none tmp
mount --rbind /proc proc
pivot_root . old
cd /work
umount -l /old
umount -l /proc
rmdir /old /proc
mount -o remount,bind,ro,nosuid,nodev /
exec 9>&2 2>/dev/null
(exec 2>&9 9>&-; exec "$@")`;

function launch(request: LaunchRequest, asRoot: boolean): Launch {
  const spaces = ['--mount', '--pid', '--net', '--ipc', '--uts', '--cgroup', '--fork', '--kill-child'];
  const parts = [...shownParts(request).flatMap(showing), ...DEVICES.flatMap((device) => ['device', device])];
  const script = ['/bin/sh', '-c', BUILD_VIEW, 'sh'];
  const view = [request.scratchFolder, request.workFolder, String(request.limits.fileBytes), ...parts, '--'];
  // A harness that is killed takes the sandbox with it. A new user namespace forgets that wish, so it comes first.
  const [command, ...outer] = [
    ...(asRoot ? [] : ['unshare', '--user', '--map-root-user']),
    ...withParent('setpriv'),
  ] as [string, ...string[]];
  return {
    command,
    args: [
      ...outer,
      'unshare',
      ...spaces,
      ...script,
      ...view,
      ...unprivileged(asRoot, request.userId),
      ...limited(request, INSIDE),
    ],
    env: { ...cleanEnvironment(INSIDE.scratch), PATH: '/usr/bin:/bin:/usr/sbin:/sbin' },
  };
}

function showing(part: Shown): string[] {
  return part.kind === 'link' ? ['link', part.path, part.to] : [part.kind, part.path];
}
