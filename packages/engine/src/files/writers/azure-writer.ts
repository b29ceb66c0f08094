import type { ExportedDocument, ExportedProject, ExportWriter } from './exported.ts';

/** The api-version whose shape the file has: the first general one with `settings.confidenceThreshold`. */
const fileVersion = '2023-04-01';
const kinds = { single: 'CustomSingleLabelClassification', multi: 'CustomMultiLabelClassification' } as const;
const datasets = { train: 'Train', test: 'Test' } as const;

/**
 * Azure's project file, one document a line: classes, labels and settings; the texts lie in the container, under the
 * documents' names. A document without `class` or `classes` is not labelled. One with an empty `classes` and a `dataset`
 * was reviewed and has none of the classes; without a dataset of its own it is written as Train, which it counts as.
 */
export function azureWriter(project: ExportedProject): ExportWriter {
  const projectKind = kinds[project.kind];
  const { confidenceThreshold } = project.settings;
  const metadata = {
    projectKind,
    storageInputContainerName: project.container,
    projectName: project.name,
    multilingual: project.multilingual,
    description: project.description,
    language: project.language,
    settings: confidenceThreshold === undefined ? {} : { confidenceThreshold },
  };
  const classes = project.classes.map((category) => ({ category }));
  let separator = '\n';
  return {
    mediaType: 'application/json',
    extension: '.json',
    head: `{"projectFileVersion":"${fileVersion}","stringIndexType":"Utf16CodeUnit","metadata":${JSON.stringify(metadata)},"assets":{"projectKind":"${projectKind}","classes":${JSON.stringify(classes)},"documents":[`,
    document: (document) => {
      const text = `${separator}${JSON.stringify(entryOf(document, project.kind))}`;
      separator = ',\n';
      return text;
    },
    foot: '\n]}}\n',
  };
}

function entryOf({ name, language, dataset, labels }: ExportedDocument, kind: ExportedProject['kind']) {
  const named = labels?.map((category) => ({ category }));
  const none = named?.length === 0;
  const written = dataset ?? (none ? 'train' : undefined);
  return {
    location: name,
    language,
    dataset: written === undefined ? undefined : datasets[written],
    ...(kind === 'single' ? { class: named?.[0] } : { classes: named }),
  };
}
