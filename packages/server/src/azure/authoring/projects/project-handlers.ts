import type { AuthoringEndpoints, AuthoringShape } from '@taxon/contract';
import type { Handlers } from '../../../http/call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toAuthoringJob } from '../job-wire.ts';
import { requireNewProject, toAuthoringProject, toProjectPatch } from './project-wire.ts';

/** Projects. */
export const projectHandlers = {
  ListProjects: ({ engine, actor, query, address }) =>
    toAuthoringPage(query, address, (page) => engine.projects.list(actor, page), toAuthoringProject),

  CreateProject: async ({ engine, actor, params: { projectName }, body, base, reply }) => {
    const patch = toProjectPatch(projectName, body);
    const { project, created } = await engine.projects.createOrChange(actor, projectName, patch, () =>
      requireNewProject(body),
    );
    // The name twice: as the hosted service sends it.
    if (created) void reply.code(201).header('location', `${base}/${projectName}/${projectName}`);
    return toAuthoringProject(project);
  },

  GetProject: async ({ engine, actor, params }) =>
    toAuthoringProject(await engine.projects.get(actor, params.projectName)),

  DeleteProject: ({ engine, actor, params }) => engine.projects.requestDelete(actor, params.projectName),

  GetProjectDeletionStatus: async ({ engine, actor, params }) => {
    // The project may be gone by now: the path does not name it.
    return toAuthoringJob(await engine.operations.get(actor, { id: params.jobId, kind: 'delete-project' }));
  },
} as const satisfies Partial<Handlers<AuthoringEndpoints, AuthoringShape>>;
