import { readFile, readdir } from 'node:fs/promises';
import os from 'node:os';
import { codeOf } from '../errors.js';
import type { EnvironmentRecord } from '../protocol/environment.js';

/** Reads the environment once; takes a few milliseconds. */
export async function readEnvironment(acodeVersion: string): Promise<EnvironmentRecord> {
  const [governor, maxKhz, osName, container, powerSource, virtual] = await Promise.all([
    readText('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'),
    readText('/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq'),
    readOsName(),
    detectContainer(),
    readPowerSource(),
    isVirtual(),
  ]);
  const cpus = os.cpus();
  return {
    cpu: {
      model: cpus[0]?.model.trim() ?? 'unknown',
      logicalCores: cpus.length,
      availableCores: os.availableParallelism(),
      ...(governor === undefined ? {} : { governor }),
      ...(maxKhz === undefined ? {} : { maxMhz: Math.round(Number(maxKhz) / 1_000) }),
    },
    memory: { totalBytes: os.totalmem(), freeBytes: os.freemem() },
    os: {
      platform: os.platform(),
      name: osName,
      kernel: os.release(),
      architecture: os.arch(),
      ...(container === undefined ? {} : { container }),
      ...(virtual ? { virtual } : {}),
    },
    node: process.version,
    acode: acodeVersion,
    ...(os.platform() === 'win32' ? {} : { loadAverage1m: os.loadavg()[0] ?? 0 }),
    ...(powerSource === undefined ? {} : { powerSource }),
  };
}

async function readOsName(): Promise<string> {
  const release = await readText('/etc/os-release');
  const pretty = release === undefined ? undefined : /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(release)?.[1];
  return pretty ?? os.version();
}

async function detectContainer(): Promise<string | undefined> {
  if ((await readText('/.dockerenv')) !== undefined) return 'docker';
  if ((await readText('/run/.containerenv')) !== undefined) return 'podman';
  const groups = await readText('/proc/1/cgroup');
  return groups === undefined ? undefined : /docker|containerd|kubepods|lxc/.exec(groups)?.[0];
}

/** What the makers of virtual machines call them in the firmware's tables. */
const VIRTUAL_NAMES =
  /QEMU|KVM|VMware|VirtualBox|innotek|Xen|Bochs|Parallels|OpenStack|Amazon EC2|Google Compute|Virtual Machine/i;

/** Linux only: the flag that a hypervisor shows on x86, else the names of the machine. */
async function isVirtual(): Promise<boolean> {
  const dmi = '/sys/class/dmi/id';
  const [cpu, hypervisor, vendor, product] = await Promise.all(
    ['/proc/cpuinfo', '/sys/hypervisor/type', `${dmi}/sys_vendor`, `${dmi}/product_name`].map(readText),
  );
  return (
    /^flags\s*:.*\bhypervisor\b/m.test(cpu ?? '') ||
    hypervisor !== undefined ||
    VIRTUAL_NAMES.test(`${vendor} ${product}`)
  );
}

/** Linux only: any mains supply online wins; a battery without one is battery power. */
async function readPowerSource(): Promise<'mains' | 'battery' | undefined> {
  const folder = '/sys/class/power_supply';
  const supplies = await readdir(folder).catch(absentOnError);
  if (supplies === undefined || supplies.length === 0) return undefined;
  let battery = false;
  for (const supply of supplies) {
    const type = await readText(`${folder}/${supply}/type`);
    if (type === 'Mains' && (await readText(`${folder}/${supply}/online`)) === '1') return 'mains';
    battery ||= type === 'Battery';
  }
  return battery ? 'battery' : undefined;
}

/** Text of a small file without the final newline; undefined where the system has no such file. */
async function readText(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(absentOnError);
  return text?.trim();
}

/** Files under /sys and /proc come and go with kernel, container and rights; none of that is an error here. */
function absentOnError(error: unknown): undefined {
  if (codeOf(error) === undefined) throw error;
  return undefined;
}
