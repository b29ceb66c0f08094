import { expect, it } from 'vitest';
import { authoringDoor } from './azure/authoring/authoring-door.ts';
import { languageDoor } from './azure/runtime/runtime-doors.ts';
import { createDoorFinder } from './doors.ts';
import { v1Door } from './v1/v1-door.ts';

const finder = createDoorFinder([languageDoor, authoringDoor, v1Door]);

it.each([
  ['/language/analyze-text/jobs', languageDoor],
  ['/language', languageDoor],
  ['/language/authoring/analyze-text/projects?api-version=2023-04-01', authoringDoor],
  ['/languages', v1Door],
  ['/v1/projects', v1Door],
  ['/openapi.json', v1Door],
  ['/projects/x', v1Door],
])('%s belongs to its door', (url, door) => {
  expect(finder.doorOf(url)).toBe(door);
});

it.each([
  ['/v1', true],
  ['/docs/scalar.js', true],
  ['/healthz', true],
  ['/assets/x.js', true],
  ['/projects/x', false],
  ['/v1x', false],
  ['/', false],
])('%s is taken: %s', (url, taken) => {
  expect(finder.isTaken(url)).toBe(taken);
});
