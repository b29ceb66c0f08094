export type { Deployment, DeploymentService, DeploymentSettings } from './deployment.ts';
export { createDeploymentService } from './deployment-service.ts';
