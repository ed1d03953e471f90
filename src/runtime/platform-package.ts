/** The one version of the llama.cpp binding that this release was measured with. */
export const RUNTIME_VERSION = '3.22.1';

/** GPU backends that the binding ships prebuilt. */
export const GPU_BACKENDS = ['cuda', 'vulkan', 'metal'] as const;
export type GpuBackend = (typeof GPU_BACKENDS)[number];

export interface Machine {
  readonly platform: string;
  readonly arch: string;
}

const CPU_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-armv7l',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

const GPU_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'linux-x64 cuda': ['linux-x64-cuda', 'linux-x64-cuda-ext'],
  'linux-x64 vulkan': ['linux-x64-vulkan'],
  'win32-x64 cuda': ['win-x64-cuda', 'win-x64-cuda-ext'],
  'win32-x64 vulkan': ['win-x64-vulkan'],
  'darwin-arm64 metal': ['mac-arm64-metal'],
};

/**
 * Packages to install for a machine: the binding itself and exactly the binaries this machine needs. Undefined where the
 * binding ships none, so that a caller can say so.
 */
export function runtimePackages(machine: Machine, gpu: GpuBackend | undefined): string[] | undefined {
  const cpu = CPU_PACKAGES[`${machine.platform}-${machine.arch}`];
  const accelerated = gpu === undefined ? [] : GPU_PACKAGES[`${machine.platform}-${machine.arch} ${gpu}`];
  if (cpu === undefined || accelerated === undefined) return undefined;
  const binaries = [...new Set([cpu, ...accelerated])].map((name) => `@node-llama-cpp/${name}@${RUNTIME_VERSION}`);
  return [`node-llama-cpp@${RUNTIME_VERSION}`, ...binaries];
}
