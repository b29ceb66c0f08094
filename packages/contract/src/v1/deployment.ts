import { type Static, Type } from 'typebox';
import { instant, resourceName } from './names.ts';

export const DeployRequest = Type.Object(
  { model: resourceName('The model that shall answer.') },
  { additionalProperties: false, title: 'DeployRequest' },
);
export type DeployRequest = Static<typeof DeployRequest>;

export const SwapRequest = Type.Object(
  { first: resourceName('A deployment.'), second: resourceName('The other deployment.') },
  { additionalProperties: false, title: 'SwapRequest' },
);
export type SwapRequest = Static<typeof SwapRequest>;

export const DeploymentView = Type.Object(
  {
    name: Type.String(),
    model: Type.String(),
    modelId: Type.String({ format: 'uuid' }),
    modelTrainedAt: instant,
    settings: Type.Object(
      {
        confidenceThreshold: Type.Union([Type.Number(), Type.Null()]),
        thresholds: Type.Record(Type.String(), Type.Number()),
      },
      { additionalProperties: false, title: 'DeploymentSettings' },
    ),
    deployedAt: instant,
  },
  { additionalProperties: false, title: 'Deployment' },
);
export type DeploymentView = Static<typeof DeploymentView>;
