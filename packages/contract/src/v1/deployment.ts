import { type Static, type TSchema, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { instant, resourceName } from './names.ts';

export const DeployRequest = closed(
  {
    model: resourceName('The model that shall answer.'),
    keepSettings: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Settings belong to the model they were made for, and another model resets them (a warning of the operation says so). True: it takes them over, thresholds by class name; classes it has not are named by warnings.',
      }),
    ),
  },
  { title: 'DeployRequest' },
);
export type DeployRequest = Static<typeof DeployRequest>;

export const SwapRequest = closed(
  { first: resourceName('A deployment.'), second: resourceName('The other deployment.') },
  { title: 'SwapRequest' },
);
export type SwapRequest = Static<typeof SwapRequest>;

const share = { minimum: 0, maximum: 1 } as const;
const orNull = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

const confidenceThreshold = orNull(
  Type.Number(share),
  'A best class below this score is answered as None; 0: no such rule; null: as the project says.',
);
const outOfScope = orNull(
  Type.Number({ minimum: 0.5, maximum: 1 }),
  'Single-label: texts that look foreign to all classes are answered as None, so that this share of the others is still answered; 1: no such decision; null: as the project says.',
);
const atLeastOne = orNull(
  Type.Boolean(),
  'Multi-label: whether the best class is answered when none reaches its threshold; never with a confidence threshold; null: as the project says.',
);

/** A change: what is left out stays. */
export const DeploymentChange = closed(
  {
    settings: closed(
      {
        confidenceThreshold: Type.Optional(confidenceThreshold),
        outOfScope: Type.Optional(outOfScope),
        atLeastOne: Type.Optional(atLeastOne),
        thresholds: Type.Optional(
          orNull(
            Type.Record(Type.String(), Type.Union([Type.Number(share), Type.Null()])),
            'Multi-label: the score from which each named class is answered; classes left out stay, null takes one away; null for all of them: the tuned ones of the model.',
          ),
        ),
      },
      { title: 'DeploymentSettingsChange' },
    ),
  },
  { title: 'DeploymentChange' },
);
export type DeploymentChange = Static<typeof DeploymentChange>;

export const DeploymentView = closed(
  {
    name: Type.String(),
    model: Type.String(),
    modelId: Type.String({ format: 'uuid' }),
    modelTrainedAt: instant,
    settings: closed(
      {
        confidenceThreshold,
        outOfScope,
        atLeastOne,
        thresholds: Type.Record(Type.String(), Type.Number(), {
          description: 'Multi-label: from which score each of these classes is answered.',
        }),
      },
      { title: 'DeploymentSettings' },
    ),
    deployedAt: instant,
  },
  { title: 'Deployment' },
);
export type DeploymentView = Static<typeof DeploymentView>;
