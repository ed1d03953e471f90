import type { CaseReason } from '../journal/records.js';
import type { Target } from '../protocol/target.js';
import { ServerFailure, TargetServer } from './target-server.js';

/** A server is started anew so often for one target in a sitting; then its cases fail. */
const MAX_STARTS = 4;

/** How a target can be reached now. */
export type Reachable =
  | { readonly kind: 'ready'; readonly target: Target; readonly server?: TargetServer }
  | { readonly kind: 'failed'; readonly reason: CaseReason }
  | { readonly kind: 'interrupted' };

/** Keeps at most one of the servers that a run starts alive: a machine that holds two models measures neither. */
export class ServerKeeper implements AsyncDisposable {
  readonly #signal: AbortSignal;
  readonly #starts = new Map<string, number>();
  #current: { readonly target: string; readonly server: TargetServer } | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** The target as a worker reaches it, with its server started, restarted or left alone. */
  async reach(target: Target): Promise<Reachable> {
    const { spec } = target;
    const launch = spec.kind === 'openai' ? spec.launch : undefined;
    if (spec.kind !== 'openai' || launch === undefined) {
      await this.#stop();
      return { kind: 'ready', target };
    }
    if (this.#current?.target !== target.name || !this.#current.server.alive) {
      const lastWords = this.#current?.server.alive === false ? this.#current.server.crashReason() : undefined;
      await this.#stop();
      const starts = (this.#starts.get(target.name) ?? 0) + 1;
      if (lastWords !== undefined && starts > MAX_STARTS) return { kind: 'failed', reason: lastWords };
      this.#starts.set(target.name, starts);
      try {
        this.#current = { target: target.name, server: await TargetServer.start(spec, launch, this.#signal) };
      } catch (error) {
        if (error instanceof ServerFailure) return { kind: 'failed', reason: error.reason };
        if (this.#signal.aborted) return { kind: 'interrupted' };
        throw error;
      }
    }
    const { server } = this.#current;
    return { kind: 'ready', target: { ...target, spec: await server.spec() }, server };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }

  async #stop(): Promise<void> {
    await this.#current?.server.close();
    this.#current = undefined;
  }
}
