/**
 * What an answer's form may have to be. Every constraint is checked by itself; counts are of the answer as it stands,
 * without reasoning.
 */
export type Constraint =
  | { readonly kind: 'words'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'sentences'; readonly min?: number; readonly max?: number }
  /** Lines with something on them. */
  | { readonly kind: 'lines'; readonly min?: number; readonly max?: number }
  /** Blocks of lines with blank lines between them. */
  | { readonly kind: 'paragraphs'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'characters'; readonly min?: number; readonly max?: number }
  /** List entries with `-`, `*`, `+` or `•`, outside of code. */
  | { readonly kind: 'bullets'; readonly min?: number; readonly max?: number }
  /** List entries with numbers that count up from 1. */
  | { readonly kind: 'numbered'; readonly min?: number; readonly max?: number }
  /** Headings with `#`, outside of code. */
  | { readonly kind: 'headings'; readonly texts?: readonly string[]; readonly level?: number; readonly count?: number }
  | { readonly kind: 'starts-with'; readonly text: string }
  | { readonly kind: 'ends-with'; readonly text: string }
  /** Whole words or phrases; case does not matter. */
  | { readonly kind: 'forbids'; readonly words: readonly string[] }
  /** Pieces of text that must not occur, such as a comma. */
  | { readonly kind: 'without'; readonly pieces: readonly string[] }
  /** A word that occurs a number of times, as a word of its own. */
  | { readonly kind: 'repeats'; readonly word: string; readonly min?: number; readonly max?: number }
  | { readonly kind: 'case'; readonly is: 'lower' | 'upper' }
  /** Most of the common words are of this language. */
  | { readonly kind: 'language'; readonly is: 'en' | 'de' | 'fr' | 'es' | 'it' }
  | { readonly kind: 'json-only' }
  /** Exactly one fenced block, and with `alone` nothing around it. */
  | { readonly kind: 'code-block'; readonly language?: string; readonly alone?: true }
  /** Every line with something on it begins so. */
  | { readonly kind: 'each-line'; readonly startsWith?: string; readonly maxWords?: number }
  /** Lines in alphabetical order. */
  | { readonly kind: 'sorted-lines' }
  /** Of each list one phrase has to occur (see phrase.ts). */
  | { readonly kind: 'says'; readonly all: readonly (readonly string[])[] };

/** An answer's form is asked for. All constraints have to be met. */
export interface ConstraintsRule {
  readonly kind: 'constraints';
  readonly constraints: readonly Constraint[];
}
