import type { RunRecord } from '../journal/run-record.js';
import type { Plan, PlannedCase } from '../plan/plan.js';
import type { OutstandingCase } from './case-course.js';
import type { OpenRun } from './open-run.js';

/** Cases of one benchmark on one target that one worker measures in a row. */
interface Turn {
  readonly ordinals: readonly number[];
  /** How much of its iterations each of them has measured afterwards, 0 to 1. */
  readonly share: number;
}

/**
 * Which cases come next. Usually a benchmark's cases on one target run to their end before the next target begins. An
 * interleaved plan goes round the targets in blocks of iterations instead, each second time backwards (A B, B A, …), so
 * that a machine that grows slower treats all targets alike.
 */
export class RunOrder {
  readonly #open: Map<number, OutstandingCase>;
  readonly #turns: readonly Turn[];
  #next = 0;

  constructor(run: OpenRun) {
    this.#open = outstandingCases(run);
    const planned = run.plan.cases.filter(({ ordinal }) => this.#open.has(ordinal));
    this.#turns = run.plan.interleave === undefined ? inOneGo(planned) : interleaved(planned, run.plan.interleave);
  }

  /** The next cases for one worker, or undefined when there are none left. */
  take(): OutstandingCase[] | undefined {
    for (let turn = this.#turns[this.#next]; turn !== undefined; turn = this.#turns[this.#next]) {
      this.#next += 1;
      const cases = this.#casesOf(turn);
      if (cases.length > 0) return cases;
    }
    return undefined;
  }

  /** These cases have had their block and come again. */
  putBack(cases: readonly OutstandingCase[]): void {
    for (const each of cases) this.#open.set(each.planned.ordinal, each);
  }

  #casesOf({ ordinals, share }: Turn): OutstandingCase[] {
    return ordinals.flatMap((ordinal) => {
      const open = this.#open.get(ordinal);
      if (open === undefined) return [];
      const until = Math.ceil(open.planned.iterations * share);
      // A resumed run may be beyond this block already.
      if (until <= open.next.firstIteration && share < 1) return [];
      this.#open.delete(ordinal);
      return [{ ...open, until }];
    });
  }
}

function outstandingCases(run: OpenRun): Map<number, OutstandingCase> {
  const open = new Map<number, OutstandingCase>();
  for (const planned of run.plan.cases) {
    const next = run.decisions[planned.ordinal];
    if (next?.kind !== 'outstanding') continue;
    const earlierMs = earlierDurations(run.record, planned.ordinal);
    open.set(planned.ordinal, { planned, next, earlierMs, until: planned.iterations });
  }
  return open;
}

function earlierDurations(record: RunRecord | undefined, ordinal: number): number[] {
  const samples = record?.cases[ordinal]?.samples ?? [];
  const measured = samples.map((stored) => stored.sample).filter((sample) => sample.phase === 'measure');
  return measured.sort((a, b) => a.iteration - b.iteration).map((sample) => sample.durationMs);
}

/** Neighbours in the plan with the same benchmark and target share a worker. */
function inOneGo(cases: readonly PlannedCase[]): Turn[] {
  return stretches(cases).map((stretch) => ({ ordinals: stretch.map(({ ordinal }) => ordinal), share: 1 }));
}

function interleaved(cases: readonly PlannedCase[], { blocks }: NonNullable<Plan['interleave']>): Turn[] {
  const benchmarks = [...new Set(cases.map(({ benchmark }) => benchmark))];
  return benchmarks.flatMap((benchmark) => {
    const targets = inOneGo(cases.filter((each) => each.benchmark === benchmark));
    return Array.from({ length: blocks }, (_, block) => {
      const order = block % 2 === 0 ? targets : targets.toReversed();
      return order.map(({ ordinals }) => ({ ordinals, share: (block + 1) / blocks }));
    }).flat();
  });
}

function stretches(cases: readonly PlannedCase[]): PlannedCase[][] {
  const found: PlannedCase[][] = [];
  for (const planned of cases) {
    const before = found.at(-1)?.[0];
    const same = before?.benchmark === planned.benchmark && before.target === planned.target;
    if (same) found.at(-1)?.push(planned);
    else found.push([planned]);
  }
  return found;
}
