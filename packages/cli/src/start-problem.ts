/**
 * Something that keeps Taxon from starting and that its operator can mend. The message is one whole sentence, made to
 * be printed as it is; the cause, if any, is for the log.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
