export type { AccessService, Actor, ApiKey, Right, Role } from './access.ts';
export { keyNameOf, rights, rightsOf, roles } from './access.ts';
export { createAccessService } from './access-service.ts';
export { enter, mayReach, type ProjectScope, requireRight, visibleProjects } from './enter.ts';
