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
  // `undefined` is here because the patch type allows it. It is never stored: JSON leaves out such members.
  thresholds: orNull(Type.Record(Type.String(), Type.Union([share, Type.Null(), Type.Undefined()]))),
});

// A change of a deployment ends within its request. It is stored as an operation too, which records who made the change.

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
