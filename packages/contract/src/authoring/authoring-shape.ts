import { spanOf, type VersionSpan } from '../common/version-table.ts';

/** What differs between the api-versions of the authoring door. Which endpoints a version has, the endpoints say. */
export interface AuthoringShape extends VersionSpan {
  /** All paths of the door begin here. */
  readonly base: string;
  /** Models say whether they have a snapshot. */
  readonly hasSnapshot: boolean;
  /** Deployments list the resources that they are assigned to. */
  readonly assignedResources: boolean;
}

/** The table, oldest first. */
export const authoringShapes: readonly AuthoringShape[] = [
  {
    since: '2022-05-01',
    base: '/language/authoring/analyze-text/projects',
    hasSnapshot: false,
    assignedResources: false,
  },
  {
    since: '2022-10-01-preview',
    base: '/language/authoring/analyze-text/projects',
    hasSnapshot: true,
    assignedResources: false,
  },
  {
    since: '2023-04-15-preview',
    base: '/language/authoring/analyze-text/projects',
    hasSnapshot: true,
    assignedResources: true,
  },
];

/** The shape of a version that `isApiVersion` accepts and that is not older than the first. */
export function authoringShapeOf(version: string): AuthoringShape {
  return spanOf(authoringShapes, version);
}
