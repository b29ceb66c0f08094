import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { Endpoints } from '../common/endpoint.ts';
import { authoringList, authoringPagingQuery } from './paging.ts';
import { leftOpen } from './responses.ts';

export const SupportedLanguage = closed({ languageName: Type.String(), languageCode: Type.String() });
export type SupportedLanguage = Static<typeof SupportedLanguage>;

export const TrainingConfigVersion = closed({
  trainingConfigVersion: Type.String(),
  modelExpirationDate: Type.String(),
});
export type TrainingConfigVersion = Static<typeof TrainingConfigVersion>;

const kindQuery = Type.Object({ ...authoringPagingQuery, projectKind: Type.Optional(Type.String()) });

/** What can be asked for. */
export const catalogueEndpoints = {
  GetSupportedLanguages: {
    id: 'GetSupportedLanguages',
    method: 'GET',
    path: '/global/languages',
    right: 'read',
    summary: 'Lists the language codes.',
    since: '2022-05-01',
    query: kindQuery,
    responses: { 200: authoringList(SupportedLanguage) },
  },
  ListTrainingConfigVersions: {
    id: 'ListTrainingConfigVersions',
    method: 'GET',
    path: '/global/training-config-versions',
    right: 'read',
    summary: 'Lists the training configurations.',
    since: '2022-05-01',
    query: kindQuery,
    responses: { 200: authoringList(TrainingConfigVersion) },
  },
  GetSupportedPrebuiltEntities: {
    id: 'GetSupportedPrebuiltEntities',
    method: 'GET',
    path: '/global/prebuilt-entities',
    right: 'read',
    summary: 'Lists the prebuilt entities.',
    since: '2023-04-15-preview',
    previewOnly: true,
    responses: leftOpen,
    notServed: 'not-implemented',
  },
} as const satisfies Endpoints;
