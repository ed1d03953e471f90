/**
 * A file with benchmarks of one's own, as the processes speak of it. Such a file is code of somebody else's: only a
 * child process ever loads it.
 */
export interface BenchmarkFile {
  /** Absolute path. */
  readonly path: string;
  /** `sha256:` and the digest of the file's bytes; another digest is another benchmark. */
  readonly digest: string;
  /** How a data set is read; absent for a file that holds benchmarks. A data set's digest is that of `src/datasets`. */
  readonly dataset?: DatasetReading;
}

/** How the file of a data set is read. */
export interface DatasetReading {
  /** Records that cannot be used are left out; otherwise the file is refused. */
  readonly skipBad: boolean;
}
