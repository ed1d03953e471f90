import { ToolRefusal } from './tool-state.js';

/** Characters of a path, and folders above a file. */
const MAX_LENGTH = 200;
const MAX_DEPTH = 8;

/** One name in a path: plain characters, no dot at its end. Every file system takes it and keeps it as it is. */
const SEGMENT = /^[A-Za-z0-9_.@+-]*[A-Za-z0-9_@+-]$/;

/** Names that are devices somewhere, whatever follows their first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A path within the workspace in its only form: relative, without `.` segments; `` is the workspace itself. It cannot
 * leave the workspace on any system, and names that a file system would bend are refused. @throws ToolRefusal
 */
export function workspacePath(given: string): string {
  if (given.length > MAX_LENGTH) throw new ToolRefusal(`a path is longer than ${MAX_LENGTH} characters`);
  if (given.includes('\0')) throw new ToolRefusal('a path holds a zero character');
  if (given.startsWith('/') || given.startsWith('~') || /^[A-Za-z]:/.test(given)) {
    throw new ToolRefusal(`"${given}" is outside the workspace: only relative paths are possible`);
  }
  const segments = given.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) throw new ToolRefusal(`"${given}" could leave the workspace: ".." is not possible`);
  if (segments.length > MAX_DEPTH) throw new ToolRefusal(`"${given}" is deeper than ${MAX_DEPTH} folders`);
  const odd = segments.find((segment) => !SEGMENT.test(segment) || DEVICE.test(segment));
  if (odd !== undefined) throw new ToolRefusal(`"${odd}" is not possible as a name`);
  return segments.join('/');
}

/** A path of a file: {@link workspacePath}, but not the workspace itself. @throws ToolRefusal */
export function filePath(given: string): string {
  const path = workspacePath(given);
  if (path === '') throw new ToolRefusal(`"${given}" is no file`);
  return path;
}
