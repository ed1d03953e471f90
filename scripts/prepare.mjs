// Makes a clone ready after `npm ci`: builds it, and installs the llama.cpp runtime into `.runtime/`. Without network the
// runtime is missing and everything else works; the run command then says how to install it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(`${root}/node_modules/typescript`)) {
  console.error('acode: installed without development dependencies; nothing is built.');
  process.exit(0);
}

run('npm', ['run', '--silent', 'build']);
const runtime = spawnSync(
  process.execPath,
  ['dist/src/cli.js', 'benchmark', 'runtime', 'install', '--clone', '--if-missing'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (runtime.status !== 0) {
  console.error('acode: the llama.cpp runtime is missing; install it later: npx acode benchmark runtime install');
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
