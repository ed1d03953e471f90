/**
 * Words before a command that let the kernel kill it in the moment when this process dies. A process that died before
 * that was asked for would never be missed, so the parent is looked at once more afterwards; the command is then not
 * begun. All of it replaces itself by the command. Linux with util-linux only.
 * @param setpriv - the tool, by its path or its name.
 */
export function withParent(setpriv: string): string[] {
  return [setpriv, '--pdeathsig', 'KILL', '--', '/bin/sh', '-c', '[ "$PPID" = "$0" ] && exec "$@"', `${process.pid}`];
}
