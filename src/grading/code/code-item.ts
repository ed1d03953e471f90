import type { CodeValue } from './code-value.js';

/** A language that candidates are run in. */
export type CodeLanguage = 'javascript' | 'typescript' | 'python';

/**
 * A call of the entry point that the model never sees: `entryPoint(...args)` gives `returns`.
 *
 * Expected values are stored and not taken from a run of the reference, so that an item says twice and independently what
 * is right: a reference that deviates is found (the item is then `invalid`), and a verdict formed today can be formed again
 * on a machine whose tool chain computes otherwise. Only imported data sets that bring no expected values leave `returns`
 * out: the reference's own value, computed once in the sandbox, takes its place.
 */
export interface CallTest {
  readonly args: readonly CodeValue[];
  /** What comes back; `{"$throws": "TypeError"}` where the call is to throw. */
  readonly returns?: CodeValue;
}

/**
 * A script of calls on instances of a class that the model never sees. A step is a name and its arguments:
 * `["new", [..]]` makes the instance that later steps use (and replaces an earlier one), `["push", [1]]` calls a method,
 * `[".size", []]` reads a property.
 */
export interface ScriptTest {
  readonly steps: readonly (readonly [name: string, args: readonly CodeValue[]])[];
  /**
   * What each step gives, one value a step. A step `new` gives null; one that is to throw gives `{"$throws": "RangeError"}`.
   * A method without a result gives `{"$undefined": true}` in JavaScript and null in Python.
   */
  readonly returns?: readonly CodeValue[];
}

/** How a returned value is compared with the expected one (see `src/grading/code/same-value.ts` for the rules). */
export interface Equality {
  /** Largest absolute difference of two numbers of which one has a fraction; 1e-6 unless told. */
  readonly atol?: number;
  /** The order of the outermost list does not matter; repeated elements count. */
  readonly unordered?: boolean;
  /** `anyOf`: `returns` is a list of accepted values. `notNull`: any value but null and undefined is accepted. */
  readonly oracle?: 'anyOf' | 'notNull';
}

/** What every task has, in whatever way it is answered. Plain JSON, so that it can be hashed and shown. */
interface CodeTask {
  /** Unique among all items, in kebab case, and never given to another task later. */
  readonly id: string;
  readonly language: CodeLanguage;
  /**
   * The task in prose, with the exact names and signatures. How to answer (one fenced block, nothing run, the given program)
   * is added by the benchmark and is not repeated here.
   */
  readonly prompt: string;
  /** The name that tests use: a function, or a class when the tests are scripts. */
  readonly entryPoint: string;
  /** Never shown to a model. All of them are {@link CallTest}s or all are {@link ScriptTest}s. */
  readonly tests: readonly CallTest[] | readonly ScriptTest[];
  readonly equality?: Equality;
  /** Taken up by the report, such as `easy`. */
  readonly tags?: readonly string[];
}

/** A function or a class to be written from its description. */
export interface WriteItem extends CodeTask {
  readonly kind: 'function' | 'class';
  /** A whole program that passes. */
  readonly reference: string;
  /** Whole programs that look right and must fail. */
  readonly wrong: readonly string[];
}

/** A program with a fault, to be given back whole and right. */
export interface FixItem extends CodeTask {
  readonly kind: 'fix';
  /** The faulty program; shown to the model, and must itself fail. */
  readonly given: string;
  readonly reference: string;
  readonly wrong: readonly string[];
}

/** Files by their path, which is relative and has forward slashes. */
export type CodeFiles = Readonly<Record<string, string>>;

/** Given files of which some are to be changed; the model gives back every changed file whole. */
export interface EditItem extends CodeTask {
  readonly kind: 'edit';
  /** Shown to the model. JavaScript and TypeScript files are modules that import each other with their file names. */
  readonly files: CodeFiles;
  /** The file that defines the entry point. */
  readonly entryFile: string;
  /** Paths that may be changed or added; every other file has to stay as it is. */
  readonly editable: readonly string[];
  /** Texts that must stay, word for word, in the entry file: what the edit has no business with. */
  readonly keeps?: readonly string[];
  /** The changed files of a right answer. */
  readonly reference: CodeFiles;
  /** Changed files that look right and must fail. */
  readonly wrong: readonly CodeFiles[];
}

/** A task whose answer is a program that is run. */
export type CodeItem = WriteItem | FixItem | EditItem;
