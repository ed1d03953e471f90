import { text } from 'node:stream/consumers';
import { AcodeError, messageOf } from '../errors.js';
import type { TriedCase, TriedRequest, TryAnswer, TryOrder } from '../protocol/file-description.js';
import { PROTOCOL_VERSION } from '../protocol/messages.js';
import type { RequestRecord, Sample } from '../protocol/sample.js';
import type { GenerationRequest, Prompt } from '../providers/provider.js';
import type { Benchmark, RequestOptions } from './benchmark.js';
import { runCase } from './case-runner.js';
import { loadCustomBenchmark } from './custom/load-custom-benchmark.js';
import { answerAndExit } from './one-answer.js';
import { openProvider } from './open-provider.js';

/** Runs one iteration of one case and shows what a run does not keep: prompts and answers. Answers on descriptor 3. */
const order = JSON.parse(await text(process.stdin)) as TryOrder;

answerAndExit(await answer(order));

async function answer(wanted: TryOrder): Promise<TryAnswer> {
  try {
    return { kind: 'tried', tried: await tryCase(wanted) };
  } catch (error) {
    const hint = error instanceof AcodeError ? error.hint : undefined;
    return { kind: 'failed', message: messageOf(error), ...(hint === undefined ? {} : { hint }) };
  }
}

async function tryCase({ open, parameters, seed }: TryOrder): Promise<TriedCase> {
  const requests: TriedRequest[] = [];
  const benchmark = await loadCustomBenchmark(open.benchmark, open.file);
  const provider = await openProvider(open, () => undefined);
  const samples: Sample[] = [];
  await runCase({
    benchmark: listening(benchmark, (request) => requests.push(request)),
    provider,
    command: {
      v: PROTOCOL_VERSION,
      type: 'case',
      caseId: 'try',
      attempt: 1,
      parameters,
      warmup: 0,
      firstIteration: 0,
      iterations: 1,
      seed,
    },
    reporter: {
      stage: () => undefined,
      prepared: () => undefined,
      sample: (sample) => {
        samples.push(sample);
        return Promise.resolve();
      },
    },
    signal: new AbortController().signal,
  });
  const { model } = provider.description;
  await provider.close();
  const [sample] = samples;
  return { model, requests, metrics: sample?.metrics ?? {}, labels: sample?.labels ?? [] };
}

/** The same benchmark, each of whose requests is heard with its prompt and answer. */
function listening(benchmark: Benchmark, hear: (request: TriedRequest) => void): Benchmark {
  return {
    ...benchmark,
    iterate: (context) =>
      benchmark.iterate({
        ...context,
        request: async (request: GenerationRequest, options?: RequestOptions) => {
          let said = '';
          const onText = (answered: string): void => {
            said = answered;
            options?.onText?.(answered);
          };
          const record = await context.request(request, { ...options, onText });
          hear(triedRequest(request.prompt, said, record));
          return record;
        },
      }),
  };
}

function triedRequest(prompt: Prompt, said: string, { outcome, finish, metrics }: RequestRecord): TriedRequest {
  return {
    prompt: prompt.kind === 'text' ? prompt.text : chatText(prompt),
    answer: said,
    finish,
    ...(outcome.status === 'ok' ? {} : { failure: `${outcome.class}: ${outcome.message}` }),
    metrics,
  };
}

function chatText({ messages }: Extract<Prompt, { kind: 'chat' }>): string {
  return messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
}
