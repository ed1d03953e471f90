import type { KilledBy, RunLimits } from '../../../src/grading/sandbox/sandbox.js';
import type { ProbeTargets } from '../../../src/grading/sandbox/probe-programs.js';

/** A program that means harm, and what has to become of it. */
export interface EvilProgram {
  readonly title: string;
  readonly kind: 'node' | 'python';
  /** The program; it finds {@link ProbeTargets} on its standard input. */
  readonly text: string;
  readonly limits?: Partial<RunLimits>;
  /** How it has to be ended; undefined: by itself. */
  readonly killedBy?: KilledBy;
  readonly signal?: string;
  /** What it has to say on its answer channel. */
  readonly answer?: RegExp;
  readonly stdout?: RegExp;
}

/** What the texts below read. */
export type EvilInput = ProbeTargets;

/** Ends what would never end. */
const SHORT: Partial<RunLimits> = { wallMs: 600 };

const NODE_START = `
const fs = require('node:fs');
const say = (text) => fs.writeSync(3, text);
const code = (act) => { try { act(); return 'done'; } catch (error) { return error.code ?? error.name; } };
const input = () => JSON.parse(fs.readFileSync(0, 'utf8'));
`;

const PYTHON_START = `
import errno, json, os, signal, socket, sys, time
def say(text): os.write(3, text.encode())
def code(act):
    try: act()
    except BaseException as error: return errno.errorcode.get(getattr(error, 'errno', None), type(error).__name__)
    return 'done'
def given(): return json.load(sys.stdin)
`;

function node(title: string, text: string, expected: Omit<EvilProgram, 'title' | 'kind' | 'text'>): EvilProgram {
  return { title: `${title} (JavaScript)`, kind: 'node', text: NODE_START + text, ...expected };
}

function python(title: string, text: string, expected: Omit<EvilProgram, 'title' | 'kind' | 'text'>): EvilProgram {
  return { title: `${title} (Python)`, kind: 'python', text: PYTHON_START + text, ...expected };
}

