import { type Static, Type } from 'typebox';
import { optionalInstant, resourceName } from './names.ts';
import { operationMembers } from './operation.ts';
import { search } from './project.ts';

const percentage = Type.Integer({ minimum: 1, maximum: 99 });

/** How the evaluation gets its documents. */
export const EvaluationOptionsView = Type.Object(
  {
    kind: Type.Enum(['percentage', 'manual'], {
      description: '`percentage`: a stratified, seeded split; `manual`: the documents of the dataset `test`.',
    }),
    trainingSplitPercentage: Type.Optional(percentage),
    testingSplitPercentage: Type.Optional(percentage),
  },
  { additionalProperties: false, title: 'EvaluationOptions' },
);

export const TrainRequest = Type.Object(
  {
    model: resourceName('The name that the model gets; an existing model of that name is replaced.'),
    configVersion: Type.Optional(Type.String({ default: 'latest' })),
    evaluation: Type.Optional(EvaluationOptionsView),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        description: 'Same data and seed, same model byte for byte. Left out: that of the project.',
      }),
    ),
    search: Type.Optional(search),
  },
  { additionalProperties: false, title: 'TrainRequest' },
);
export type TrainRequest = Static<typeof TrainRequest>;

const phase = Type.Object(
  {
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
    status: operationMembers.status,
    startedAt: optionalInstant,
    finishedAt: optionalInstant,
  },
  { additionalProperties: false, title: 'TrainingPhase' },
);

export const TrainingView = Type.Object(
  {
    ...operationMembers,
    model: Type.String(),
    configVersion: Type.String(),
    evaluation: EvaluationOptionsView,
    progress: Type.Object(
      { training: phase, evaluation: phase },
      { additionalProperties: false, title: 'TrainingProgress' },
    ),
  },
  { additionalProperties: false, title: 'Training' },
);
export type TrainingView = Static<typeof TrainingView>;
