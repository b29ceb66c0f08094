import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';

export const DeployBody = Type.Object({
  trainedModelLabel: Type.String(),
  assignedResourceIds: Type.Optional(Type.Array(Type.String())),
});
export type DeployBody = Static<typeof DeployBody>;

export const SwapBody = Type.Object({
  firstDeploymentName: Type.String(),
  secondDeploymentName: Type.String(),
});
export type SwapBody = Static<typeof SwapBody>;

export const AuthoringDeployment = closed({
  deploymentName: Type.String(),
  modelId: Type.String(),
  lastTrainedDateTime: Type.String(),
  lastDeployedDateTime: Type.String(),
  deploymentExpirationDate: Type.String(),
  modelTrainingConfigVersion: Type.String(),
  /** Required from 2023-04-15-preview on; always empty here, this server deploys to itself. */
  assignedResources: Type.Optional(Type.Array(Type.Unknown())),
});
export type AuthoringDeployment = Static<typeof AuthoringDeployment>;
