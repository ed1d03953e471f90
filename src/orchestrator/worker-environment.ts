/** Variables a worker may see. Everything else stays here: keys, tokens, proxies and whatever else a shell holds. */
const ALLOWED = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'HOME',
  'USERPROFILE',
  // Which GPU a runtime may use, and where its drivers are.
  'CUDA_VISIBLE_DEVICES',
  'HIP_VISIBLE_DEVICES',
  'GGML_VK_VISIBLE_DEVICES',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
] as const;

/** The environment of a worker, from the orchestrator's own. `keys` are the variables its target names for its API key. */
export function workerEnvironment(env: NodeJS.ProcessEnv, keys: readonly string[] = []): Record<string, string> {
  const allowed: Record<string, string> = { ACODE_WORKER: '1' };
  for (const name of [...ALLOWED, ...keys]) {
    const value = env[name];
    if (value !== undefined) allowed[name] = value;
  }
  return allowed;
}
