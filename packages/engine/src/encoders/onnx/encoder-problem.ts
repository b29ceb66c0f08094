/** Why a user's encoder cannot be used, as the second half of a sentence that names the encoder. */
export class EncoderProblem extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'EncoderProblem';
  }
}
