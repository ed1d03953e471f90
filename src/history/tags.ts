import path from 'node:path';
import { usageError } from '../errors.js';
import type { RunFolder } from '../orchestrator/run-folder.js';
import { readDocument, writeDocument, type DocumentKind } from './read-document.js';

/** What a user wrote on a run. A tagged run is never pruned. */
export interface RunTags {
  readonly tags: readonly string[];
  readonly note?: string;
}

/** What to change; a note of no characters is taken away. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly note?: string;
}

const KIND: DocumentKind = {
  schema: 'acode-tags/1',
  title: 'file of tags',
  isSound: ({ tags, note }) =>
    Array.isArray(tags) &&
    tags.every((tag) => typeof tag === 'string') &&
    (note === undefined || typeof note === 'string'),
};

/** Tags and note of a run; none for a run nobody wrote on. */
export async function readTags(folder: RunFolder): Promise<RunTags> {
  const document = await readDocument(tagsFile(folder), KIND);
  if (document === undefined) return { tags: [] };
  const { tags, note } = document as RunTags;
  return { tags, ...(note === undefined ? {} : { note }) };
}

/** Changes and stores tags and note of a run. */
export async function changeTags(folder: RunFolder, change: TagChange): Promise<RunTags> {
  const changed = applyTagChange(await readTags(folder), change);
  await writeDocument(tagsFile(folder), { schema: KIND.schema, ...changed });
  return changed;
}

/**
 * The tags after a change, sorted and each once.
 * @throws AcodeError (usage) for a tag that could not be typed as one word.
 */
export function applyTagChange(before: RunTags, { add, remove, note }: TagChange): RunTags {
  const invalid = add.find((tag) => !/^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u.test(tag));
  if (invalid !== undefined) {
    throw usageError(
      `"${invalid}" cannot be a tag.`,
      'Use one word of letters, digits and . _ : / - up to 64 characters.',
    );
  }
  const kept = before.tags.filter((tag) => !remove.includes(tag));
  const text = note ?? before.note ?? '';
  return { tags: [...new Set([...kept, ...add])].sort(), ...(text === '' ? {} : { note: text }) };
}

/** Where the tags of a run lie. */
function tagsFile(folder: RunFolder): string {
  return path.join(folder.dir, 'tags.json');
}
