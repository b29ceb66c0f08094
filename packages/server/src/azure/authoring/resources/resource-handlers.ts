import type { AuthoringOperationId } from '@taxon/contract';
import { FaultError } from '../../../http/fault.ts';
import type { AuthoringHandlers } from '../authoring-call.ts';
import { needsAzure } from '../not-implemented.ts';

const refuse = (id: AuthoringOperationId) => async (): Promise<never> => {
  throw new FaultError(needsAzure(id));
};

/** Resources of Azure around a project: there are none to assign. */
export const resourceHandlers = {
  AssignDeploymentResources: refuse('AssignDeploymentResources'),
  UnassignDeploymentResources: refuse('UnassignDeploymentResources'),
  DeleteDeploymentFromResources: refuse('DeleteDeploymentFromResources'),
} as const satisfies AuthoringHandlers;
