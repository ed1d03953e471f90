import type { Benchmark } from '../../worker/benchmark.js';
import { type Control, controlAnswers } from '../../grading/control-answers.js';
import { GraderProcess } from '../../orchestrator/grader-process.js';
import type { CaseParameters } from '../../protocol/messages.js';
import { describeParameters } from '../../report/describe-parameters.js';
import { type GradedBenchmark, isGraded } from '../../worker/graded-benchmark.js';
import type { Diagnosis } from './diagnosis.js';

export interface GraderTrial {
  readonly graderEntry: string;
  readonly benchmarks: readonly Benchmark[];
  readonly allowUnsandboxed: boolean;
  readonly signal: AbortSignal;
  /** Hears which benchmark's grader is being tried. */
  readonly onBenchmark: (name: string) => void;
}

/** What a grader said of answers whose verdict is known. */
interface TrialResult {
  readonly tried: number;
  readonly skipped: number;
  /** One sentence for each answer that was judged otherwise than it must be. */
  readonly wrong: readonly string[];
}

/** How many misjudged answers are named before the rest is only counted. */
const NAMED = 3;

/**
 * Tries every grader on answers whose verdict is known: the canonical answer to every case has to pass, and empty, senseless,
 * refusing and echoing ones must not.
 */
export async function diagnoseGraders(trial: GraderTrial): Promise<Diagnosis[]> {
  await using grader = new GraderProcess(trial.graderEntry);
  const diagnoses: Diagnosis[] = [];
  for (const benchmark of trial.benchmarks.filter(isGraded)) {
    trial.onBenchmark(benchmark.name);
    diagnoses.push(diagnosisOf(benchmark, await tryGrader(benchmark, grader, trial)));
  }
  return diagnoses;
}

async function tryGrader(benchmark: GradedBenchmark, grader: GraderProcess, trial: GraderTrial): Promise<TrialResult> {
  const wrong: string[] = [];
  let tried = 0;
  let skipped = 0;
  for (const parameters of benchmark.cases) {
    for (const control of controlAnswers(benchmark.controls(parameters))) {
      const { allowUnsandboxed, signal } = trial;
      const { answers } = control;
      const reply = await grader.judge({ benchmark: benchmark.name, parameters, answers, allowUnsandboxed }, signal);
      if (reply === 'interrupted') return { tried, skipped, wrong };
      tried += 1;
      const kind = reply.kind === 'verdict' ? reply.verdict.kind : 'invalid';
      if (kind === 'skipped') skipped += 1;
      else if (kind === 'invalid' || (kind === 'pass') !== control.mustPass) {
        wrong.push(
          sentence({ parameters, control, kind, why: reply.kind === 'verdict' ? reply.verdict.why : reply.message }),
        );
      }
    }
  }
  return { tried, skipped, wrong };
}

function sentence(misjudged: {
  readonly parameters: CaseParameters;
  readonly control: Control;
  readonly kind: string;
  readonly why: string;
}): string {
  const { parameters, control, kind, why } = misjudged;
  return `${describeParameters(parameters)}, ${control.name}: ${kind} (${why})`;
}

function diagnosisOf(benchmark: GradedBenchmark, { tried, skipped, wrong }: TrialResult): Diagnosis {
  const name = `grader ${benchmark.name}`;
  const counted = `${benchmark.cases.length} cases, ${tried} answers with a known verdict`;
  if (wrong.length > 0) {
    const more = wrong.length > NAMED ? `; and ${wrong.length - NAMED} more` : '';
    const detail = `${counted}, ${wrong.length} judged wrong: ${wrong.slice(0, NAMED).join('; ')}${more}`;
    return { name, status: 'broken', detail, remedy: 'Do not trust its verdicts here, and report it.' };
  }
  if (skipped > 0) {
    const detail = `${counted}; ${skipped} could not be judged here for want of a tool chain or sandbox`;
    return { name, status: 'missing', detail, remedy: 'See docs/sandbox.md for what to install.' };
  }
  return { name, status: 'fine', detail: `${counted}, all judged right` };
}
