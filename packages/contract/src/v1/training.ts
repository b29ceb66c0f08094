import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { optionalInstant, resourceName } from './names.ts';
import { operationMembers } from './operation.ts';
import { search } from './project.ts';

const percentage = Type.Integer({ minimum: 1, maximum: 99 });

/** How the evaluation gets its documents. */
export const EvaluationOptionsView = closed(
  {
    kind: Type.Enum(['percentage', 'manual'], {
      description: '`percentage`: a stratified, seeded split; `manual`: the documents of the dataset `test`.',
    }),
    trainingSplitPercentage: Type.Optional(percentage),
    testingSplitPercentage: Type.Optional(percentage),
  },
  { title: 'EvaluationOptions' },
);

export const TrainRequest = closed(
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
  { title: 'TrainRequest' },
);
export type TrainRequest = Static<typeof TrainRequest>;

const TrainingPhase = closed(
  {
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
    status: operationMembers.status,
    startedAt: optionalInstant,
    finishedAt: optionalInstant,
  },
  { title: 'TrainingPhase' },
);

export const TrainingView = closed(
  {
    ...operationMembers,
    model: Type.String(),
    configVersion: Type.String(),
    evaluation: EvaluationOptionsView,
    progress: closed({ training: TrainingPhase, evaluation: TrainingPhase }, { title: 'TrainingProgress' }),
  },
  { title: 'Training' },
);
export type TrainingView = Static<typeof TrainingView>;
