import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, inProject } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const ClassView = closed(
  { name: className, documents: Type.Integer({ description: 'How many documents have this label.' }) },
  { title: 'Class' },
);
const ClassList = closed({ items: Type.Array(ClassView) }, { title: 'ClassList' });
const ClassName = closed({ name: className }, { title: 'ClassName' });
const ClassRename = closed({ from: className, to: className }, { title: 'ClassRename' });

/** The classes of a project. */
export const classEndpoints = {
  listClasses: {
    id: 'listClasses',
    tag: 'Projects',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/classes',
    summary: 'List classes',
    description: 'Answers all classes, each with the number of documents that have its label.',
    params: inProject,
    responses: { 200: ClassList },
  },
  addClass: {
    id: 'addClass',
    tag: 'Projects',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}/classes',
    summary: 'Add a class',
    description:
      'Documents and imports create the classes of their labels by themselves. Refuses a name that exists (409) and more classes than a project may have (400).',
    params: inProject,
    body: ClassName,
    responses: { 201: ClassName },
  },
  renameClass: {
    id: 'renameClass',
    tag: 'Projects',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}/classes:rename',
    summary: 'Rename a class; its labels follow',
    description:
      'Models do not change: they answer the old name until you train again. Refuses a new name that exists (409) and an old name that does not (404).',
    params: inProject,
    body: ClassRename,
    responses: { 204: null },
  },
  removeClass: {
    id: 'removeClass',
    tag: 'Projects',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}/classes:remove',
    summary: 'Remove a class and its labels',
    description: 'The documents stay, without that label. Models do not change. 404 when there is no such class.',
    params: inProject,
    body: ClassName,
    responses: { 204: null },
  },
} as const satisfies Record<string, V1Endpoint>;
