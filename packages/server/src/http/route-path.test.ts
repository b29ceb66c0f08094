import { expect, it } from 'vitest';
import { documentedPath, fastifyPath, pathsOf } from './route-path.ts';

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

it.each([
  ['/{projectName}/:train', ['/{projectName}/:train', '/{projectName}:train']],
  ['/jobs/{jobId}:cancel', ['/jobs/{jobId}:cancel', '/jobs/{jobId}/:cancel']],
  ['/jobs/{jobId}', ['/jobs/{jobId}']],
])('%s is served with and without the slash before its verb', (path, paths) => {
  expect(pathsOf(path, true)).toEqual(paths);
  expect(pathsOf(path, false)).toEqual([path]);
});
