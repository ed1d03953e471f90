import { pathToFileURL } from 'node:url';
import { AcodeError, messageOf } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import { runtimeEntry } from '../../runtime/locate.js';

/**
 * The part of node-llama-cpp that is used, typed here because the binding is installed in a prefix of its own. Members
 * that begin with `_` are internal to the binding; the version is pinned, and {@link loadRuntime} checks that they exist.
 */
export interface LlamaModule {
  getLlama(options: {
    gpu: 'auto' | false;
    build: 'never';
    skipDownload: true;
    progressLogs: false;
    logLevel: string;
    logger: (level: string, message: string) => void;
    maxThreads: number;
  }): Promise<Llama>;
}

export interface Llama {
  readonly gpu: string | false;
  readonly systemInfo: string;
  readonly llamaCppRelease?: { readonly release: string };
  readonly _bindings: { readonly AddonSampler: new (model: unknown) => AddonSampler };
  loadModel(options: { modelPath: string; useMmap: boolean }): Promise<LlamaModel>;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  readonly _model: unknown;
  readonly trainContextSize: number;
  readonly tokens: {
    readonly bos: number | null;
    readonly shouldPrependBosToken: boolean;
    readonly bosString: string | null;
    readonly eosString: string | null;
  };
  tokenize(text: string, specialTokens: boolean): number[];
  detokenize(tokens: readonly number[], specialTokens?: boolean): string;
  isEogToken(token: number): boolean;
  createContext(options: {
    contextSize: number;
    sequences: number;
    threads: number;
    batchSize: number;
    performanceTracking: boolean;
  }): Promise<LlamaContext>;
  dispose(): Promise<void>;
}

export interface LlamaContext {
  /** Tokens per sequence actually allocated. */
  readonly contextSize: number;
  readonly _ctx: AddonContext;
  /** Prints the engine's own timings to the logger and resets them. */
  printTimings(): Promise<void>;
  dispose(): Promise<void>;
}

export interface AddonContext {
  initBatch(size: number): void;
  /** Returns, for each requested logit, its index in the batch. */
  addToBatch(sequence: number, firstPosition: number, tokens: Uint32Array, logitIndexes: Uint32Array): Uint32Array;
  decodeBatch(): Promise<void>;
  sampleToken(batchLogitIndex: number, sampler: AddonSampler): Promise<number>;
  disposeSequence(sequence: number): void;
  removeTokenCellsFromSequence(sequence: number, start: number, end: number): boolean;
}

export interface AddonSampler {
  applyConfig(config: { temperature: number; seed?: number; topK?: number; topP?: number; minP?: number }): void;
  dispose(): void;
}

/** Renders a chat with the template that the model file carries. */
export interface ChatTemplate {
  render(items: Readonly<Record<string, unknown>>): string;
}

export interface LlamaRuntime {
  readonly llama: LlamaModule;
  readonly Template: new (source: string) => ChatTemplate;
}

/**
 * Imports the binding from its prefix.
 * @throws AcodeError (`RUNTIME_BROKEN`) when it is there but cannot be loaded.
 */
export async function loadRuntime(runtimeDir: string): Promise<LlamaRuntime> {
  // With this variable set the native code prints on the process's own output.
  delete process.env.NODE_LLAMA_CPP_DEBUG;
  const entry = pathToFileURL(runtimeEntry(runtimeDir));
  try {
    const llama = (await import(entry.href)) as LlamaModule;
    const templates = (await import(new URL('../../@huggingface/jinja/dist/index.js', entry).href)) as Pick<
      LlamaRuntime,
      'Template'
    >;
    return { llama, Template: templates.Template };
  } catch (error) {
    throw new AcodeError({
      code: 'RUNTIME_BROKEN',
      exitCode: EXIT.unavailable,
      message: `The llama.cpp runtime in ${runtimeDir} cannot be loaded: ${messageOf(error)}.`,
      hint: 'Install it anew: acode benchmark runtime install',
      cause: error,
    });
  }
}

/**
 * Checks that the internal members the token loop needs are there.
 * @throws AcodeError (`RUNTIME_BROKEN`).
 */
export function requireTokenLoop(context: LlamaContext, llama: Llama): void {
  const native: Partial<AddonContext> | undefined = context._ctx;
  const methods = [
    'initBatch',
    'addToBatch',
    'decodeBatch',
    'sampleToken',
    'disposeSequence',
    'removeTokenCellsFromSequence',
  ] as const;
  const missing = methods.filter((name) => typeof native?.[name] !== 'function');
  if (typeof llama._bindings?.AddonSampler === 'function' && missing.length === 0) return;
  throw new AcodeError({
    code: 'RUNTIME_BROKEN',
    exitCode: EXIT.unavailable,
    message: 'The llama.cpp runtime lacks the token loop that this release measures with.',
    hint: 'Install the version it works with: acode benchmark runtime install',
  });
}
