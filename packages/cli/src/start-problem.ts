/**
 * Something that keeps Taxon from starting and that its operator can mend. The message is whole sentences that are
 * printed as they are. The cause, if there is one, is for the log.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
