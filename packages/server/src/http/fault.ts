import type { AzureErrorCode, AzureInnerErrorCode } from '@taxon/contract';
import type { ErrorCode, ErrorParameters } from '@taxon/engine';
import type { DoorErrorCode } from './door-errors.ts';

/** A refusal before a door has put it into its own shape. Messages are safe to show: no text of a document, no key. */
export interface Fault {
  readonly status: number;
  /** `401`, `403` and `404` are what Azure's gateway says before the service itself is reached. */
  readonly azure: AzureErrorCode | '401' | '403' | '404';
  /** What is wrong here: the field, the rule and the value. */
  readonly message: string;
  /** The values that the message names, for a door that has a sentence of its own. */
  readonly parameters?: ErrorParameters;
  /** Azure's doors: the inner error has this code and the message, the outer one has `outerMessage`. */
  readonly inner?: AzureInnerErrorCode;
  readonly outerMessage?: string;
  /** `/v1`: the stable code, and the member of the request it is about. */
  readonly code: ErrorCode | DoorErrorCode;
  readonly field?: string;
  readonly retryAfterSeconds?: number;
}

/** Ends a request with a refusal of the door itself; refusals by a rule of the product are `EngineError`s. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'FaultError';
    this.fault = fault;
  }
}
