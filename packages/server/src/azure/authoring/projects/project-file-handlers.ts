import type { AuthoringEndpoints, AuthoringShape } from '@taxon/contract';
import type { Handlers } from '../../../http/call.ts';
import { invalidParameter } from '../../../http/door-fault.ts';
import { refuseBrokenJson } from '../../../http/short-json.ts';
import { toAuthoringJob } from '../job-wire.ts';

/** Import of project files. */
export const projectFileHandlers = {
  Import: async ({ engine, actor, params, request, stream }) => {
    const { format } = request.headers;
    // The other format of the contract is Azure Machine Learning's labelling export.
    if (format !== undefined && String(format).toLowerCase() !== 'json') {
      throw invalidParameter('format', 'must be json', format);
    }
    const body = await refuseBrokenJson(stream.bytes);
    return engine.dataset.requestImportLabelsFile(actor, params.projectName, body);
  },

  GetImportStatus: async ({ engine, actor, params: { projectName, jobId } }) =>
    toAuthoringJob(await engine.operations.get(actor, { id: jobId, projectName, kind: 'import' })),
} as const satisfies Partial<Handlers<AuthoringEndpoints, AuthoringShape>>;
