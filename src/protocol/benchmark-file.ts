/**
 * A file with benchmarks of one's own, as the processes speak of it. Such a file is code of somebody else's: only a
 * child process ever loads it.
 */
export interface BenchmarkFile {
  /** Absolute path. */
  readonly path: string;
  /** `sha256:` and the digest of the file's bytes; another digest is another benchmark. */
  readonly digest: string;
}
