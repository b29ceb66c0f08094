import { authoringBase } from '@taxon/contract';
import { invalidParameter } from '../../../http/door-fault.ts';
import { bodyStream } from '../../../http/limited-body.ts';
import type { AuthoringHandlers } from '../authoring-call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toAuthoringJob } from '../job-wire.ts';
import { toAuthoringProject, toProjectPatch } from './project-wire.ts';

const importLimit = 256 * 1024 * 1024;

/** Projects and their data. */
export const projectHandlers = {
  ListProjects: ({ engine, actor, paging, address }) =>
    toAuthoringPage(paging, address, (page) => engine.projects.list(actor, page), toAuthoringProject),

  CreateProject: async ({ engine, actor, params: { projectName }, body, origin, reply }) => {
    const patch = toProjectPatch(projectName, body);
    const { project, created } = await engine.projects.createOrChange(actor, projectName, patch);
    // The name twice: as the hosted service sends it.
    if (created) void reply.code(201).header('location', `${origin}${authoringBase}/${projectName}/${projectName}`);
    return toAuthoringProject(project);
  },

  GetProject: async ({ engine, actor, params }) =>
    toAuthoringProject(await engine.projects.get(actor, params.projectName)),

  DeleteProject: async ({ engine, actor, params }) => {
    const { id } = await engine.projects.requestDelete(actor, params.projectName);
    return { jobId: id };
  },

  GetProjectDeletionStatus: async ({ engine, actor, params }) => {
    const operation = await engine.operations.get({ id: params.jobId, kind: 'delete-project' });
    engine.access.require(actor, 'read', operation.projectName);
    return toAuthoringJob(operation);
  },

  Import: async ({ engine, actor, params, request }) => {
    const { format } = request.headers;
    // The other format of the contract is Azure Machine Learning's labelling export.
    if (format !== undefined && String(format).toLowerCase() !== 'json') {
      throw invalidParameter('format', 'must be json', format);
    }
    const body = bodyStream(request, importLimit);
    const { id } = await engine.dataset.requestImportLabelsFile(actor, params.projectName, body);
    return { jobId: id };
  },

  GetImportStatus: async ({ engine, params: { projectName, jobId } }) =>
    toAuthoringJob(await engine.operations.get({ id: jobId, projectName, kind: 'import' })),
} as const satisfies AuthoringHandlers;
