import { type Static, Type } from 'typebox';
import type { ModelEvaluation } from '../models/index.ts';

/** So many documents, and the first of their names. */
const NamedDocuments = Type.Object({ count: Type.Integer(), names: Type.Array(Type.String()) });

/** What came of a training. Members after the first two are absent in jobs of older program versions. */
export const TrainingResult = Type.Object({
  modelId: Type.String(),
  modelName: Type.String(),
  trained: Type.Optional(Type.Integer()),
  tested: Type.Optional(Type.Integer()),
  /** What the metrics are of. */
  measuredOn: Type.Optional(Type.Enum(['test', 'cross-validation', 'nothing'])),
  leftOut: Type.Optional(
    Type.Object({
      /** Assigned to test, while the split is by percentage. */
      assignedToTest: NamedDocuments,
      unlabelled: NamedDocuments,
      /** Trained on, but only the first 20,000 characters were read. */
      cutForFeatures: NamedDocuments,
    }),
  ),
  /** Test documents that are copies of training documents. */
  copiesAcrossSplit: Type.Optional(NamedDocuments),
});
export type TrainingResult = Static<typeof TrainingResult>;

/** What a training's job says of the documents. */
export function documentsOf({
  counts,
  measuredOn,
  leftOut,
  copiesAcrossSplit,
}: ModelEvaluation): Omit<TrainingResult, 'modelId' | 'modelName'> {
  const { trained, tested } = counts;
  const named = ({ count, names }: { readonly count: number; readonly names: readonly string[] }) => {
    return { count, names: [...names] };
  };
  return {
    trained,
    tested,
    ...(measuredOn === undefined ? {} : { measuredOn }),
    ...(leftOut === undefined
      ? {}
      : {
          leftOut: {
            assignedToTest: named(leftOut.assignedToTest),
            unlabelled: named(leftOut.unlabelled),
            cutForFeatures: named(leftOut.cutForFeatures),
          },
        }),
    ...(copiesAcrossSplit === undefined ? {} : { copiesAcrossSplit: named(copiesAcrossSplit.documents) }),
  };
}
