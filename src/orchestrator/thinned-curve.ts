/** A long case's curve keeps at most this many points, evenly spread over its time. */
const MAX_POINTS = 300;

/** A curve of bounded size: when it is full, every other point goes, and from then on only every other look is kept. */
export class ThinnedCurve {
  #points: (readonly [ms: number, bytes: number])[] = [];
  /** Looks per kept point. */
  #stride = 1;
  #looks = 0;

  get points(): readonly (readonly [ms: number, bytes: number])[] {
    return this.#points;
  }

  add(ms: number, bytes: number): void {
    if (this.#looks % this.#stride === 0) this.#points.push([ms, bytes]);
    this.#looks += 1;
    if (this.#points.length <= MAX_POINTS) return;
    this.#points = this.#points.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }
}
