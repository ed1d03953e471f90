import { createHash } from 'node:crypto';
import os from 'node:os';
import { AcodeError, messageOf } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { EmbeddedTargetSpec, TargetDescription } from '../../protocol/target.js';
import { createPromptTokenizer, type PromptTokenizer } from './chat-prompt.js';
import { readGgufFile, type GgufFile } from './gguf-header.js';
import { loadRuntime, type Llama, type LlamaModel } from './llama-runtime.js';

/** A model file in memory, with what is needed to run it. */
export interface EmbeddedModel {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly file: GgufFile;
  readonly tokenizer: PromptTokenizer;
  readonly threads: number;
  readonly log: EngineLog;
}

/** Keeps the tail of what llama.cpp says: reasons for failures, and the timings that are asked for. */
export class EngineLog {
  #text = '';

  add(message: string): void {
    this.#text = (this.#text + message).slice(-16_384);
  }

  /** Everything since the last call. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/**
 * Loads a model file with the runtime of `runtimeDir`. Nothing that llama.cpp prints leaves the process.
 * @throws AcodeError for a missing, truncated, foreign or unsupported file, with llama.cpp's own reason.
 */
export async function loadEmbeddedModel(spec: EmbeddedTargetSpec, runtimeDir: string): Promise<EmbeddedModel> {
  const file = await readGgufFile(spec.modelPath);
  const runtime = await loadRuntime(runtimeDir);
  const log = new EngineLog();
  const problems = new EngineLog();
  const threads = spec.threads ?? defaultThreads();
  const llama = await runtime.llama.getLlama({
    gpu: spec.gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: 'info',
    logger: (level, message) => {
      log.add(message);
      if (level === 'error' || level === 'fatal') problems.add(`${message} `);
    },
    maxThreads: threads,
  });
  try {
    const model = await llama.loadModel({ modelPath: spec.modelPath, useMmap: true });
    const template = file.chatTemplate === undefined ? undefined : new runtime.Template(file.chatTemplate);
    return { llama, model, file, tokenizer: createPromptTokenizer(model, template), threads, log };
  } catch (error) {
    await llama.dispose();
    throw loadError(spec.modelPath, error, problems.take());
  }
}

/** What results say about the model and the engine that ran it. */
export function describeEmbedded(loaded: EmbeddedModel, spec: EmbeddedTargetSpec): TargetDescription {
  const { file, llama, threads } = loaded;
  return {
    provider: 'embedded',
    model: file.name ?? spec.modelPath.replace(/^.*[\\/]/, ''),
    ...(file.architecture === undefined ? {} : { architecture: file.architecture }),
    ...(file.quantisation === undefined ? {} : { quantisation: file.quantisation }),
    parameterCount: file.parameterCount,
    fileBytes: file.fileBytes,
    ...(file.trainContextTokens === undefined ? {} : { trainContextTokens: file.trainContextTokens }),
    ...(file.chatTemplate === undefined ? {} : { chatTemplateDigest: sha256(file.chatTemplate) }),
    threads,
    gpu: llama.gpu === false ? 'none' : llama.gpu,
    ...(llama.llamaCppRelease === undefined ? {} : { backendBuild: `llama.cpp ${llama.llamaCppRelease.release}` }),
    backendInfo: llama.systemInfo.trim(),
    modelPids: [process.pid],
  };
}

/** One core stays free where there are few: llama.cpp's threads spin, and a single disturbed one stalls all of them. */
function defaultThreads(): number {
  return Math.max(1, os.availableParallelism() - 1);
}

function loadError(modelPath: string, error: unknown, problems: string): AcodeError {
  const reason = problems.replaceAll(/\s+/g, ' ').trim().slice(-300);
  return new AcodeError({
    code: 'MODEL_LOAD_FAILED',
    exitCode: EXIT.unavailable,
    message: `llama.cpp cannot load ${modelPath}: ${messageOf(error)}${reason === '' ? '' : ` (${reason})`}.`,
    hint: 'The file may be damaged, or of an architecture this llama.cpp build does not know.',
    cause: error,
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
