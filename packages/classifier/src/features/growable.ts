/** Numbers whose count is not known before: an array that grows by half when full. */
export class Growable<T extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>> {
  #values: T;
  readonly #create: (length: number) => T;
  /** How many are in use; written by whoever fills the array that `reserve` gave. */
  size = 0;

  /** @param create an array of so many zeros */
  constructor(create: (length: number) => T) {
    this.#create = create;
    this.#values = create(4096);
  }

  /** The array, with room for `more` behind the first `size`; a later call may replace it. */
  reserve(more: number): T {
    const needed = this.size + more;
    if (needed > this.#values.length) {
      const larger = this.#create(Math.max(needed, Math.floor(this.#values.length * 1.5)));
      larger.set(this.#values.subarray(0, this.size));
      this.#values = larger;
    }
    return this.#values;
  }

  /** The array; valid up to `size`. */
  get values(): T {
    return this.#values;
  }
}
