import type { ErrorParameters } from '@taxon/engine';
import type { Fault } from '../http/fault.ts';

/**
 * Sentences that `/v1` writes in place of a fault's own. The fault has a sentence that was recorded from Azure, which its
 * doors keep word for word, and which says the wrong thing to a caller of `/v1`.
 */
const sentences: Partial<Record<Fault['code'], (parameters: ErrorParameters) => string>> = {
  // Azure's sentence is about subscriptions and regions. A caller of `/v1` needs to know which header to send.
  'access/unauthorized': () =>
    'Send a valid key in the header "Authorization: Bearer <key>" or "Ocp-Apim-Subscription-Key".',
  'http/body-too-large': ({ limit }) => `The body is too large: at most ${limit} bytes are read here.`,
  // Azure's sentence calls a model that does not exist untrained.
  'model/not-trained': ({ modelName }) =>
    `There is no model "${modelName}" in this project. Train one of that name first.`,
};

/** The message of a fault as `/v1` writes it. */
export function v1Sentence({ code, message, parameters = {} }: Fault): string {
  return sentences[code]?.(parameters) ?? message;
}
