import { expect, it } from 'vitest';
import { scopeProblems } from './scope-casts.ts';

const path = 'packages/engine/src/models/model-service.ts';

it.each([
  '{ projectName } as ProjectScope',
  '{ projectName } as unknown as ProjectScope',
  '<ProjectScope>{ projectName }',
])('a cast is refused: %s', (text) => {
  expect(scopeProblems({ path, text })).toEqual([`${path} makes a ProjectScope by a cast; enter() makes it`]);
});

it('the makers may cast, and everybody may take a scope', () => {
  expect(scopeProblems({ path: 'packages/engine/src/access/enter.ts', text: '{} as ProjectScope' })).toEqual([]);
  const text = `import type { ProjectScope as Scope } from 'x'; function find(tx: Tx, scope: ProjectScope): Promise<ProjectScope>`;
  expect(scopeProblems({ path, text })).toEqual([]);
});
