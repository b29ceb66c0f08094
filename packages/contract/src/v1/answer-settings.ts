import { type TNumberOptions, type TSchema, Type } from 'typebox';

/** A share or a score. */
export const share = { minimum: 0, maximum: 1 } as const;

/** A member that null stands for too. */
export const orNull = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

/** Sentences of one level of settings. Each follows the sentence that both levels share. */
interface LevelSentences {
  readonly confidenceThreshold: string;
  readonly outOfScope: string;
  readonly atLeastOne: string;
}

/**
 * The settings that say when a class is answered, as a project and a deployment have them. `outOfScope` is the range of
 * that member: only a level that overrides another one may say 1, which switches the decision off.
 */
export function answerSettings(outOfScope: TNumberOptions, sentences: LevelSentences) {
  return {
    confidenceThreshold: orNull(
      Type.Number(share),
      `A best class below this score is answered as None. ${sentences.confidenceThreshold}`,
    ),
    outOfScope: orNull(
      Type.Number(outOfScope),
      `Single-label: texts that are unlike all classes are answered as None. This share of the other texts (0.99, 0.95, 0.9…) is still answered. ${sentences.outOfScope}`,
    ),
    atLeastOne: orNull(
      Type.Boolean(),
      `Multi-label: whether the best class is answered when no class reaches its threshold. ${sentences.atLeastOne}`,
    ),
  };
}
