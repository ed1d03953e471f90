import { JOURNAL_FORMAT, type RunMeta } from '../../journal/records.js';
import type { CaseRecord, RunRecord } from '../../journal/run-record.js';
import { METRIC_DEFS } from '../../metrics/registry.js';
import type { EnvironmentRecord } from '../../protocol/environment.js';
import { compileSchema } from './check-schema.js';
import { measuredSeal } from './journal-puts.js';
import { newerFile, refusal } from './refusal.js';
import { shippedSchema } from './shipped-schema.js';

/** Version of the document that {@link runFromJson} reads. */
const RUN_SCHEMA = /^acode-run\/(\d+)$/;
const RUN_SCHEMA_VERSION = 1;

/** The document's members that a record is made of. */
type RunDocument = Omit<RunRecord, 'meta'> & {
  readonly meta: Omit<RunMeta, 'environment'>;
  readonly environment: EnvironmentRecord;
};

/**
 * The record in a document of `export --format json`, checked against its schema and against itself: the samples of every
 * completed case must be those it ended with, by number and SHA-256.
 * @throws AcodeError (`IMPORT_REFUSED`, `IMPORT_NEWER`) with the reason.
 */
export function runFromJson(document: unknown): RunRecord {
  refuseNewer(document);
  const problem = compileSchema(shippedSchema('run.schema.json'))(document);
  if (problem !== undefined) throw refusal(`The file is damaged: ${problem}.`);
  const { meta, environment, state, generations, targets, notes, damage, cases } = document as RunDocument;
  requireKnown({ value: document as RunDocument, members: DOCUMENT_MEMBERS, where: 'The document' });
  const { command, ...before } = meta;
  const record: RunRecord = {
    meta: { ...before, environment, command },
    state,
    generations,
    targets,
    notes,
    cases,
    damage,
  };
  requireSound(record);
  return record;
}

/** Whether a parsed document says that it is one of ours, whatever its version. */
export function isRunDocument(document: unknown): boolean {
  return RUN_SCHEMA.test(String((document as { schema?: unknown } | null)?.schema));
}

function refuseNewer(document: unknown): void {
  const { schema, meta } = document as { schema: string; meta?: { format?: unknown; metricDefs?: unknown } };
  const version = Number(RUN_SCHEMA.exec(schema)?.[1]);
  if (version > RUN_SCHEMA_VERSION) throw newerFile(`its document is ${schema}`);
  if (Number(meta?.format) > JOURNAL_FORMAT) throw newerFile(`its journal has format ${Number(meta?.format)}`);
  if (Number(meta?.metricDefs) > METRIC_DEFS)
    throw newerFile(`its metrics have the formulas of version ${Number(meta?.metricDefs)}`);
}

/** What a document has; what the schema of a later version may have besides would be lost without a word. */
const DOCUMENT_MEMBERS: ReadonlySet<string> = new Set([
  'schema',
  'meta',
  'environment',
  'state',
  'targets',
  'generations',
  'notes',
  'damage',
  'cases',
  'summary',
]);
const CASE_MEMBERS: ReadonlySet<string> = new Set(['planned', 'state', 'complete', 'discardedSamples', 'samples']);

function requireKnown({ value, members, where }: KnownMembers): void {
  const unknown = Object.keys(value).find((name) => !members.has(name));
  if (unknown !== undefined) throw refusal(`${where} has a member "${unknown}" that this version does not know.`);
}

/** An object of the document, what it may have, and what it is in a sentence. */
interface KnownMembers {
  readonly value: object;
  readonly members: ReadonlySet<string>;
  readonly where: string;
}

function requireSound({ meta, cases, generations }: RunRecord): void {
  if (meta.caseCount !== cases.length)
    throw refusal(`The file is damaged: it holds ${cases.length} of ${meta.caseCount} cases.`);
  if (generations.length === 0) throw refusal('The file is damaged: it tells of no sitting.');
  for (const [ordinal, each] of cases.entries()) {
    requireKnown({ value: each, members: CASE_MEMBERS, where: `Case ${ordinal}` });
    requireSoundCase(each, ordinal);
  }
}

/** In a journal the sample is the last member of its record, which readers rely on; nothing unknown may come behind it. */
const STORED_MEMBERS: ReadonlySet<string> = new Set(['attempt', 'take', 'generation', 'sample', 'verdicts']);

function requireSoundCase({ planned, state, samples, complete, discardedSamples }: CaseRecord, ordinal: number): void {
  const { id } = planned;
  if (planned.ordinal !== ordinal) throw refusal(`The file is damaged: ${id} does not stand in its place.`);
  if (discardedSamples > 0 && state.take === 0)
    throw refusal(`The file is damaged: ${id} has samples of a take before its first.`);
  if (samples.some(({ take }) => take !== state.take))
    throw refusal(`The file is damaged: ${id} has samples of another take.`);
  for (const value of samples)
    requireKnown({ value, members: STORED_MEMBERS, where: `The record of a sample of ${id}` });
  const places = new Set(
    samples.map(({ attempt, sample }) =>
      [sample.phase, sample.phase === 'warmup' ? attempt : 0, sample.iteration].join(' '),
    ),
  );
  if (places.size !== samples.length) throw refusal(`The file is damaged: ${id} has an iteration twice.`);
  const seal = measuredSeal(ordinal, state.take, samples);
  const whole = state.status === 'completed' && seal.iterations === state.iterations && seal.digest === state.digest;
  if (whole !== complete) throw refusal(`The file is damaged: the samples of ${id} are not those it ended with.`);
}
