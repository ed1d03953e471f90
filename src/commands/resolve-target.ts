import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Target } from '../protocol/target.js';
import { readGgufFile } from '../providers/embedded/gguf-header.js';
import { SMOKE_MODEL_PATH } from '../providers/embedded/smoke-model.js';

/**
 * Turns what the user wrote after `--model` into a target; nothing means the smoke model. The file is read through once
 * for its digest, which is what makes two runs comparable.
 * @throws AcodeError when the file is missing, truncated or no GGUF.
 */
export async function resolveTarget(model: string | undefined): Promise<Target> {
  const modelPath = model === undefined ? SMOKE_MODEL_PATH : path.resolve(model);
  await readGgufFile(modelPath);
  return {
    name: path.basename(modelPath).replace(/\.gguf$/i, ''),
    spec: { kind: 'embedded', modelPath, gpu: 'auto' },
    fingerprint: `sha256:${await fileDigest(modelPath)}`,
  };
}

async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
