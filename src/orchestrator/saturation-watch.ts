import { SATURATED_REASON, type CaseReason } from '../journal/records.js';
import type { RunRecord } from '../journal/run-record.js';
import { findKnee, type LoadPoint } from '../metrics/knee.js';
import { outputWindowMs } from '../metrics/output-window.js';
import { canonicalJson } from '../plan/canonical-json.js';
import type { Plan, PlannedCase } from '../plan/plan.js';
import type { RunEvent } from '../protocol/run-events.js';
import type { Sample } from '../protocol/sample.js';

/** What one iteration wrote, and how long it took. */
interface Output {
  readonly tokens: number;
  readonly windowMs: number;
}

/**
 * Knows the total rate of every finished load of a sweep, from earlier sittings and from the events of this one, and
 * refuses loads beyond the two at which the rate no longer rose. An interleaved run measures every load, since its
 * targets are compared load by load.
 */
export class SaturationWatch {
  readonly #cases: readonly PlannedCase[];
  /** Outputs by iteration, by the case's place in the plan; a second take writes over the first. */
  readonly #outputs = new Map<number, Map<number, Output>>();
  readonly #finished = new Set<number>();

  constructor(plan: Plan, record: RunRecord | undefined) {
    this.#cases = plan.interleave === undefined ? plan.cases.filter(({ load }) => load !== undefined) : [];
    for (const { ordinal } of this.#cases) {
      this.#outputs.set(ordinal, new Map());
      const earlier = record?.cases[ordinal];
      for (const { sample } of earlier?.samples ?? []) this.#learn(ordinal, sample);
      if (earlier?.state.status === 'completed' && earlier.complete) this.#finished.add(ordinal);
    }
  }

  hear(event: RunEvent): void {
    if (event.type === 'sample') this.#learn(event.ordinal, event.sample);
    if (event.type === 'case-end' && event.status === 'completed') this.#finished.add(event.ordinal);
  }

  /** Why a case is not worth measuring, or undefined when it is. */
  refusal(planned: PlannedCase): CaseReason | undefined {
    const { load } = planned;
    const own = loadOf(planned);
    if (load === undefined || own === undefined) return undefined;
    const points = this.#cases
      .filter((each) => sweepOf(each) === sweepOf(planned) && this.#finished.has(each.ordinal))
      .flatMap((each) => this.#pointOf(each))
      .filter(({ slots }) => slots < own)
      .toSorted((a, b) => a.slots - b.slots);
    const knee = findKnee(points);
    const before = findKnee(points.slice(0, -1));
    // One load that gives no more may have met a busy moment; two in a row are the ceiling.
    if (knee?.stillRising !== false || before?.stillRising !== false) return undefined;
    const [most, less] = [points.at(-1)?.slots, points.at(-2)?.slots];
    return {
      code: SATURATED_REASON,
      message: `At ${load} ${less} and ${most} the total rate no longer rose (${Math.round(knee.outTps)} tok/s at most), so ${load} ${own} was left out.`,
      hint: `To measure it all the same, name it in a suite of your own as the only ${load}.`,
    };
  }

  #learn(ordinal: number, { phase, iteration, requests }: Sample): void {
    if (phase !== 'measure') return;
    const tokens = requests
      .filter(({ outcome }) => outcome.status === 'ok')
      .reduce((sum, { counts }) => sum + counts.outputTokens, 0);
    this.#outputs.get(ordinal)?.set(iteration, { tokens, windowMs: outputWindowMs(requests) });
  }

  #pointOf(planned: PlannedCase): LoadPoint[] {
    const slots = loadOf(planned);
    const outputs = [...(this.#outputs.get(planned.ordinal)?.values() ?? [])];
    const windowMs = outputs.reduce((sum, each) => sum + each.windowMs, 0);
    if (slots === undefined || windowMs <= 0) return [];
    return [{ slots, outTps: (outputs.reduce((sum, { tokens }) => sum + tokens, 0) / windowMs) * 1_000 }];
  }
}

function loadOf({ load, parameters }: PlannedCase): number | undefined {
  const value = load === undefined ? undefined : parameters[load];
  return typeof value === 'number' ? value : undefined;
}

/** Equal for cases that differ in their load alone. */
function sweepOf({ benchmark, target, load, parameters }: PlannedCase): string {
  const { [load ?? '']: _load, ...others } = parameters;
  return canonicalJson({ benchmark, target, load, others });
}
