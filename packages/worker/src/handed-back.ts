/** Thrown to the queue by a job that ends early because its process stops; the queue delivers it again. */
export class HandedBack extends Error {
  constructor(cause: unknown) {
    super('handed back because the worker stops', { cause });
    this.name = 'HandedBack';
  }
}
