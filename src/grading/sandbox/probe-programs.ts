/**
 * Programs that try to break out, once for each interpreter. They read what to reach from their standard input and write on
 * the answer channel what they reached: the names of {@link Reach}.
 */

/** What a program may reach outside. */
export type Reach = 'read' | 'link' | 'write' | 'tcp' | 'udp' | 'unix' | 'signal';

/** In words, for a list of what stays open. */
export const REACHES: Readonly<Record<Reach, string>> = Object.freeze({
  read: 'read files outside',
  link: 'read files outside through a link',
  write: 'write files outside',
  tcp: 'connect over TCP',
  udp: 'send over UDP',
  unix: 'connect to sockets of other programs',
  signal: 'signal other processes',
});

/** Where the probe's targets are. */
export interface ProbeTargets {
  readonly file: string;
  readonly folder: string;
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly unixPath: string;
  readonly pid: number;
}

const NODE = `
const { readFileSync, writeFileSync, symlinkSync, writeSync } = require('node:fs');
const net = require('node:net');
const dgram = require('node:dgram');
const targets = JSON.parse(readFileSync(0, 'utf8'));
const scratch = process.env.TMPDIR;
writeFileSync(scratch + '/own', 'own');
if (readFileSync(scratch + '/own', 'utf8') !== 'own') throw new Error('the scratch folder does not work');
const reached = [];
const attempt = (name, act) => { try { act(); reached.push(name); } catch {} };
attempt('read', () => readFileSync(targets.file));
attempt('link', () => { symlinkSync(targets.file, scratch + '/link'); readFileSync(scratch + '/link'); });
attempt('write', () => writeFileSync(targets.folder + '/by-node', 'x'));
attempt('signal', () => process.kill(targets.pid, 0));
const connect = (name, where) => new Promise((resolve) => {
  try {
    const socket = net.connect(where, () => { reached.push(name); socket.destroy(); resolve(); });
    socket.on('error', resolve);
    setTimeout(() => { socket.destroy(); resolve(); }, 1000).unref();
  } catch { resolve(); }
});
const send = () => new Promise((resolve) => {
  try {
    const socket = dgram.createSocket('udp4');
    socket.on('error', resolve);
    socket.send('probe', targets.udpPort, '127.0.0.1', () => { socket.close(); resolve(); });
  } catch { resolve(); }
});
Promise.all([connect('tcp', { port: targets.tcpPort, host: '127.0.0.1' }), connect('unix', { path: targets.unixPath }), send()])
  .then(() => writeSync(3, JSON.stringify(reached)));
`;

const PYTHON = `
import json, os, socket, sys
targets = json.load(sys.stdin)
scratch = os.environ['TMPDIR']
with open(scratch + '/own', 'w') as own: own.write('own')
reached = []
def attempt(name, act):
    try: act()
    except OSError: return
    reached.append(name)
def link():
    os.symlink(targets['file'], scratch + '/link')
    open(scratch + '/link').close()
def connect(family, where):
    with socket.socket(family, socket.SOCK_STREAM) as it:
        it.settimeout(1)
        it.connect(where)
def send():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as it: it.sendto(b'probe', ('127.0.0.1', targets['udpPort']))
attempt('read', lambda: open(targets['file']).close())
attempt('link', link)
attempt('write', lambda: open(targets['folder'] + '/by-python', 'w').close())
attempt('signal', lambda: os.kill(targets['pid'], 0))
attempt('tcp', lambda: connect(socket.AF_INET, ('127.0.0.1', targets['tcpPort'])))
attempt('unix', lambda: connect(socket.AF_UNIX, targets['unixPath']))
attempt('datagram', send)
os.write(3, json.dumps([name for name in reached if name != 'datagram']).encode())
`;

/** The program's text and file name for an interpreter. */
export function probeProgram(kind: 'node' | 'python'): { readonly main: string; readonly text: string } {
  return kind === 'node' ? { main: 'probe.cjs', text: NODE } : { main: 'probe.py', text: PYTHON };
}
