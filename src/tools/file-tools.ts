import type { JsonObject } from '../protocol/json.js';
import { optionalText, textArgument, ToolRefusal } from './tool-state.js';
import type { WorkspaceFiles } from './workspace-files.js';
import { workspacePath } from './workspace-path.js';

/** Lines that a search gives at most. */
const MAX_HITS = 50;

export function readFile(files: WorkspaceFiles, given: JsonObject): string {
  return files.read(textArgument(given, 'path'));
}

export function writeFile(files: WorkspaceFiles, given: JsonObject): string {
  const [path, text] = [textArgument(given, 'path'), textArgument(given, 'content')];
  files.write(path, text);
  return `wrote ${Buffer.byteLength(text)} bytes to ${workspacePath(path)}`;
}

export function listFiles(files: WorkspaceFiles, given: JsonObject): string {
  const paths = pathsUnder(files, optionalText(given, 'path') ?? '.');
  return paths.length === 0 ? 'no files' : paths.join('\n');
}

/** Lines that hold a text, as `path:line: text`. */
export function searchText(files: WorkspaceFiles, given: JsonObject): string {
  const text = textArgument(given, 'text');
  if (text === '') throw new ToolRefusal('"text" is empty');
  const hits = pathsUnder(files, optionalText(given, 'path') ?? '.').flatMap((path) => linesWith(files, path, text));
  if (hits.length === 0) return 'no matches';
  const more = hits.length > MAX_HITS ? [`and ${hits.length - MAX_HITS} more`] : [];
  return [...hits.slice(0, MAX_HITS), ...more].join('\n');
}

/** Replaces a text that stands in a file exactly once. */
export function applyPatch(files: WorkspaceFiles, given: JsonObject): string {
  const path = textArgument(given, 'path');
  const [before, after] = [textArgument(given, 'old'), textArgument(given, 'new')];
  const text = files.read(path);
  const at = before === '' ? -1 : text.indexOf(before);
  if (at < 0) throw new ToolRefusal('the text in "old" does not stand in the file');
  if (text.indexOf(before, at + 1) >= 0) throw new ToolRefusal('the text in "old" stands in the file more than once');
  files.write(path, `${text.slice(0, at)}${after}${text.slice(at + before.length)}`);
  return `patched ${workspacePath(path)}`;
}

/** The paths of a folder, or of one file. @throws ToolRefusal */
export function pathsUnder(files: WorkspaceFiles, given: string): string[] {
  const folder = workspacePath(given);
  if (folder === '') return files.paths();
  const paths = files.paths().filter((path) => path === folder || path.startsWith(`${folder}/`));
  if (paths.length === 0) throw new ToolRefusal(`there is no file or folder "${folder}"`);
  return paths;
}

function linesWith(files: WorkspaceFiles, path: string, text: string): string[] {
  return linesOf(files.read(path)).flatMap((line, at) => (line.includes(text) ? [`${path}:${at + 1}: ${line}`] : []));
}

/** The lines of a text; the one behind a closing line break is none. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
