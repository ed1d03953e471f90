import path from 'node:path';
import { usageError } from '../errors.js';
import { RUN_ID_PATTERN } from '../orchestrator/run-id.js';
import { isListOf, readDocument, writeDocument, type DocumentKind } from './read-document.js';

/** The name of a baseline that nobody named. */
export const DEFAULT_BASELINE = 'default';

/** A run to compare with, by a name that stays when the run changes. */
export interface Baseline {
  readonly name: string;
  readonly runId: string;
  /** When it was set, ISO 8601. */
  readonly setAt: string;
}

const KIND: DocumentKind = {
  schema: 'acode-baselines/1',
  title: 'list of baselines',
  isSound: ({ baselines }) =>
    isListOf(baselines, (each) => ['name', 'runId', 'setAt'].every((member) => typeof each[member] === 'string')),
};

/** Words that the command line reads otherwise. */
const RESERVED: ReadonlySet<string> = new Set(['last', 'baseline']);

/** Every baseline by name. */
export async function readBaselines(dataDir: string): Promise<Baseline[]> {
  const document = await readDocument(baselinesFile(dataDir), KIND);
  return document === undefined ? [] : [...(document as { baselines: readonly Baseline[] }).baselines];
}

/** Sets a baseline, in the place of an earlier one of that name. */
export async function setBaseline(dataDir: string, baseline: Baseline): Promise<void> {
  checkName(baseline.name);
  const others = (await readBaselines(dataDir)).filter(({ name }) => name !== baseline.name);
  await write(dataDir, [...others, baseline]);
}

/**
 * Removes a baseline; its run stays. False when there is none of that name.
 */
export async function removeBaseline(dataDir: string, name: string): Promise<boolean> {
  const known = await readBaselines(dataDir);
  const left = known.filter((each) => each.name !== name);
  if (left.length === known.length) return false;
  await write(dataDir, left);
  return true;
}

async function write(dataDir: string, baselines: readonly Baseline[]): Promise<void> {
  const sorted = baselines.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  await writeDocument(baselinesFile(dataDir), { schema: KIND.schema, baselines: sorted });
}

function checkName(name: string): void {
  const valid = /^[a-z0-9][a-z0-9._-]{0,63}$/i.test(name) && !RUN_ID_PATTERN.test(name) && !RESERVED.has(name);
  if (valid) return;
  throw usageError(
    `"${name}" cannot be the name of a baseline.`,
    'Use letters, digits, dots, dashes and underscores, and none of last, baseline or a run id.',
  );
}

function baselinesFile(dataDir: string): string {
  return path.join(dataDir, 'baselines.json');
}
