/** A whole file cannot be read; `message` says why and where, without any of its text. */
export class FileProblem extends Error {
  /** The same without the place, for who reads a file part by part and knows the place better. */
  readonly rule: string;

  constructor(message: string, rule = message) {
    super(message);
    this.name = 'FileProblem';
    this.rule = rule;
  }
}
