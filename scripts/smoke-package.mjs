// Packs the package, installs the tarball into an empty folder, and runs what a user runs first. Needs the registry for
// the dependencies, so it belongs to `npm run check` and not to `npm test`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'acode-package-'));
const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

try {
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
  npm(['init', '--yes'], folder);
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', path.join(folder, packed.filename)], folder);
  const acode = path.join(folder, 'node_modules', '.bin', 'acode');
  const run = (...args) => execFileSync(acode, args, { cwd: folder, encoding: 'utf8' });
  expect(/^\d+\.\d+\.\d+\n$/.test(run('--version')), 'acode --version prints a version');
  expect(run('benchmark', 'list').includes('quick'), 'acode benchmark list names the quick suite');
  const plan = JSON.parse(run('benchmark', 'run', '--suite', 'quick', '--dry-run', '--output', 'json'));
  expect(plan.cases.length > 0 && plan.targets[0].name === 'acode-smoke-q8_0', 'the smoke model is in the package');
  run('benchmark', 'init');
  expect(run('benchmark', 'validate', 'benchmarks/greeting.bench.ts').length > 0, 'an example of init is valid');
  const library = `import { defineBenchmark, METRICS } from 'acode-benchmark'; console.log(typeof defineBenchmark, METRICS.length > 0)`;
  const imported = execFileSync(process.execPath, ['--input-type=module', '-e', library], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(imported === 'function true\n', 'the library can be imported');
  console.log(`The package works: ${packed.entryCount} files, ${(packed.size / 1e6).toFixed(1)} MB packed.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function expect(holds, what) {
  if (!holds) throw new Error(`It does not hold that ${what}.`);
}
