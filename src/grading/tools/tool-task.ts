import type { JsonValue } from '../../protocol/json.js';
import type { ToolDefinition } from '../../protocol/chat.js';

/** How a value is compared with what was expected (docs/tool-calls.md). Plain data, so that an item can be hashed. */
export type Matcher =
  /** Deep equality: the order of keys does not matter, −0 equals 0. For numbers, identifiers, code, paths, commands. */
  | { readonly kind: 'exact'; readonly value: JsonValue }
  /** Prose: equal after NFC, trimming, collapsing white space and folding case. */
  | { readonly kind: 'text'; readonly value: string }
  /** Any of several ways to be right. */
  | { readonly kind: 'one-of'; readonly of: readonly Matcher[] }
  /** A text that a regular expression (flag `u`, and `i` where asked for) finds something in. */
  | { readonly kind: 'regex'; readonly pattern: string; readonly ignoreCase?: boolean }
  /** A number within a distance. */
  | { readonly kind: 'number'; readonly value: number; readonly tolerance: number }
  /** A list whose order does not matter; as many members, each met once. */
  | { readonly kind: 'set'; readonly of: readonly Matcher[] }
  /** A list whose order matters. */
  | { readonly kind: 'list'; readonly of: readonly Matcher[] }
  /** An object with these members, compared like a call's arguments. */
  | { readonly kind: 'object'; readonly members: ExpectedArguments }
  /** A text that holds every one of these, compared as prose. */
  | { readonly kind: 'contains'; readonly texts: readonly string[] }
  /** A path: equal after dropping `./`, doubled and closing slashes; case matters. */
  | { readonly kind: 'path'; readonly value: string }
  /** A file's text: equal line by line, whatever stands at the end of its lines and of the file. */
  | { readonly kind: 'lines'; readonly value: string }
  | { readonly kind: 'any' };

/** One argument as it is expected. */
export interface ExpectedArgument {
  readonly match: Matcher;
  /** May be left out. An argument whose schema `default` is right may be left out without this, too. */
  readonly optional?: boolean;
}

export type ExpectedArguments = Readonly<Record<string, ExpectedArgument>>;

/** One call as it is expected. An argument that is not named here is wrong, unless it has its schema's `default`. */
export interface ExpectedCall {
  readonly name: string;
  readonly arguments: ExpectedArguments;
  /** Arguments that are looked at on neither side. */
  readonly ignore?: readonly string[];
}

/** One call as the BFCL answer files have it: every parameter with its accepted values; `""` among them: may be omitted. */
export interface AcceptedCall {
  readonly name: string;
  readonly accepted: Readonly<Record<string, readonly JsonValue[]>>;
}

/** Why no tool may be called. */
export type NoCallReason = 'no-tool' | 'missing-information' | 'tool-withdrawn';

/** What a right answer does with its tools. */
export type ToolExpectation =
  | {
      readonly kind: 'calls';
      readonly calls: readonly ExpectedCall[];
      /** The calls are compared position by position; otherwise their order does not matter. */
      readonly ordered?: boolean;
      /** Arguments that neither schema nor expectation know are let through. Refused unless told. */
      readonly extra?: 'refuse' | 'allow';
    }
  | {
      /** Calls nothing, and says something. */
      readonly kind: 'no-call';
      readonly reason: NoCallReason;
      /** What the text must hold, all of it, to be more than words: the strict score asks for it. */
      readonly says?: readonly Matcher[];
    }
  /** BFCL's checker for its own files (docs/tool-calls.md), so that its published numbers can be met. */
  | { readonly kind: 'bfcl'; readonly calls: readonly AcceptedCall[] }
  /** BFCL's irrelevance: right when no call can be read, even out of garbage. Its relevance: right when any can. */
  | { readonly kind: 'bfcl-irrelevance' }
  | { readonly kind: 'bfcl-relevance' };

/** What one answer is judged by: the tools as they were meant, with their own names, and what was expected. */
export interface ToolTask {
  readonly tools: readonly ToolDefinition[];
  readonly expect: ToolExpectation;
}

/** Tools through the backend's interface, or described in the system prompt with a call form of ours. */
export type ToolMode = 'native' | 'prompt';
