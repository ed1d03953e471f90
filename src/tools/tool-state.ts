import type { JsonObject, JsonValue } from '../protocol/json.js';

/** What a script of a workspace says, and when. The first answer whose conditions all hold is given. */
export interface ScriptAnswer {
  readonly when: readonly {
    readonly file: string;
    /** The file holds this text. */
    readonly has?: string;
    /** The file does not hold this text, or is not there. */
    readonly lacks?: string;
  }[];
  readonly says: string;
}

/** What the user answers when a question speaks of something. */
export interface UserAnswer {
  /** Any of these words in the question, whatever their case. */
  readonly about: readonly string[];
  readonly answer: string;
}

/**
 * The world that tools work on: plain JSON, so that calls can be replayed on it. Files may also lie in a scratch folder
 * while calls are made for real; everything else is only here.
 */
export interface ToolState {
  /** Texts by their paths within the workspace. */
  readonly files: Readonly<Record<string, string>>;
  /** Commands of the project, such as `npm test`. */
  readonly scripts: Readonly<Record<string, readonly ScriptAnswer[]>>;
  readonly user: readonly UserAnswer[];
  /** Records by their ids. */
  readonly tickets: Readonly<Record<string, JsonObject>>;
  readonly events: Readonly<Record<string, JsonObject>>;
}

/** A state of which only some parts are told; the others are empty. */
export function toolState(parts: Partial<ToolState>): ToolState {
  return { files: {}, scripts: {}, user: [], tickets: {}, events: {}, ...parts };
}

/** A call that can be made: a name and arguments as JSON. */
export interface PlainCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** What a tool cannot do, in words for the model; its result is then `error: …`. */
export class ToolRefusal extends Error {}

/** A text among arguments. @throws ToolRefusal */
export function textArgument(given: JsonObject, name: string): string {
  const value = optional(given, name);
  if (typeof value !== 'string') throw new ToolRefusal(`"${name}" must be a text`);
  return value;
}

/** A text that may be left out. @throws ToolRefusal */
export function optionalText(given: JsonObject, name: string): string | undefined {
  return optional(given, name) === undefined ? undefined : textArgument(given, name);
}

/** A whole number of at least 0. @throws ToolRefusal */
export function countArgument(given: JsonObject, name: string): number {
  const value = optional(given, name);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new ToolRefusal(`"${name}" must be a whole number`);
  }
  return value;
}

function optional(given: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}
