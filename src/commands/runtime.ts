import path from 'node:path';
import type { Command } from 'commander';
import { installRuntime } from '../runtime/install.js';
import { cloneRuntimeDir, installedVersion, runtimeCandidates } from '../runtime/locate.js';
import { GPU_BACKENDS, RUNTIME_VERSION } from '../runtime/platform-package.js';
import type { CommandContext } from './command-context.js';
import { oneOf } from './run-options.js';

interface InstallOptions {
  readonly gpu?: string;
  readonly clone?: boolean;
  readonly ifMissing?: boolean;
}

/** `acode benchmark runtime`: the embedded llama.cpp. */
export function addRuntimeCommand(parent: Command, context: CommandContext): void {
  const runtime = parent.command('runtime').description('The embedded llama.cpp: where it is, and installing it.');
  runtime
    .command('install')
    .description(`Install llama.cpp (node-llama-cpp ${RUNTIME_VERSION}) with exactly the binaries this machine needs.`)
    .option('--gpu <backend>', `add GPU binaries: ${GPU_BACKENDS.join(', ')}`)
    .option('--clone', "into the clone's own folder instead of the data folder")
    .option('--if-missing', 'do nothing when it is there already')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark runtime install              CPU, about 85 MB\n  acode benchmark runtime install --gpu cuda   with CUDA\n',
    )
    .action((options: InstallOptions) => install(options, context));
  runtime
    .command('status')
    .description('Where the runtime is looked for, and which version is there.')
    .addHelpText('after', '\nExample:\n  acode benchmark runtime status\n')
    .action(() => {
      for (const dir of runtimeCandidates(context.settings)) {
        context.stdout.write(`${installedVersion(dir) ?? 'not installed'}  ${dir}\n`);
      }
    });
}

async function install(options: InstallOptions, context: CommandContext): Promise<void> {
  const { settings, stderr } = context;
  const gpu = options.gpu === undefined ? undefined : oneOf(options.gpu, GPU_BACKENDS, '--gpu');
  const present = runtimeCandidates(settings).find((dir) => installedVersion(dir) === RUNTIME_VERSION);
  if (options.ifMissing === true && present !== undefined) return;
  const fallback =
    settings.runtimeDir ?? (options.clone === true ? cloneRuntimeDir() : path.join(settings.dataDir, 'runtime'));
  const runtimeDir = present ?? fallback;
  stderr.write(`Installing llama.cpp into ${runtimeDir} …\n`);
  await installRuntime({ runtimeDir, ...(gpu === undefined ? {} : { gpu }) });
  stderr.write(`Installed node-llama-cpp ${RUNTIME_VERSION}${gpu === undefined ? ' for the CPU' : ` with ${gpu}`}.\n`);
  if (gpu === undefined && process.platform !== 'darwin')
    stderr.write('With a GPU: acode benchmark runtime install --gpu cuda (or vulkan)\n');
}
