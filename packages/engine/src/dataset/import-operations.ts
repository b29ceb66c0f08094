import { Type } from 'typebox';
import { roles } from '../access/index.ts';
import { rowFormats } from '../files/index.ts';
import { defineOperation, type OperationOf } from '../operations/index.ts';

export const importRowsOperation = defineOperation({
  kind: 'import-rows',
  request: Type.Object({ format: Type.Enum(rowFormats) }),
  progress: Type.Object({ imported: Type.Integer(), failed: Type.Integer() }),
  result: Type.Object({
    rows: Type.Integer(),
    imported: Type.Integer(),
    failed: Type.Integer(),
    /** Errors and warnings beyond those that are named. */
    omittedIssues: Type.Integer(),
  }),
});
export type ImportRowsOperation = OperationOf<typeof importRowsOperation>;

export const importLabelsFileOperation = defineOperation({
  kind: 'import',
  /** What the key that asked for the import reaches. `projects` absent: all. */
  request: Type.Object({ role: Type.Enum(roles), projects: Type.Optional(Type.Array(Type.String())) }),
  progress: Type.Object({ documents: Type.Integer(), imported: Type.Integer() }),
  result: Type.Object({
    documents: Type.Integer(),
    imported: Type.Integer(),
    failed: Type.Integer(),
    classes: Type.Integer(),
    /** Errors and warnings beyond those that are named. */
    omittedIssues: Type.Integer(),
  }),
});
export type ImportLabelsFileOperation = OperationOf<typeof importLabelsFileOperation>;
