export type { Deployment, DeploymentService } from './deployment.ts';
export { createDeploymentService } from './deployment-service.ts';
