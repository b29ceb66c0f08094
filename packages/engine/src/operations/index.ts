export type { Claim, Operation, OperationKind, OperationService, OperationStatus } from './operation.ts';
export { finalStatuses, operationKinds, operationStatuses, operationTransitions } from './operation.ts';
