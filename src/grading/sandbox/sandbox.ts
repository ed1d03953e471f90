/** How well a program is kept apart from this machine, best first (docs/sandbox.md). */
export type SandboxTier = 'A' | 'B' | 'C' | 'D' | 'E';

/** A place in which a program that nobody trusts can be run. */
export interface Sandbox {
  readonly tier: SandboxTier;
  /** Printed in every result, such as `A: bubblewrap`. */
  readonly label: string;
}
