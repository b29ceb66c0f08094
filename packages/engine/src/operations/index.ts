export type { Claim, Operation, OperationKind, OperationService, OperationStatus } from './operation.ts';
export {
  finalStatuses,
  maxAttempts,
  operationKinds,
  operationStatuses,
  operationTransitions,
  systemActor,
} from './operation.ts';
export { createOperations } from './operation-service.ts';
export type { Claimed, NewOperation, Operations, OperationsDeps } from './operations.ts';
export { ClaimLost, OperationFailure, type RunContext, runClaimed } from './run-claimed.ts';
