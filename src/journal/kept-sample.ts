import type { SamplePhase, Sample } from '../protocol/sample.js';
import type { JudgedSample, StoredSample, StoredVerdict } from './records.js';

/** What a reader who wants to place a sample needs of it: in its case, among the sittings and in time. */
export interface SampleHead extends Omit<StoredSample, 'sample'> {
  readonly iteration: number;
  readonly phase: SamplePhase;
  readonly startedAt: string;
  readonly durationMs: number;
}

/**
 * A sample as its record in a journal holds it, checked and not yet read: the JSON is parsed when a member is asked for that
 * is not in its first words, and then takes the place of the text, so that never both are kept. Members are read through the
 * class: a copy made with `...` does not have them.
 */
export class KeptSample implements JudgedSample {
  readonly verdicts?: readonly StoredVerdict[];
  #kept: string | StoredSample;
  /** Found once: an export asks for them several times. */
  #found: FirstWords | undefined;

  constructor(kept: string | StoredSample, verdicts?: readonly StoredVerdict[]) {
    this.#kept = kept;
    if (verdicts !== undefined) this.verdicts = verdicts;
  }

  get attempt(): number {
    return this.head.attempt;
  }

  get take(): number {
    return this.head.take;
  }

  get generation(): number {
    return this.head.generation;
  }

  get sample(): Sample {
    return this.#stored.sample;
  }

  /** The record, read from its text without being kept for the next reader. */
  read(): StoredSample {
    return typeof this.#kept === 'string' ? (JSON.parse(this.#kept) as StoredSample) : this.#kept;
  }

  /** The text of the record, where it has not been read for good. */
  get text(): string | undefined {
    return typeof this.#kept === 'string' ? this.#kept : undefined;
  }

  /** Place and time of the sample. */
  get head(): SampleHead {
    return this.#first ?? headOf(this.#stored);
  }

  /** The sample itself as JSON, as it was written. */
  get sampleJson(): string {
    const first = this.#first;
    if (first === undefined || typeof this.#kept !== 'string') return JSON.stringify(this.sample);
    return this.#kept.slice(first.sampleStart, -1);
  }

  /** The whole record as JSON: what was written, and the verdicts. */
  get json(): string {
    const stored = typeof this.#kept === 'string' ? this.#kept : JSON.stringify(this.#kept);
    return this.verdicts === undefined ? stored : `${stored.slice(0, -1)},"verdicts":${JSON.stringify(this.verdicts)}}`;
  }

  /** The same sample with what was said of its answers. */
  judged(verdicts: readonly StoredVerdict[]): KeptSample {
    return new KeptSample(this.#kept, verdicts);
  }

  toJSON(): JudgedSample {
    return this.verdicts === undefined ? this.#stored : { ...this.#stored, verdicts: this.verdicts };
  }

  get #stored(): StoredSample {
    if (typeof this.#kept === 'string') this.#kept = JSON.parse(this.#kept) as StoredSample;
    return this.#kept;
  }

  get #first(): FirstWords | undefined {
    if (typeof this.#kept === 'string') this.#found ??= firstWords(this.#kept);
    return this.#found;
  }
}

/** Place and time of any sample. */
export function sampleHead(stored: JudgedSample): SampleHead {
  return stored instanceof KeptSample ? stored.head : headOf(stored);
}

/** The record of a sample as text, without what was said of it, where there is such a text. */
export function storedText(stored: JudgedSample): string | undefined {
  return stored instanceof KeptSample ? stored.text : undefined;
}

/** Any sample with its attempt and take, for a reader who comes once: what is not held on to can go. */
export function readStored(stored: JudgedSample): StoredSample {
  return stored instanceof KeptSample ? stored.read() : stored;
}

/** Any sample with its verdicts, for a reader who comes to it several times and then lets go of it: the record keeps the text alone. */
export function readJudged(stored: JudgedSample): JudgedSample {
  if (!(stored instanceof KeptSample)) return stored;
  const { verdicts } = stored;
  return verdicts === undefined ? stored.read() : { ...stored.read(), verdicts };
}

/** Any sample as JSON. */
export function sampleJson(stored: JudgedSample): string {
  return stored instanceof KeptSample ? stored.sampleJson : JSON.stringify(stored.sample);
}

/** Any sample with its attempt, take and verdicts as JSON. */
export function storedJson(stored: JudgedSample): string {
  return stored instanceof KeptSample ? stored.json : JSON.stringify(stored);
}

function headOf({ attempt, take, generation, sample }: StoredSample): SampleHead {
  const { iteration, phase, startedAt, durationMs } = sample;
  return { attempt, take, generation, iteration, phase, startedAt, durationMs };
}

/** What the first words of a record say, and where the JSON of its sample begins; it ends before the last brace. */
interface FirstWords extends SampleHead {
  readonly sampleStart: number;
}

/** The first members in the order in which workers write them, or with the iteration first, and a sample that is the last member. */
const FIRST_WORDS =
  /^\{"attempt":(\d+),"take":(\d+),"generation":(\d+),"sample":(?=\{(?:"iteration":(\d+),"phase":"(warmup|measure)"|"phase":"(warmup|measure)","iteration":(\d+)),"startedAt":"([^"\\]*)","durationMs":([^,]+),)/;

/** A record whose members stand in another order says nothing here; it is then parsed. */
function firstWords(json: string): FirstWords | undefined {
  const found = FIRST_WORDS.exec(json);
  if (found === null) return undefined;
  const [words, attempt, take, generation, iterationFirst, phaseBehind, phaseFirst, iterationBehind] = found;
  const [startedAt = '', durationMs] = found.slice(8);
  return {
    attempt: Number(attempt),
    take: Number(take),
    generation: Number(generation),
    iteration: Number(iterationFirst ?? iterationBehind),
    phase: (phaseFirst ?? phaseBehind) as SamplePhase,
    startedAt,
    durationMs: Number(durationMs),
    sampleStart: words.length,
  };
}
