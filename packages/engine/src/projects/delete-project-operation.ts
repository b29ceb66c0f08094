import { defineOperation, noMembers, noProgress, type OperationOf } from '../operations/index.ts';

export const deleteProjectOperation = defineOperation({
  kind: 'delete-project',
  request: noMembers,
  progress: noProgress,
  result: noMembers,
});
export type DeleteProjectOperation = OperationOf<typeof deleteProjectOperation>;
