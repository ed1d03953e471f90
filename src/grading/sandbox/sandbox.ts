/** How well a program is kept apart from this machine, best first (docs/sandbox.md). */
export type SandboxTier = 'A' | 'B' | 'C' | 'D' | 'E';

/** A program that nobody trusts, and how far it may go. */
export interface SandboxedProgram {
  readonly interpreter: 'node' | 'python';
  /** Files by relative path, with forward slashes; they are the program's working folder, which it cannot change in tiers A and B. */
  readonly files: Readonly<Record<string, string>>;
  /** Further files of the working folder, copied from this machine: relative path to absolute path. */
  readonly copies?: Readonly<Record<string, string>>;
  /** The file that is run. */
  readonly main: string;
  /** Handed over on the standard input, which then ends. */
  readonly stdin: string;
  /** What departs from {@link RUN_LIMITS}. */
  readonly limits?: Partial<RunLimits>;
}

/** How far a program may go. */
export interface RunLimits {
  /** Everything together, start of the interpreter included. */
  readonly wallMs: number;
  /** Longest time between two writes on the answer channel: the limit of one test. The first write may take longer. Infinity: there is none. */
  readonly silentMs: number;
  /** Processor time; a backstop behind the two above. */
  readonly cpuSeconds: number;
  /**
   * Address space of each process, and for Node a heap of a quarter of it. On Linux all of its processes together may hold
   * so much, and this machine may lose twice as much meanwhile (see memory-watch.ts).
   */
  readonly memoryBytes: number;
  /** Of each of stdout and stderr; the program is killed when one of them has more. */
  readonly outputBytes: number;
  /** Of the answer channel, likewise. */
  readonly answerBytes: number;
  /** Of one file, and of the scratch folder as a whole where the tier can limit that. */
  readonly fileBytes: number;
  /** Processes and threads. */
  readonly processes: number;
}

/** GRADING C6. */
export const RUN_LIMITS: RunLimits = Object.freeze({
  wallMs: 60_000,
  silentMs: Infinity,
  cpuSeconds: 60,
  memoryBytes: 2 * 1024 ** 3,
  outputBytes: 64 * 1024,
  answerBytes: 16 * 1024 ** 2,
  fileBytes: 16 * 1024 ** 2,
  processes: 64,
});

/** Why a program was killed before it ended by itself. */
export type KilledBy = 'wall' | 'silence' | 'cpu' | 'output' | 'answer' | 'memory';

/** What a run left. Texts are what the program wrote and are as trustworthy as the program. */
export interface SandboxRun {
  /** Null when a signal ended it. */
  readonly exit: number | null;
  readonly signal: string | null;
  readonly killedBy?: KilledBy;
  /** At most `outputBytes`; what is no UTF-8 is replaced. */
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote on its answer channel, file descriptor 3. */
  readonly answer: string;
  readonly wallMs: number;
}

/** A place in which a program that nobody trusts can be run. */
export interface Sandbox {
  readonly tier: SandboxTier;
  /** Printed in every result, such as `A: bubblewrap`. */
  readonly label: string;
  /**
   * Runs a program and returns when nothing of it is left, neither a process nor a file.
   * @throws AcodeError (`SANDBOX`) when the program could not be put into the sandbox: it was then not run at all;
   * (`NO_INTERPRETER`) when there is no such interpreter; the signal's reason when it was aborted.
   */
  run(program: SandboxedProgram, signal: AbortSignal): Promise<SandboxRun>;
}
