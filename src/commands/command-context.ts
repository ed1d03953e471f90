import type { EnvironmentSettings } from '../config.js';

/** What every verb gets: the environment's settings and the streams to write to. */
export interface CommandContext {
  readonly settings: EnvironmentSettings;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** The verb's verdict; 0 unless set. */
  setExitCode(code: number): void;
}
