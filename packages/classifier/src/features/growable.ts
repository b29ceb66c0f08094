/** A typed array that grows by half when full; used where the final size is not known before. */
export class GrowableInt32 {
  #values = new Int32Array(4096);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(value: number): void {
    if (this.#size === this.#values.length) {
      const larger = new Int32Array(Math.floor(this.#values.length * 1.5));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#size++] = value;
  }

  /** The backing array; valid up to `size`, replaced when it grows. */
  get values(): Int32Array {
    return this.#values;
  }
}
