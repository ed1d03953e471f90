import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGgufFile } from '../../../src/providers/embedded/gguf-header.js';
import { SMOKE_MODEL_PATH } from '../../../src/providers/embedded/smoke-model.js';

let dir: string;
let model: Buffer;

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'acode-gguf-'));
  model = await readFile(SMOKE_MODEL_PATH);
});

afterAll(() => rm(dir, { recursive: true, force: true }));

async function fileOf(bytes: Buffer): Promise<string> {
  const file = path.join(dir, 'model.gguf');
  await writeFile(file, bytes);
  return file;
}

describe('the smoke model', () => {
  it('has the checksum that its README states', () => {
    const digest = createHash('sha256').update(model).digest('hex');
    expect(digest).toBe('f35b4d7dd46410528d8a3de093c96f181f50a862d3728a65b25ce2befa43c104');
  });

  it('is read as what its README says it is', async () => {
    const header = await readGgufFile(SMOKE_MODEL_PATH);
    expect(header).toMatchObject({
      fileBytes: 3_677_408,
      architecture: 'llama',
      quantisation: 'Q8_0',
      trainContextTokens: 2_048,
    });
    expect(header.parameterCount / 1e6).toBeCloseTo(3.41, 2);
    expect(header.chatTemplate).toContain('<|im_start|>');
  });
});

describe('readGgufFile', () => {
  it.each([
    ['a missing file', () => path.join(dir, 'none.gguf'), 'MODEL_NOT_FOUND'],
    ['a directory', () => dir, 'MODEL_NOT_GGUF'],
    ['an empty file', () => fileOf(Buffer.alloc(0)), 'MODEL_NOT_GGUF'],
    ['a text file', () => fileOf(Buffer.from('hello, I am no model')), 'MODEL_NOT_GGUF'],
    ['the first 100 bytes', () => fileOf(model.subarray(0, 100)), 'MODEL_TRUNCATED'],
    ['half of a model', () => fileOf(model.subarray(0, model.length / 2)), 'MODEL_TRUNCATED'],
    ['a model without its last byte', () => fileOf(model.subarray(0, -1)), 'MODEL_TRUNCATED'],
  ])('refuses %s in one sentence', async (_what, make, code) => {
    const error: unknown = await readGgufFile(await make()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, exitCode: 69 });
    expect((error as Error).message).toMatch(/^[^\n]+\.$/);
  });

  it('survives a damaged byte anywhere in the header', async () => {
    for (let at = 0; at < 2_000; at += 7) {
      const damaged = Buffer.from(model);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const result = await readGgufFile(await fileOf(damaged)).catch((error: { code?: string }) => error.code);
      expect(typeof result === 'object' || String(result).startsWith('MODEL_')).toBe(true);
    }
  });
});
