/** What kept PostgreSQL from starting. The program that uses this library adds a remedy in its own words. */
export type PostgresProblemKind =
  /** No package with PostgreSQL's programs is installed for this machine. */
  | 'no-programs'
  /** A folder that the database needs cannot be made, read or written by this user. */
  | 'folder-unusable'
  /** The cluster belongs to another user of the machine. */
  | 'other-user'
  /** The cluster was made by another major version of PostgreSQL. */
  | 'other-major'
  /** The folder that the pointer file names is gone. */
  | 'location-lost'
  /** No folder with a path that is short enough can hold the socket. */
  | 'no-socket-folder'
  /** initdb failed. */
  | 'not-made'
  /** The server ended, or did not answer within two minutes. */
  | 'not-started'
  /** The server refuses the password that is kept beside the cluster. */
  | 'password-refused';

/** PostgreSQL cannot be started, and its operator can mend it. The message is a sentence without its full stop. */
export class PostgresProblem extends Error {
  override readonly name = 'PostgresProblem';
  readonly kind: PostgresProblemKind;

  constructor(kind: PostgresProblemKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What went wrong, as a part of a sentence: the message, or the code of an error of Node that has no message. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message !== '' ? error.message : codeOf(error);
}

/** The code that Node or PostgreSQL gave an error, such as EACCES or 28P01; the error's name when it has none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.name;
}
