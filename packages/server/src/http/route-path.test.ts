import { expect, it } from 'vitest';
import { documentedPath, fastifyPath } from './route-path.ts';

it.each([
  ['/v1/projects/{project}', '/v1/projects/:project'],
  ['/projects/{projectName}/:train', '/projects/:projectName/::train'],
  ['/jobs/{jobId}:cancel', '/jobs/:jobId(^[^:]+)::cancel'],
  ['/deployments/:swap', '/deployments/::swap'],
  ['/language/:analyze-text', '/language/::analyze-text'],
])('%s becomes %s, and back', (path, expected) => {
  expect(fastifyPath(path)).toBe(expected);
  expect(documentedPath(expected)).toBe(path);
});
