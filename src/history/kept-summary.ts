import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { codeOf } from '../errors.js';
import type { RunFolder } from '../orchestrator/run-folder.js';
import type { RunCharts } from '../report/html/chart-values.js';
import type { RunSummary } from '../report/run-summary.js';
import { writeWhole } from '../write-whole.js';

/**
 * Keeps the summary of a run beside its journal, with a seal that says what it was computed from.
 * @returns the summary as it is read back, so that whoever computed it and whoever reads it show the same.
 */
export async function keepSummary(
  folder: RunFolder,
  { contentDigest, summary }: { readonly contentDigest: string; readonly summary: RunSummary },
): Promise<RunSummary> {
  return keep(summaryOf(folder), contentDigest, summary);
}

/** The same for what the charts of its report show. */
export async function keepCharts(
  folder: RunFolder,
  { contentDigest, charts }: { readonly contentDigest: string; readonly charts: RunCharts },
): Promise<RunCharts> {
  return keep(chartsOf(folder), contentDigest, charts);
}

/**
 * The kept summary, where its seal proves that it is whole, and was computed by this very program from the journal whose
 * content has this digest. Anything else counts as none: another journal, another version, damage, no seal.
 */
export async function sealedSummary(folder: RunFolder, contentDigest: string): Promise<RunSummary | undefined> {
  return sealed<RunSummary>(summaryOf(folder), contentDigest);
}

/** The same for what the charts of its report show; `primary` are the metrics that are drawn first. */
export async function sealedCharts(
  folder: RunFolder,
  { contentDigest, primary }: { readonly contentDigest: string; readonly primary: RunCharts['primary'] },
): Promise<RunCharts | undefined> {
  const charts = await sealed<RunCharts>(chartsOf(folder), contentDigest);
  return isDeepStrictEqual(charts?.primary, primary) ? charts : undefined;
}

/** A document, and its proof. */
interface KeptFiles {
  readonly file: string;
  readonly seal: string;
}

function summaryOf({ summaryFile, summarySeal }: RunFolder): KeptFiles {
  return { file: summaryFile, seal: summarySeal };
}

function chartsOf({ chartsFile, chartsSeal }: RunFolder): KeptFiles {
  return { file: chartsFile, seal: chartsSeal };
}

async function keep<T>({ file, seal }: KeptFiles, contentDigest: string, document: T): Promise<T> {
  const text = `${JSON.stringify(document)}\n`;
  try {
    await writeWhole(file, text, { mode: 0o600 });
    await writeWhole(seal, `${sealOf(text, contentDigest)}\n`, { mode: 0o600 });
  } catch {
    // A full or read-only disk must not keep anybody from reading the document; the seal does not fit what is there.
  }
  return JSON.parse(text) as T;
}

async function sealed<T>({ file, seal }: KeptFiles, contentDigest: string): Promise<T | undefined> {
  try {
    const [text, proof] = await Promise.all([readFile(file, 'utf8'), readFile(seal, 'utf8')]);
    return proof.trim() === sealOf(text, contentDigest) ? (JSON.parse(text) as T) : undefined;
  } catch (error) {
    // Nothing was kept yet, or it cannot be read; the journal can.
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

/** SHA-256 over the content that a document is of, the program that computed it, and the document. */
function sealOf(text: string, contentDigest: string): string {
  return createHash('sha256')
    .update(`${contentDigest}\n${(running ??= programDigest())}\n${text}`)
    .digest('hex');
}

/** The rooms whose code decides what a summary says: all that the computing of it imports. */
export const SUMMARY_ROOMS = ['journal', 'metrics', 'plan', 'protocol', 'report', 'statistics'] as const;

/** What this process runs, which files that change meanwhile do not change. */
let running: string | undefined;

/**
 * SHA-256 over the files of these rooms and the version of Node. The version of the package would not do: whoever changes a
 * formula in a clone would be shown what the old one gave.
 */
function programDigest(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const hash = createHash('sha256').update(process.version);
  for (const room of SUMMARY_ROOMS) {
    const files = readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).sort();
    // Compiled files, or the TypeScript source where that is what runs.
    for (const file of files.filter((name) => /\.(js|ts)$/.test(name) && !name.endsWith('.d.ts'))) {
      hash.update(`${room}/${file}\n`).update(readFileSync(path.join(root, room, file)));
    }
  }
  return hash.digest('hex');
}
