import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, onModel } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const kind = Type.Enum(['single', 'multi']);
const share = Type.Number({ minimum: 0, maximum: 1 });

/** When a model answers a class. */
export const ModelThresholdsView = closed(
  {
    model: Type.String(),
    kind,
    classes: Type.Array(
      closed(
        {
          name: className,
          threshold: Type.Union([share, Type.Null()], { description: 'The tuned threshold. Multi-label only.' }),
        },
        { title: 'ClassThreshold' },
      ),
    ),
    atLeastOne: Type.Boolean({
      description: 'Multi-label: the best class is answered when no class reaches its threshold.',
    }),
    outOfScope: Type.Array(
      closed(
        {
          share: Type.Number({
            description: 'Share of in-scope texts that are still answered: what a project sets as `outOfScope`.',
          }),
          threshold: Type.Union([Type.Number(), Type.Null()], {
            description:
              'Applies to the largest raw score, before calibration. Null: there were too few documents to find one.',
          }),
          documents: Type.Integer({ description: 'Test documents that this was measured on.' }),
          answered: Type.Number({ description: 'Share of them that got an answer.' }),
          accuracy: Type.Number({ description: 'Share of the answers that were right.' }),
        },
        { title: 'OutOfScopeStep' },
      ),
      { description: 'Single-label only.' },
    ),
  },
  { title: 'ModelThresholds' },
);
export type ModelThresholdsView = Static<typeof ModelThresholdsView>;

/** When a model answers a class. */
export const modelThresholdsEndpoints = {
  getModelThresholds: {
    id: 'getModelThresholds',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/thresholds',
    summary: 'Get when a model answers a class, and when none',
    description:
      'Answers the tuned thresholds of each class, and which texts the out-of-scope decision would answer. Settings of project and deployment override them. Models of the first version of the program do not have it (409).',
    params: onModel,
    responses: { 200: ModelThresholdsView },
  },
} as const satisfies Record<string, V1Endpoint>;
