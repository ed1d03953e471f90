import type { Interpreter } from './interpreters.js';

/** What a program under Landlock may do with files; everything else is refused. */
export interface LandlockRules {
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly devices: readonly string[];
}

/**
 * Locks itself in by Linux's Landlock and becomes the command behind its first argument. Node has no way to make these
 * calls, Python's ctypes has. Numbers are those of `linux/landlock.h`: a kernel of ABI 4 or later refuses TCP, of 6 or
 * later signals and abstract sockets to the outside; UDP and sockets with a path it does not know. Less than ABI 1 ends
 * with an error, and the program is not run.
 */
const LOCK_IN = `
import ctypes, json, os, struct, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *args):
    result = libc.syscall(ctypes.c_long(number), *args)
    if result < 0: raise OSError(ctypes.get_errno(), 'Landlock: ' + os.strerror(ctypes.get_errno()))
    return result
rules = json.loads(sys.argv[1])
abi = call(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
files = (1 << (16 if abi >= 5 else 15 if abi >= 3 else 14 if abi >= 2 else 13)) - 1
wanted = struct.pack('QQQ', files, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
wanted = wanted[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
ruleset = call(444, wanted, ctypes.c_size_t(len(wanted)), ctypes.c_uint32(0))
def allow(paths, access):
    for path in paths:
        try: held = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError: continue
        some = access & files if os.path.isdir(path) else access & files & (1 | 2 | 4 | 1 << 14 | 1 << 15)
        call(445, ctypes.c_int(ruleset), ctypes.c_int(1), struct.pack('=Qi', some, held), ctypes.c_uint32(0))
        os.close(held)
allow(rules['readable'], 1 | 4 | 8)
allow(rules['writable'], files & ~1)
allow(rules['devices'], 2 | 4)
libc.prctl(38, 1, 0, 0, 0)
call(446, ctypes.c_int(ruleset), ctypes.c_uint32(0))
os.close(ruleset)
os.execvp(sys.argv[2], sys.argv[2:])
`;

/** The command that locks in what follows it. */
export function lockedIn(python: Interpreter, rules: LandlockRules): string[] {
  return [python.path, '-I', '-S', '-B', '-c', LOCK_IN, JSON.stringify(rules)];
}
