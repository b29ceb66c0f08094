import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, inProject } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const ClassView = closed(
  { name: className, documents: Type.Integer({ description: 'Labelled documents with this class.' }) },
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
    description: 'All of them, each with the number of documents labelled with it.',
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
      'Refuses a name that is there already (409) and more classes than a project may have (400). Labels that come with documents and imports create their classes by themselves.',
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
      'Models stay as they were trained and go on answering the old name. Refuses a name that is there already (409) and one that is not (404).',
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
    description:
      'The documents stay, without that label; models stay as they were trained. 404 when there is no such class.',
    params: inProject,
    body: ClassName,
    responses: { 204: null },
  },
} as const satisfies Record<string, V1Endpoint>;
