import { access, constants, statfs } from 'node:fs/promises';
import path from 'node:path';
import { AcodeError, messageOf } from '../../errors.js';
import { makeFolder } from '../../make-folder.js';
import { readHolder } from '../../orchestrator/lock.js';
import { formatValue } from '../../report/format-value.js';
import { locateRuntime, runtimeCandidates } from '../../runtime/locate.js';
import { RUNTIME_VERSION } from '../../runtime/platform-package.js';
import type { EnvironmentSettings } from '../../config.js';
import type { Diagnosis } from './diagnosis.js';

/** A run writes its journal, its event log and a reserve; this is room for many. */
const ENOUGH_BYTES = 1 << 30;

/** Node, the embedded runtime, and the place where results are kept. */
export async function diagnoseMachine(settings: EnvironmentSettings, dataDir: string): Promise<Diagnosis[]> {
  return [nodeVersion(), embeddedRuntime(settings), await dataFolder(dataDir), await runLock(dataDir)];
}

function nodeVersion(): Diagnosis {
  const major = Number(process.versions.node.split('.')[0]);
  const detail = `Node ${process.version}`;
  if (major >= 20) return { name: 'node', status: 'fine', detail };
  return { name: 'node', status: 'broken', detail, remedy: 'Install Node 20 or newer.' };
}

function embeddedRuntime(settings: EnvironmentSettings): Diagnosis {
  const name = 'embedded runtime';
  try {
    const dir = locateRuntime(runtimeCandidates(settings));
    return { name, status: 'fine', detail: `llama.cpp by node-llama-cpp ${RUNTIME_VERSION} in ${dir}` };
  } catch (error) {
    if (!(error instanceof AcodeError)) throw error;
    return {
      name,
      status: 'missing',
      detail: error.message,
      remedy: error.hint ?? 'Install it: acode benchmark runtime install',
    };
  }
}

async function dataFolder(dataDir: string): Promise<Diagnosis> {
  const name = 'data folder';
  try {
    await makeFolder(dataDir, { mode: 0o700 });
    await access(dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const detail = `${path.resolve(dataDir)}, ${formatValue(free, 'bytes')} free`;
    if (free >= ENOUGH_BYTES) return { name, status: 'fine', detail };
    return { name, status: 'missing', detail, remedy: 'Make room, or name another folder: --data-dir' };
  } catch (error) {
    return {
      name,
      status: 'broken',
      detail: messageOf(error),
      remedy: 'Name a folder that can be written: --data-dir',
    };
  }
}

async function runLock(dataDir: string): Promise<Diagnosis> {
  const holder = await readHolder(dataDir);
  if (holder === undefined) return { name: 'run lock', status: 'fine', detail: 'free' };
  return {
    name: 'run lock',
    status: 'missing',
    detail: `held by run ${holder.runId}`,
    remedy: 'Wait for it, or see how far it is: acode benchmark status',
  };
}
