import type { AuthoringEndpoints, AuthoringShape } from '@taxon/contract';
import { languages, trainingConfigVersions } from '@taxon/engine';
import type { Handlers } from '../../../http/call.ts';
import { farDate } from '../../azure-time.ts';
import { type AuthoringPaging, toAuthoringPage } from '../authoring-paging.ts';

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
} as const satisfies Partial<Handlers<AuthoringEndpoints, AuthoringShape>>;

function fixedList<Item, Shown>(
  { query, address }: { readonly query: AuthoringPaging; readonly address: string },
  items: readonly Item[],
  show: (item: Item) => Shown,
) {
  return toAuthoringPage(query, address, async ({ skip, top }) => items.slice(skip, skip + top), show);
}