/** The regression suite; every program of it once did, or could do, harm to some harness. */
export const EVIL_PROGRAMS: readonly EvilProgram[] = [
  node(
    'a fork bomb',
    `say(code(() => { for (;;) require('node:child_process').spawn(process.execPath, [__filename]); }))`,
    {
      answer: /^ERR_ACCESS_DENIED$/,
    },
  ),
  python('a fork bomb', `while True:\n    try: os.fork()\n    except OSError: pass`, {
    limits: SHORT,
    killedBy: 'wall',
  }),
  python(
    'more processes than allowed',
    `made = 0
for _ in range(200):
    try:
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        made += 1
    except OSError: break
say('many' if made > 64 else 'few')`,
    { answer: /^few$/ },
  ),
  python(
    'a child that leaves its session and its parent',
    `if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for held in range(4): os.close(held)
        time.sleep(30)
    os._exit(0)
say('left')`,
    { answer: /^left$/ },
  ),
  node('closing every output and going on', `for (const held of [0, 1, 2, 3]) fs.closeSync(held); for (;;);`, {
    limits: SHORT,
    killedBy: 'wall',
  }),
  python('closing every output and going on', `for held in range(4): os.close(held)\nwhile True: pass`, {
    limits: SHORT,
    killedBy: 'wall',
  }),
  node('sleeping', `setTimeout(() => undefined, 1e9)`, { limits: SHORT, killedBy: 'wall' }),
  python('sleeping', `time.sleep(1e6)`, { limits: SHORT, killedBy: 'wall' }),
  python('using up its processor time', `while True: pass`, { limits: { cpuSeconds: 1 }, killedBy: 'cpu' }),
  node('saying nothing between two answers', `say('one'); for (;;);`, {
    limits: { silentMs: 400 },
    killedBy: 'silence',
    answer: /^one$/,
  }),
  node('a flood on stdout', `for (;;) fs.writeSync(1, 'x'.repeat(65536));`, {
    killedBy: 'output',
    stdout: /^x{65536}$/,
  }),
  node('a flood on stderr', `for (;;) fs.writeSync(2, 'x'.repeat(65536));`, { killedBy: 'output' }),
  python('a flood on stdout', `while True: os.write(1, b'x' * 65536)`, { killedBy: 'output', stdout: /^x{65536}$/ }),
  python('a flood on its answer channel', `while True: os.write(3, b'x' * 65536)`, {
    limits: { answerBytes: 100_000 },
    killedBy: 'answer',
  }),
  node('reading its input twice', `input(); say(String(fs.readFileSync(0).length));`, { answer: /^0$/ }),
  python('reading its input twice', `given()\nsay(str(len(sys.stdin.read())))`, { answer: /^0$/ }),
  node('writing outside', `const { folder } = input(); say(code(() => fs.writeFileSync(folder + '/x', 'x')));`, {
    answer: /^(ERR_ACCESS_DENIED|ENOENT)$/,
  }),
  python('writing outside', `given_ = given()\nsay(code(lambda: open(given_['folder'] + '/x', 'w')))`, {
    answer: /^(ENOENT|EACCES)$/,
  }),
  node(
    'a link that leads outside',
    `const { file } = input(); say(code(() => { fs.symlinkSync(file, '/tmp/out'); fs.readFileSync('/tmp/out'); }));`,
    { answer: /^(ERR_ACCESS_DENIED|ENOENT)$/ },
  ),
  python(
    'a link that leads outside',
    `file = given()['file']\nos.symlink(file, os.environ['TMPDIR'] + '/out')\nsay(code(lambda: open(os.environ['TMPDIR'] + '/out')))`,
    { answer: /^(ENOENT|EACCES)$/ },
  ),
  node('deleting its work folder', `say(code(() => fs.rmSync(process.cwd(), { recursive: true })));`, {
    answer: /^(ERR_ACCESS_DENIED|EROFS|EACCES)$/,
  }),
  python(
    'deleting its work folder',
    `say(code(lambda: os.remove(sys.argv[0])) + code(lambda: os.rmdir(os.getcwd())))`,
    {
      answer: /^(EROFS|EACCES|EPERM){2}$|^(EROFS|EACCES)EBUSY$/,
    },
  ),
  node(
    'killing its parents',
    `const { pid } = input(); process.on('SIGTERM', () => undefined);
for (const it of [pid, process.ppid]) code(() => process.kill(it, 'SIGKILL')); say('alive');`,
    { answer: /^alive$/ },
  ),
  python(
    'killing its parents',
    `pid = given()['pid']\nfor it in (pid, os.getppid()): code(lambda: os.kill(it, 9))\nsay('alive')`,
    { answer: /^alive$/ },
  ),
  node(
    'a handler for every signal',
    `for (const it of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(it, () => undefined); for (;;);`,
    {
      limits: SHORT,
      killedBy: 'wall',
    },
  ),
  python(
    'a handler for every signal',
    `for it in range(1, 65):\n    try: signal.signal(it, signal.SIG_IGN)\n    except (OSError, ValueError): pass\nwhile True: pass`,
    { limits: SHORT, killedBy: 'wall' },
  ),
  python(
    'a huge file',
    `def write():
    with open(os.environ['TMPDIR'] + '/huge', 'wb') as it:
        for _ in range(40): it.write(b'x' * 1024 * 1024)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
say(code(write))`,
    { answer: /^(EFBIG|ENOSPC)$/ },
  ),
  node(
    'a huge file',
    `const it = fs.openSync(process.env.TMPDIR + '/huge', 'w'); const some = Buffer.alloc(1 << 20);
process.on('SIGXFSZ', () => undefined); say(code(() => { for (let n = 0; n < 40; n++) fs.writeSync(it, some); }));`,
    { answer: /^(EFBIG|ENOSPC)$/ },
  ),
  node('a huge heap', `const all = []; for (;;) all.push(new Array(1e6).fill(0).map((_, n) => ({ n })));`, {
    limits: { memoryBytes: 1024 ** 3 },
    signal: 'SIGABRT',
  }),
  node(
    'huge buffers outside the heap',
    `const all = []; say(code(() => { for (let n = 0; n < 40; n++) all.push(Buffer.alloc(1 << 27)); }));`,
    { answer: /^(ERR_MEMORY_ALLOCATION_FAILED|RangeError)$/ },
  ),
  python('huge memory', `say(code(lambda: bytearray(3 << 30)))`, { answer: /^MemoryError$/ }),
  python(
    'the memory of many processes',
    `for _ in range(30):
    if os.fork() == 0:
        held = bytearray(b'x') * (100 << 20)
        time.sleep(30)
        os._exit(0)
time.sleep(30)`,
    { limits: { memoryBytes: 256 * 1024 ** 2 }, killedBy: 'memory' },
  ),
  python(
    'memory that belongs to no process',
    `for _ in range(30):
    if os.fork() == 0:
        for _ in range(50):
            held = os.memfd_create('x')
            for _ in range(15): os.write(held, b'x' * (1 << 20))
        time.sleep(30)
time.sleep(30)`,
    { limits: { memoryBytes: 256 * 1024 ** 2 }, killedBy: 'memory' },
  ),
  python(
    'a huge argument list',
    `say(code(lambda: os.execv(sys.executable, [sys.executable] + ['x' * 100000] * 1000)))`,
    {
      answer: /^E2BIG$/,
    },
  ),
  node('ending at once with success', `process.exit(0);`, { answer: /^$/ }),
  python('ending at once with success', `os._exit(0)`, { answer: /^$/ }),
  python('aborting', `os.abort()`, { signal: 'SIGABRT' }),
  node('control sequences and broken text', `fs.writeSync(1, Buffer.from([27, 93, 48, 59, 255, 254, 7, 192]));`, {
    // eslint-disable-next-line no-control-regex -- the sequence itself is looked for.
    stdout: /^\u001B\]0;\uFFFD\uFFFD\u0007\uFFFD$/,
  }),
  node(
    'thousands of files',
    `let n = 0; say(code(() => { for (; n < 5000; n++) fs.writeFileSync(process.env.TMPDIR + '/' + n, ''); }));`,
    {
      answer: /^(done|ENOSPC)$/,
    },
  ),
  python(
    'thousands of files',
    `def write():\n    for n in range(5000): open(os.environ['TMPDIR'] + '/' + str(n), 'w').close()\nsay(code(write))`,
    { answer: /^(done|ENOSPC)$/ },
  ),
];
