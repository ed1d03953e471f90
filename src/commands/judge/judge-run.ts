import { CALIBRATION_VERSION } from '../../../benchmarks/data/judge-calibration/labelled.js';
import { type AcodeError, usageError } from '../../errors.js';
import { JUDGE_PROMPT_VERSION } from '../../grading/judge/judge-prompt.js';
import { isSameJudge, readJudgings, writeJudging, type JudgeIdentity, type Judging } from '../../history/judgements.js';
import { askQuestions } from '../../orchestrator/ask-questions.js';
import { runFolder } from '../../orchestrator/run-folder.js';
import { PLAN_DEFAULTS } from '../../plan/defaults.js';
import { ASK_ENTRY } from '../../process-entries.js';
import type { Target } from '../../protocol/target.js';
import { readRecord } from '../read-record.js';
import { chatsOf, formJudging, isAnswered, type JudgeQuestions } from './form-judging.js';
import { refuseSelfJudge } from './self-judge.js';
import { labelledQuestions, questionKey, runQuestions } from './judge-questions.js';

/** A judge for the explanations of a run. */
export interface JudgeRequest {
  readonly dataDir: string;
  readonly runId: string;
  readonly judge: Target;
  readonly runtimeDir?: string;
  readonly allowSelfJudge: boolean;
  /** For each batch of questions. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Hears how many of the questions have been answered. */
  readonly onProgress: (answered: number, all: number) => void;
}

/** What a judge said, and how many explanations were asked for in other words than today's and so were left out. */
export interface JudgeOutcome {
  readonly judging: Judging;
  readonly outdated: number;
}

/** Room for the answers to a rubric and for some thinking before them. */
const MAX_TOKENS = 1_024;
const CONTEXT_TOKENS = 4_096;

/**
 * Has a model judge the stored explanations of a finished run, after the labelled ones that show how far it can be
 * trusted. What it says is kept after every batch of questions, and a question that was answered is not asked again.
 * @throws AcodeError when there is nothing to judge, when the judge would judge itself, or cannot be asked.
 */
export async function judgeRun(request: JudgeRequest): Promise<JudgeOutcome> {
  const { dataDir, runId, judge } = request;
  const folder = runFolder(dataDir, runId);
  const record = await readRecord(dataDir, runId);
  const { questions: ofRun, outdated } = runQuestions(record);
  if (ofRun.length === 0) throw nothingToJudge(runId, outdated);
  const selfJudged = refuseSelfJudge(record.meta.plan, judge, request.allowSelfJudge);
  const questions: JudgeQuestions = { labelled: labelledQuestions(), ofRun };
  const identity: JudgeIdentity = {
    name: judge.name,
    fingerprint: judge.fingerprint,
    promptVersion: JUDGE_PROMPT_VERSION,
    calibrationVersion: CALIBRATION_VERSION,
  };
  const earlier = (await readJudgings(folder)).find((each) => isSameJudge(each.judge, identity));
  const answers = new Map(Object.entries(earlier?.answers ?? {}));
  let model = earlier?.model;
  const formed = (): Judging => ({
    judge: identity,
    ...(model === undefined ? {} : { model }),
    selfJudged,
    judgedAt: new Date().toISOString(),
    ...formJudging(questions, answers),
    answers: Object.fromEntries(answers),
  });
  const all = chatsOf(questions);
  const open = all.filter((chat) => !isAnswered(answers.get(questionKey(chat))));
  await askQuestions({
    ...request,
    entry: ASK_ENTRY,
    target: judge,
    chats: open,
    maxTokens: MAX_TOKENS,
    contextTokens: CONTEXT_TOKENS,
    seed: PLAN_DEFAULTS.seed,
    onBatch: async (batch) => {
      ({ model } = batch);
      for (const [at, answer] of batch.answers.entries()) {
        const chat = open[batch.first + at];
        if (chat !== undefined) answers.set(questionKey(chat), answer);
      }
      await writeJudging(folder, formed());
      request.onProgress(all.length - open.length + batch.first + batch.answers.length, all.length);
    },
  });
  const judging = formed();
  await writeJudging(folder, judging);
  return { judging, outdated };
}

function nothingToJudge(runId: string, outdated: number): AcodeError {
  if (outdated > 0)
    return usageError(
      `The ${outdated} explanations of run ${runId} were asked for by another version of the benchmark.`,
      'Run it anew: acode benchmark run -b explanation',
    );
  return usageError(`Run ${runId} holds no explanations.`, 'Ask for some: acode benchmark run -b explanation');
}
