import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';

/** The body of every refusal at `/v1`. */
export const V1Error = closed(
  {
    error: closed({
      code: Type.String({ description: 'Does not change, such as `project/not-found`. Programs compare this.' }),
      message: Type.String({ description: 'The field, the rule and the value, in one sentence for people.' }),
      field: Type.Optional(Type.String({ description: 'Which member of the request, such as `documents[0].text`.' })),
      requestId: Type.String({ description: 'Also in the header `apim-request-id` and in the server log.' }),
    }),
  },
  { title: 'Error' },
);
export type V1Error = Static<typeof V1Error>;

/** A fault or a warning about one part of something that was accepted. */
export const V1Issue = closed(
  { code: Type.String(), message: Type.String() },
  { title: 'Issue', description: 'A fault or warning about one part of something that was accepted.' },
);
export type V1Issue = Static<typeof V1Issue>;
