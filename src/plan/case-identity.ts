import { createHash } from 'node:crypto';
import type { GraderIdentity } from './plan.js';
import type { CaseParameters } from '../protocol/messages.js';
import { canonicalJson } from './canonical-json.js';

/** Raised when the way of hashing changes, so that ids of two schemes never meet. */
const IDENTITY_SCHEME = 1;

/** What makes a case the same case; timeouts and iteration counts are not part of it. */
export interface CaseIdentity {
  readonly benchmark: string;
  readonly benchmarkVersion: number;
  readonly target: string;
  /** How many targets before this one are the very same model; absent for the first. */
  readonly twin?: number;
  readonly parameters: CaseParameters;
  /** Digest of the file of a benchmark that is not built in: a changed file measures something else. */
  readonly fileDigest?: string;
  /** Who judges: an answer that another grader was meant to read is another case. */
  readonly grader?: GraderIdentity;
}

/**
 * Id of a case: the benchmark's name and 12 hexadecimal digits of the SHA-256 of its identity. Readable in logs and
 * stable across runs, machines and plan orders.
 */
export function caseId(identity: CaseIdentity): string {
  const digest = createHash('sha256')
    .update(canonicalJson({ scheme: IDENTITY_SCHEME, ...identity }))
    .digest('hex');
  return `${identity.benchmark}-${digest.slice(0, 12)}`;
}
