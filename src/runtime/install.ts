import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { AcodeError, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { runtimePackages, type GpuBackend } from './platform-package.js';

export interface InstallRequest {
  readonly runtimeDir: string;
  readonly gpu?: GpuBackend;
}

/** npm hands its own settings down to scripts; these would change what the nested install does. */
const OUTER_SETTINGS = /^npm_config_(omit|include|local_prefix|prefix|workspaces?|global|dry_run|package_lock_only)$/i;

/**
 * Installs the pinned runtime into a prefix of its own with the npm that is on the path. Optional packages are left out
 * and the one platform package is named, which is 85 MB for a CPU instead of 725 MB; install scripts never run.
 * @throws AcodeError when the platform has no prebuilt runtime, or npm fails.
 */
export async function installRuntime({ runtimeDir, gpu }: InstallRequest): Promise<void> {
  const machine = { platform: process.platform, arch: process.arch };
  const packages = runtimePackages(machine, gpu);
  if (packages === undefined) {
    throw new AcodeError({
      code: 'RUNTIME_UNSUPPORTED',
      exitCode: EXIT.unavailable,
      message: `There is no prebuilt llama.cpp runtime for ${machine.platform}-${machine.arch}${gpu === undefined ? '' : ` with ${gpu}`}.`,
    });
  }
  await mkdir(runtimeDir, { recursive: true });
  await writeFile(path.join(runtimeDir, 'package.json'), '{ "private": true }\n');
  const flags = [
    '--omit=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ];
  try {
    await execa('npm', ['install', '--prefix', runtimeDir, ...flags, ...packages], {
      env: environmentForNpm(process.env),
      extendEnv: false,
      cwd: runtimeDir,
    });
  } catch (error) {
    throw new AcodeError({
      code: 'RUNTIME_INSTALL_FAILED',
      exitCode: EXIT.unavailable,
      message: `The llama.cpp runtime could not be installed into ${runtimeDir}: ${firstLine(messageOf(error))}.`,
      hint: 'Check the network and try again: acode benchmark runtime install',
      cause: error,
    });
  }
}

function environmentForNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OUTER_SETTINGS.test(name)));
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
