/**
 * The machine a run was made on, as it stood at the start. What the system does not tell is absent. Nothing here names
 * the user or the host.
 */
export interface EnvironmentRecord {
  readonly cpu: {
    readonly model: string;
    /** Logical processors the operating system shows. */
    readonly logicalCores: number;
    /** Processors this process may use, which a container or affinity mask can lower. */
    readonly availableCores: number;
    /** Frequency governor of the first core (Linux). */
    readonly governor?: string;
    readonly maxMhz?: number;
  };
  readonly memory: { readonly totalBytes: number; readonly freeBytes: number };
  readonly os: {
    readonly platform: string;
    readonly name: string;
    readonly kernel: string;
    readonly architecture: string;
    /** `docker`, `podman`, `lxc`, …; absent when no sign of a container was found. */
    readonly container?: string;
    /** Set where the machine is a virtual one; absent where no sign of it was found. */
    readonly virtual?: true;
  };
  readonly node: string;
  readonly acode: string;
  /** 1-minute load average at the start; absent on Windows, which has none. */
  readonly loadAverage1m?: number;
  readonly powerSource?: 'mains' | 'battery';
}

/** What must be equal for samples of two sittings to stand side by side. */
export function environmentFingerprint(environment: EnvironmentRecord): string {
  const { cpu, memory, os: system, node } = environment;
  return [cpu.model, cpu.availableCores, memory.totalBytes, system.platform, system.kernel, node].join(' | ');
}
