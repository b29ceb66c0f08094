export type { Claim, Operation, OperationKind, OperationService, OperationStatus } from './operation.ts';
export {
  finalStatuses,
  maxAttempts,
  operationKinds,
  operationStatuses,
  operationTransitions,
} from './operation.ts';
export { createOperations } from './operation-service.ts';
export type { Claimed, NewOperation, Operations } from './operations.ts';
export { ClaimLost, OperationFailure, type RunContext, runClaimed } from './run-claimed.ts';
