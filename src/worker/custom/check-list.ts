/** The labels by which a sample tells its checks. */
export const PASSED_LABEL = 'passed: ';
export const FAILED_LABEL = 'failed: ';

/** The checks of one iteration, in the order they were made. */
export class CheckList {
  readonly #checks: { readonly name: string; readonly passed: boolean }[] = [];

  /** Notes a check and returns whether it passed. */
  note(name: string, passed: boolean): boolean {
    this.#checks.push({ name, passed });
    return passed;
  }

  /**
   * `passRate`: checks passed / checks made. `passed`: 1 when all passed, else 0, which comparisons of pass rates read.
   * Nothing for an iteration without checks.
   */
  metrics(): Record<string, number> {
    if (this.#checks.length === 0) return {};
    const passed = this.#checks.filter((check) => check.passed).length;
    return { passRate: passed / this.#checks.length, passed: passed === this.#checks.length ? 1 : 0 };
  }

  labels(): string[] {
    return this.#checks.map(({ name, passed }) => `${passed ? PASSED_LABEL : FAILED_LABEL}${name}`);
  }
}
