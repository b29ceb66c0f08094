import { type TSchema, Type } from 'typebox';
import { defineOperation, noMembers, noProgress } from '../operations/index.ts';

const share = Type.Number();
const Settings = Type.Object({
  confidenceThreshold: Type.Optional(share),
  outOfScope: Type.Optional(share),
  atLeastOne: Type.Optional(Type.Boolean()),
  thresholds: Type.Optional(Type.Record(Type.String(), share)),
});
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]));
const SettingsChange = Type.Object({
  confidenceThreshold: orNull(share),
  outOfScope: orNull(share),
  atLeastOne: orNull(Type.Boolean()),
  // As the patch types it; JSON leaves out what is undefined.
  thresholds: orNull(Type.Record(Type.String(), Type.Union([share, Type.Null(), Type.Undefined()]))),
});

// What is done with a deployment is done within its request, and kept as an operation: so it is known who did it.

export const deployOperation = defineOperation({
  kind: 'deploy',
  request: Type.Object({
    deploymentName: Type.String(),
    modelName: Type.String(),
    keepSettings: Type.Optional(Type.Boolean()),
  }),
  progress: noProgress,
  result: Type.Object({ deploymentName: Type.String(), modelId: Type.String() }),
});

export const changeDeploymentOperation = defineOperation({
  kind: 'change-deployment',
  request: Type.Object({ deploymentName: Type.String(), settings: SettingsChange }),
  progress: noProgress,
  result: Type.Object({ modelId: Type.String(), settings: Settings }),
});

export const deleteDeploymentOperation = defineOperation({
  kind: 'delete-deployment',
  request: Type.Object({ deploymentName: Type.String() }),
  progress: noProgress,
  result: noMembers,
});

export const swapDeploymentsOperation = defineOperation({
  kind: 'swap-deployments',
  request: Type.Object({ first: Type.String(), second: Type.String() }),
  progress: noProgress,
  result: noMembers,
});
