/** An array of numbers whose length is not known beforehand. When it is full, it grows by half. */
export class Growable<T extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>> {
  #values: T;
  readonly #create: (length: number) => T;
  /** How many numbers are in use. The caller sets it after it has filled the array that `reserve` returned. */
  size = 0;

  /** @param create makes an array of so many zeros */
  constructor(create: (length: number) => T) {
    this.#create = create;
    this.#values = create(4096);
  }

  /** Returns the array, with space for `more` numbers after the first `size`. A later call may return another array. */
  reserve(more: number): T {
    const needed = this.size + more;
    if (needed > this.#values.length) {
      const larger = this.#create(Math.max(needed, Math.floor(this.#values.length * 1.5)));
      larger.set(this.#values.subarray(0, this.size));
      this.#values = larger;
    }
    return this.#values;
  }

  /** The array. Its numbers are valid up to `size`. */
  get values(): T {
    return this.#values;
  }
}
