import { withoutReasoning } from '../reasoning.js';
import type { CodeFiles, EditItem } from './code-item.js';
import { fencedBlocks, type FencedBlock } from './fenced-blocks.js';
import { withoutTerminalCodes } from './terminal-codes.js';

/** An edit as it was read out of an answer. */
export interface ExtractedFiles {
  /** The files that are given back otherwise than they were, by path. */
  readonly changed: CodeFiles;
  /** Why the answer's form is wrong. */
  readonly malformed?: string;
  /** What was changed and must not be. */
  readonly forbidden?: string;
  /** `named-fences`: blocks with a path; `only-fence`: the only block, for the only file that may be changed. */
  readonly method: string;
}

/**
 * Reads the changed files: fenced blocks that name a file behind their fence, in the line above it, or in a comment in
 * their first line. The last block of a file counts. One block without a name counts where only one file may be changed.
 */
export function extractFiles(answer: string, item: EditItem): ExtractedFiles {
  const { text } = withoutReasoning(withoutTerminalCodes(answer));
  const blocks = fencedBlocks(text);
  const known = [...new Set([...Object.keys(item.files), ...item.editable])];
  const named = blocks.flatMap((block) => {
    const path = pathOf(block, known);
    return path === undefined ? [] : [[path, withoutPathComment(block.text, path)] as const];
  });
  if (named.length > 0) return sorted(new Map(named), item, 'named-fences');
  const [only, ...others] = item.editable;
  const code = blocks.filter(({ text: content }) => content.trim() !== '');
  const [block, ...more] = code;
  if (block === undefined) return { changed: {}, method: 'none' };
  if (only === undefined || others.length > 0 || more.length > 0) {
    return { changed: {}, malformed: 'no block says which file it is', method: 'none' };
  }
  return sorted(new Map([[only, block.text]]), item, 'only-fence');
}

function sorted(found: ReadonlyMap<string, string>, item: EditItem, method: string): ExtractedFiles {
  const changes = [...found].filter(([path, text]) => item.files[path]?.trimEnd() !== text.trimEnd());
  const forbidden = changes.map(([path]) => path).filter((path) => !item.editable.includes(path));
  const changed = changes.filter(([path]) => item.editable.includes(path)).map(([path, text]) => [path, `${text}\n`]);
  return {
    changed: Object.fromEntries(changed) as CodeFiles,
    ...(forbidden.length === 0 ? {} : { forbidden: `${forbidden.join(', ')} was changed and must not be` }),
    method,
  };
}

function pathOf(block: FencedBlock, known: readonly string[]): string | undefined {
  const [first = ''] = block.text.split('\n', 1);
  const comment = /^\s*(?:\/\/|#|\/\*)/.test(first) ? first : '';
  for (const place of [block.info, block.before, comment]) {
    const words = place.slice(0, 300).split(/[^\w./-]+/);
    const path = words.map((word) => word.replace(/^\.\/|[.:]+$/g, '')).findLast((word) => known.includes(word));
    if (path !== undefined) return path;
  }
  return undefined;
}

/** A comment that only names the file is no part of it. */
function withoutPathComment(text: string, path: string): string {
  const [first = '', ...rest] = text.split('\n');
  const bare = first.replace(/^\s*(?:\/\/|#|\/\*)|\*\/\s*$/g, '').replace(/^(?:\s*(?:file|path)\s*:)?/i, '');
  return bare !== first && bare.trim() === path ? rest.join('\n') : text;
}
