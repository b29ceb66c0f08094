export type { Deployment, DeploymentService, DeploymentSettings } from './deployment.ts';
