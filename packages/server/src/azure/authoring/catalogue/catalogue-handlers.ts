import { languages, trainingConfigVersions } from '@taxon/engine';
import type { AuthoringCall, AuthoringHandlers } from '../authoring-call.ts';
import { farDate } from '../authoring-date.ts';
import { toAuthoringPage } from '../authoring-paging.ts';

/** What can be asked for: languages and training configurations. The same for both kinds of project. */
export const catalogueHandlers = {
  GetSupportedLanguages: (call) => {
    const names = new Intl.DisplayNames('en', { type: 'language' });
    return fixedList(call, languages, (code) => ({
      languageName: names.of(code) ?? code,
      languageCode: code,
    }));
  },

  ListTrainingConfigVersions: (call) =>
    fixedList(call, trainingConfigVersions, (version) => ({
      trainingConfigVersion: version,
      modelExpirationDate: farDate,
    })),
} as const satisfies AuthoringHandlers;

function fixedList<Item, Shown>(
  { paging, address }: Pick<AuthoringCall, 'paging' | 'address'>,
  items: readonly Item[],
  show: (item: Item) => Shown,
) {
  return toAuthoringPage(paging, address, async ({ skip, top }) => items.slice(skip, skip + top), show);
}
