import { AcodeError } from '../src/errors.js';
import { EXIT } from '../src/exit-codes.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { coldRequest } from './cold-request.js';
import { positiveInteger } from './parameters.js';
import { singleRequestDemands } from './single-request.js';

/**
 * Every iteration starts a process (the embedded engine's, or a server that the run starts anyway) or has a server unload
 * and load the model, reads a first prompt, and ends the process. What stayed warm is a label of the request, such as `file-cache-warm`.
 */
export const coldStart = defineBenchmark({
  name: 'cold-start',
  version: 1,
  question: 'How long until the first token after a restart?',
  primaryMetrics: ['coldStartMs', 'modelLoadMs', 'ttft'],
  cases: [{ promptTokens: 256, outputTokens: 16 }],
  demands: singleRequestDemands,
  iterate: freshProcess,
});

async function freshProcess(context: IterationContext): Promise<IterationResult> {
  const promptTokens = positiveInteger(context.parameters, 'promptTokens');
  const outputTokens = positiveInteger(context.parameters, 'outputTokens');
  const request = await coldRequest(context, { promptTokens, outputTokens });
  const start = await startProcess(context, [request]);
  const [generation] = start.generations;
  if (generation === undefined) throw new Error('a cold start gave no generation');
  const record = await context.request(request, {
    requestedPromptTokens: promptTokens,
    labels: start.warmCaches.map((cache) => `${cache}-warm`),
    send: () => Promise.resolve(generation),
  });
  const { spawnMs, processMs, importMs, modelLoadMs, contextMs, readyMs } = start;
  const { firstTokenMs } = generation.stamps;
  const firstPrefillMs = generation.engine?.prefillMs;
  return {
    requests: [record],
    metrics: {
      ...(processMs === undefined ? {} : { processMs }),
      ...(importMs === undefined ? {} : { importMs }),
      ...(modelLoadMs === undefined ? {} : { modelLoadMs }),
      ...(contextMs === undefined ? {} : { contextMs }),
      ...(readyMs === undefined ? {} : { serverReadyMs: readyMs }),
      ...(firstPrefillMs === undefined ? {} : { firstPrefillMs }),
      ...(firstTokenMs === undefined ? {} : { coldStartMs: firstTokenMs - spawnMs }),
    },
  };
}

type ColdStarter = NonNullable<IterationContext['provider']['coldStart']>;

/**
 * Starts the model anew.
 * @throws AcodeError (`UNSUPPORTED`) for a backend that is not the harness's to start.
 */
async function startProcess(
  { provider, signal }: IterationContext,
  requests: Parameters<ColdStarter>[0],
): ReturnType<ColdStarter> {
  if (provider.coldStart !== undefined) return provider.coldStart(requests, signal);
  throw new AcodeError({
    message: 'A cold start needs a model that the harness can start or unload; this server runs on its own.',
    code: 'UNSUPPORTED',
    exitCode: EXIT.unavailable,
    hint: 'Name the command that starts the server in the configuration, with {port} among its arguments; or use --model FILE.',
  });
}
