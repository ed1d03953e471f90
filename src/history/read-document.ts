import { readFile } from 'node:fs/promises';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { isFullDisk } from '../journal/level-store.js';
import { fieldsOf, type JsonFields } from '../report/import/json-fields.js';
import { writeWhole } from '../write-whole.js';

/** A small JSON file of this project: what its `schema` member has to say. */
export interface DocumentKind {
  readonly schema: string;
  /** What it is, for messages, such as `list of baselines`. */
  readonly title: string;
  /** Whether it has what its readers rely on; somebody may have edited it by hand. */
  readonly isSound: (document: JsonFields) => boolean;
}

/** Whether a value is a list of objects that all fit. */
export function isListOf(value: unknown, fits: (each: JsonFields) => boolean): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((each: unknown) => {
    const fields = fieldsOf(each);
    return fields !== undefined && fits(fields);
  });
}

/**
 * Reads a small JSON document; undefined where there is none.
 * @throws AcodeError (exit 65) when it is damaged or of another schema: it was written by hand or by a newer version, and
 * must not be replaced by an empty one.
 */
export async function readDocument(file: string, { schema, title, isSound }: DocumentKind): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value = fieldsOf(parse(text));
  if (value?.['schema'] === schema && isSound(value)) return value;
  throw new AcodeError({
    code: 'DOCUMENT_DAMAGED',
    exitCode: EXIT.badData,
    message: `The ${title} ${file} is damaged or of another version of acode.`,
    hint: 'Move it away, or use the acode that wrote it.',
  });
}

/**
 * Writes a small JSON document, whole or not at all.
 * @throws AcodeError (exit 73; 74 for a full disk).
 */
export async function writeDocument(file: string, value: unknown): Promise<void> {
  try {
    await writeWhole(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new AcodeError({
      code: 'CANNOT_WRITE',
      exitCode: isFullDisk(error) ? EXIT.io : EXIT.cannotWrite,
      message: `${file} cannot be written: ${messageOf(error)}.`,
      cause: error,
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
