import {
  languageBase,
  languageEndpoints,
  nov2021Base,
  nov2021Endpoints,
  runtimeApiVersions,
  runtimeShapeOf,
} from '@taxon/contract';
import type { DoorContext } from '../../http/context.ts';
import { defineDoor } from '../../http/door.ts';
import { nov2021ErrorShape, runtimeErrorShape } from '../azure-error-shape.ts';
import { azureNames } from '../azure-names.ts';
import { languageHandlers } from './language-handlers.ts';
import { createNov2021Handlers } from './nov-2021-handlers.ts';

/** `/text/analytics/v3.2-preview.2`: the November 2021 runtime, whose version stands in the path. */
export function nov2021Door(context: DoorContext) {
  return defineDoor({
    prefixes: ['/text'],
    bases: [nov2021Base],
    errorShape: nov2021ErrorShape,
    names: azureNames,
    endpoints: nov2021Endpoints,
    handlers: createNov2021Handlers(context),
  });
}

/** `/language/analyze-text/jobs?api-version=`. */
export const languageDoor = defineDoor({
  prefixes: ['/language'],
  bases: [languageBase],
  errorShape: runtimeErrorShape,
  names: azureNames,
  versions: { known: runtimeApiVersions, shapeOf: runtimeShapeOf },
  verbsWithAndWithoutSlash: true,
  endpoints: languageEndpoints,
  handlers: languageHandlers,
});
