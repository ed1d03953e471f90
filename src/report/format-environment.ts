import type { EnvironmentRecord } from '../protocol/environment.js';
import { environmentText } from './environment-text.js';
import { wrapText } from './wrap-text.js';

/** The machine a run was made on, in as few lines as the width allows. */
export function formatEnvironment(environment: EnvironmentRecord, width: number): string[] {
  return wrapText(environmentText(environment), { width, indent: '  ' });
}
