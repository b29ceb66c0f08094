import { type Static, Type } from 'typebox';

// Clients of every version send extra members and null. Extra members are ignored, and null counts as absent.
const nullable = <Schema extends ReturnType<typeof Type.String>>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]));

/** One text to classify. Limits (25 documents, 125,000 text elements together) are checked behind the shape. */
const InputDocument = Type.Object({
  id: Type.String({ description: 'Unique in the request; comes back with the result.' }),
  text: Type.String(),
  language: nullable(Type.String({ description: "BCP 47; the project's language when absent or empty." })),
});

const AnalysisInput = Type.Object({ documents: Type.Array(InputDocument) });
const parameters = Type.Optional(
  Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
    description: 'projectName and deploymentName (or project-name and deployment-name); others are ignored.',
  }),
);

/** The body of a submit with tasks as one array of items (2022-02-01-preview and later). */
export const ItemsSubmit = Type.Object({
  displayName: nullable(Type.String()),
  defaultLanguage: nullable(Type.String({ description: 'For documents whose language is "auto"; previews only.' })),
  cancelAfter: Type.Optional(
    Type.Union([
      Type.Number({ exclusiveMinimum: 0, description: 'Seconds after which the job cancels itself.' }),
      Type.Null(),
    ]),
  ),
  analysisInput: AnalysisInput,
  tasks: Type.Array(Type.Object({ kind: Type.String(), taskName: nullable(Type.String()), parameters })),
});
export type ItemsSubmit = Static<typeof ItemsSubmit>;

/** The body of a submit with one array of tasks a kind (v3.2-preview.2 and 2021-11-01-preview). */
export const ArraysSubmit = Type.Object({
  displayName: nullable(Type.String()),
  analysisInput: AnalysisInput,
  tasks: Type.Record(
    Type.String(),
    Type.Union([Type.Array(Type.Object({ taskName: nullable(Type.String()), parameters })), Type.Null()]),
  ),
});
export type ArraysSubmit = Static<typeof ArraysSubmit>;
