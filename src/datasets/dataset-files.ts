import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** A data set as it lies on disk. */
export interface DatasetFiles {
  readonly path: string;
  /** The text, uncompressed. @throws Error when the bytes are no UTF-8 or no whole gzip. */
  text(): Promise<string>;
  /** Where answers that belong to a file of questions would lie: `possible_answer/NAME` beside it. */
  readonly answerPath: string;
  /** The text of that file; undefined when there is none. */
  answers(): Promise<string | undefined>;
  /** `sha256:` and the digest of the bytes; with answers, of both files' digests. */
  readonly digest: string;
}

/** What a compressed file may become: far above any data set, and far below what would fill a machine. */
const MAX_BYTES = 1 << 30;

/** Reads a data set's bytes. Nothing is run, and nothing in them is taken for code. */
export async function readDatasetFiles(file: string): Promise<DatasetFiles> {
  const bytes = await readFile(file);
  const answerPath = path.join(path.dirname(file), 'possible_answer', path.basename(file));
  const answerBytes = existsSync(answerPath) ? await readFile(answerPath) : undefined;
  return {
    path: file,
    text: () => textOf(bytes),
    answerPath,
    answers: async () => (answerBytes === undefined ? undefined : textOf(answerBytes)),
    digest: digestOf(bytes, answerBytes),
  };
}

/** Digest of a data set as {@link DatasetFiles} has it. */
export async function datasetDigest(file: string): Promise<string> {
  return (await readDatasetFiles(file)).digest;
}

function digestOf(bytes: Buffer, answers: Buffer | undefined): string {
  const own = sha256(bytes);
  return answers === undefined ? own : sha256(Buffer.from(`${own}\n${sha256(answers)}`));
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** A gzip is known by its first bytes, whatever the file is called. */
async function textOf(bytes: Buffer): Promise<string> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isGzip ? await promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
  const text = new TextDecoder('utf-8', { fatal: true }).decode(plain);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
