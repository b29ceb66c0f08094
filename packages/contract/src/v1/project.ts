import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { answerSettings } from './answer-settings.ts';
import { inProject, instant, optionalInstant, resourceName } from './names.ts';
import { OperationView } from './operation.ts';
import { page, pagingQuery } from './paging.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const kind = Type.Enum(['single', 'multi'], {
  description: '`single`: exactly one class a document; `multi`: any number of classes.',
});
export const search = Type.Enum(['none', 'auto'], {
  description:
    '`auto`: the training tries other settings than the default ones by cross-validation. It takes one that is better by more than one standard error. This takes about ten times as long.',
});
const answering = answerSettings(
  { minimum: 0.5, exclusiveMaximum: 1 },
  {
    confidenceThreshold: 'Null: there is no such rule.',
    outOfScope: 'It counts in addition to `confidenceThreshold`. Null: off.',
    atLeastOne: 'Null: true when every training document had a class.',
  },
);
const settings = closed({
  confidenceThreshold: Type.Optional(answering.confidenceThreshold),
  outOfScope: Type.Optional(answering.outOfScope),
  atLeastOne: Type.Optional(answering.atLeastOne),
  encoder: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'The encoder that models are trained with, in addition to words: `default` (chosen by language), `none`, `static-en-144`, `static-multi-128`, or another encoder of this server.',
    }),
  ),
  seed: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: 4_294_967_295 }), Type.Null()], {
      description: 'The seed of trainings that name none. Null: it is derived from the name of the project.',
    }),
  ),
  search: Type.Optional(search),
});
const language = Type.String({ minLength: 2, maxLength: 35, description: 'BCP 47, such as `en` or `pt-br`.' });
const container = Type.String({
  pattern: '^([a-z0-9-]{3,63})?$',
  description: 'The folder container from which labels files read their texts. Empty: texts are uploaded.',
});
const changeable = {
  language: Type.Optional(language),
  multilingual: Type.Optional(Type.Boolean()),
  description: Type.Optional(Type.String({ maxLength: 4_096 })),
  settings: Type.Optional(settings),
};

export const ProjectCreate = closed(
  { ...changeable, kind, language, container: Type.Optional(container) },
  { title: 'ProjectCreate' },
);
export type ProjectCreate = Static<typeof ProjectCreate>;

export const ProjectChange = closed(changeable, { title: 'ProjectChange' });
export type ProjectChange = Static<typeof ProjectChange>;

export const ProjectView = closed(
  {
    name: resourceName('The name, unique on this server.'),
    kind,
    language,
    multilingual: Type.Boolean(),
    description: Type.String(),
    container: Type.String(),
    settings,
    createdAt: instant,
    modifiedAt: instant,
    trainedAt: optionalInstant,
    deployedAt: optionalInstant,
  },
  { title: 'Project' },
);
export type ProjectView = Static<typeof ProjectView>;

/** Projects. */
export const projectEndpoints = {
  listProjects: {
    id: 'listProjects',
    tag: 'Projects',
    right: 'read',
    method: 'GET',
    path: '/projects',
    summary: 'List projects',
    description: 'Answers the projects that the key may see, by name, page by page.',
    query: pagingQuery({}),
    responses: { 200: page(ProjectView, 'ProjectPage') },
  },
  putProject: {
    id: 'putProject',
    tag: 'Projects',
    right: 'write',
    method: 'PUT',
    path: '/projects/{project}',
    summary: 'Create a project, or replace what may change of one',
    description:
      'Answers 201 when the project is new, 200 when it was there. Members left out take their defaults; only the container stays as it is. Refuses a change of the kind or of the container (409), another language once the project has documents, and one project more than the server takes.',
    params: inProject,
    body: ProjectCreate,
    responses: { 200: ProjectView, 201: ProjectView },
  },
  changeProject: {
    id: 'changeProject',
    tag: 'Projects',
    right: 'write',
    method: 'PATCH',
    path: '/projects/{project}',
    summary: 'Change some members of a project',
    description:
      'A merge patch: members and settings that are left out stay as they are. Refuses another language once the project has documents, and settings that do not fit its kind (400).',
    params: inProject,
    body: ProjectChange,
    responses: { 200: ProjectView },
  },
  getProject: {
    id: 'getProject',
    tag: 'Projects',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}',
    summary: 'Get a project',
    description:
      'Answers kind, language, settings, and when the project was last trained and deployed. 404 when there is no project of this name.',
    params: inProject,
    responses: { 200: ProjectView },
  },
  deleteProject: {
    id: 'deleteProject',
    tag: 'Projects',
    right: 'own',
    method: 'DELETE',
    path: '/projects/{project}',
    summary: 'Delete a project and everything in it',
    description:
      'The project with its data, models and deployments is gone for everybody at once. Work that waits or runs for it is cancelled. A worker erases its rows, and the operation says when that is done.',
    params: inProject,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
} as const satisfies Record<string, V1Endpoint>;
