export type { Claim, Operation, OperationKind, OperationService } from './operation.ts';
export { operationKinds } from './operation.ts';
export { createOperations } from './operation-service.ts';
export type { Claimed, NewOperation, Operations } from './operations.ts';
export { ClaimLost, OperationFailure, type RunContext, runClaimed } from './run-claimed.ts';
export { finalStatuses, isFinal, maxAttempts, type Status, statuses, transitions } from './status.ts';
