import type { EnvironmentSettings } from '../config.js';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';

/** What every verb gets: the environment's settings and the streams to write to. */
export interface CommandContext {
  readonly settings: EnvironmentSettings;
  /** The configuration file, checked; empty when there is none. */
  readonly configuration: LoadedConfiguration;
  /** What --config named, as it was typed. */
  readonly configFlag?: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** The verb's verdict; 0 unless set. */
  setExitCode(code: number): void;
}
