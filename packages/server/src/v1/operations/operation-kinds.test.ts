import { v1Endpoints } from '@taxon/contract';
import { operationKinds } from '@taxon/engine';
import { expect, it } from 'vitest';

it('shows every kind of operation that the engine makes, and no other', () => {
  const { kind } = v1Endpoints.getOperation.responses[200].properties;
  expect([...kind.enum].toSorted()).toEqual(operationKinds.map((one) => one.kind).toSorted());
});
