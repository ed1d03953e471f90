/** How one thing stands that a run needs, or can use. */
export interface Diagnosis {
  readonly name: string;
  /** `missing`: something can be done without, and what cannot be done says so. `broken`: nothing can be trusted. */
  readonly status: 'fine' | 'missing' | 'broken';
  readonly detail: string;
  /** What to do; absent for what is fine. */
  readonly remedy?: string;
}
