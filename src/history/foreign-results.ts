import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../errors.js';
import type { ForeignResult } from '../report/import/foreign-result.js';
import { fieldsOf, numbersOf, textOf, type JsonFields } from '../report/import/json-fields.js';
import { isListOf, readDocument, type DocumentKind } from './read-document.js';

const KIND: DocumentKind = {
  schema: 'acode-foreign/1',
  title: 'result of another tool',
  isSound: ({ results }) => isListOf(results, isForeignResult),
};

function isForeignResult(each: JsonFields): boolean {
  const metrics = fieldsOf(each['metrics']);
  return (
    textOf(each, 'tool') !== undefined &&
    textOf(each, 'model') !== undefined &&
    fieldsOf(each['parameters']) !== undefined &&
    metrics !== undefined &&
    Object.keys(metrics).every((metric) => numbersOf(metrics, metric) !== undefined)
  );
}

/** Where the results of other tools lie that were imported. */
export function foreignDir(dataDir: string): string {
  return path.join(dataDir, 'foreign');
}

/** Names of the results kept, such as `llama-bench-0a1b2c3d4e5f`. */
export async function listForeign(dataDir: string): Promise<string[]> {
  try {
    const names = await readdir(foreignDir(dataDir));
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * The results kept under a name; undefined where there is none.
 * @throws AcodeError (exit 65) when the file is damaged.
 */
export async function readForeign(dataDir: string, name: string): Promise<readonly ForeignResult[] | undefined> {
  if (!(await listForeign(dataDir)).includes(name)) return undefined;
  const document = await readDocument(path.join(foreignDir(dataDir), `${name}.json`), KIND);
  return document === undefined ? undefined : (document as { readonly results: readonly ForeignResult[] }).results;
}
