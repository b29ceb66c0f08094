import { Type } from 'typebox';
import { closed } from '../common/closed.ts';

/** Names of projects, models, deployments and keys. They are parts of URLs. */
export const resourceName = (description: string) => Type.String({ pattern: '^[A-Za-z0-9_.-]{1,50}$', description });

/** A class name may hold anything but control characters. It is never part of a URL. */
export const className = Type.String({ minLength: 1, maxLength: 100, description: 'A class name.' });

/** An instant, ISO 8601 in UTC with milliseconds. */
export const instant = Type.String({ format: 'date-time' });
export const optionalInstant = Type.Union([instant, Type.Null()]);

/** Path parameters, in the order in which they occur. */
export const projectPath = { project: resourceName('The project.') };
const documentPath = {
  ...projectPath,
  document: Type.String({
    minLength: 1,
    maxLength: 1_024,
    description: 'The name of the document, percent-encoded (`/` as `%2F`).',
  }),
};
// A pattern, because validators need a plug-in for formats.
const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
export const operationPath = { operation: Type.String({ pattern: uuid, description: 'The id of an operation.' }) };

/** The path parameters of what belongs to a project, a model, a deployment, a document. */
export const inProject = Type.Object(projectPath);
export const onModel = Type.Object({ ...projectPath, model: resourceName('The model.') });
export const onDeployment = Type.Object({ ...projectPath, deployment: resourceName('The deployment.') });
export const onDocument = Type.Object(documentPath);

/** How long the server may wait for the end of a job or operation before it answers. */
export const waitQuery = closed({
  wait: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 20,
      default: 0,
      description: 'Seconds for which the server waits for the end before it answers. 0: it answers at once.',
    }),
  ),
});
