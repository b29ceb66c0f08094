export type { Deployment, DeploymentService, DeploymentSettings } from './deployment.ts';
export { createDeploymentService, type DeploymentDeps } from './deployment-service.ts';
