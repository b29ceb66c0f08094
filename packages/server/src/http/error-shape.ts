import type { AzureErrorResponse, V1Error } from '@taxon/contract';
import type { Fault } from './fault.ts';

/** What an error shape may say beside the refusal itself. */
interface RefusedRequest {
  readonly requestId: string;
  /** The request asked how far long-running work is. */
  readonly asksForJob: boolean;
}

/** How one door writes a refusal. */
export type ErrorShape = (
  fault: Fault,
  about: RefusedRequest,
) => {
  readonly contentType: string;
  readonly body: AzureErrorResponse | V1Error;
};
