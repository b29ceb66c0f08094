export { ClaimLost, OperationFailure, type RunContext, runClaimed } from './life-cycle/run-claimed.ts';
export { finalStatuses, isFinal, maxAttempts, type Status, statuses, transitions } from './life-cycle/status.ts';
export type { Claim, Operation, OperationKind, OperationService } from './operation.ts';
export { operationKinds } from './operation.ts';
export { createOperations } from './operation-service.ts';
export type { Claimed, NewOperation, Operations } from './operations.ts';
