export type { Deployment, DeploymentService } from './deployment.ts';
export {
  changeDeploymentOperation,
  deleteDeploymentOperation,
  deployOperation,
  swapDeploymentsOperation,
} from './deployment-operations.ts';
export { createDeploymentService } from './deployment-service.ts';
