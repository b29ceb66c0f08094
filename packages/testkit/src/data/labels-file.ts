import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';

export type WireKind = 'CustomSingleLabelClassification' | 'CustomMultiLabelClassification';

/** Azure's labels file, as users of Azure have it. */
export interface LabelsFile {
  readonly projectFileVersion: string;
  readonly stringIndexType: 'Utf16CodeUnit';
  readonly metadata: {
    readonly projectKind: WireKind;
    readonly storageInputContainerName: string;
    readonly projectName: string;
    readonly language: string;
    readonly multilingual?: boolean;
    readonly description?: string;
    readonly settings?: object;
  };
  readonly assets: {
    readonly projectKind: WireKind;
    readonly classes: readonly { readonly category: string }[];
    readonly documents: readonly {
      readonly location: string;
      readonly language?: string;
      readonly dataset?: 'Train' | 'Test';
      readonly class?: { readonly category: string };
      readonly classes?: readonly { readonly category: string }[];
    }[];
  };
}

export interface LabelledText {
  readonly text: string;
  readonly labels: readonly string[];
  readonly language?: string;
  readonly dataset?: 'Train' | 'Test';
}

export interface WrittenProject {
  readonly file: LabelsFile;
  /** The texts by location, in the order of the file. */
  readonly texts: ReadonlyMap<string, LabelledText>;
}

/** Writes texts as files of a folder container, and answers the labels file that names them. */
export async function writeProject(
  dataDirectory: string,
  project: string,
  kind: WireKind,
  documents: readonly LabelledText[],
): Promise<WrittenProject> {
  const container = `c-${project.toLowerCase()}`;
  const folder = join(dataDirectory, 'containers', container);
  await mkdir(folder, { recursive: true });
  const texts = new Map<string, LabelledText>();
  documents.forEach((document, index) => {
    texts.set(`${document.dataset ?? 'Any'}-${String(index).padStart(5, '0')}.txt`, document);
  });
  await Promise.all([...texts].map(([location, { text }]) => writeFile(join(folder, location), text)));
  return { file: composeLabelsFile(project, container, kind, texts), texts };
}

function composeLabelsFile(
  project: string,
  container: string,
  kind: WireKind,
  texts: ReadonlyMap<string, LabelledText>,
): LabelsFile {
  const classes = [...new Set([...texts.values()].flatMap((text) => text.labels))].sort();
  return {
    projectFileVersion: '2022-05-01',
    stringIndexType: 'Utf16CodeUnit',
    metadata: {
      projectKind: kind,
      storageInputContainerName: container,
      projectName: project,
      multilingual: false,
      description: '',
      language: 'en',
      settings: {},
    },
    assets: {
      projectKind: kind,
      classes: classes.map((category) => ({ category })),
      documents: [...texts].map(([location, { labels, language, dataset }]) => ({
        location,
        ...(language === undefined ? {} : { language }),
        ...(dataset === undefined ? {} : { dataset }),
        ...(kind === 'CustomSingleLabelClassification'
          ? { class: { category: labels[0] ?? '' } }
          : { classes: labels.map((category) => ({ category })) }),
      })),
    },
  };
}

export type ExampleName = 'support-tickets' | 'film-notes';

/** One of our own examples as it lies in the repository. */
export async function readExample(example: ExampleName): Promise<WrittenProject> {
  const folder = join(repositoryRoot, 'examples', example);
  const file = JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8')) as LabelsFile;
  const texts = new Map<string, LabelledText>();
  for (const { location, dataset, class: single, classes } of file.assets.documents) {
    const labels = (single === undefined ? (classes ?? []) : [single]).map((label) => label.category);
    const text = await readFile(join(folder, 'texts', location), 'utf8');
    texts.set(location, { text, labels, ...(dataset === undefined ? {} : { dataset }) });
  }
  return { file, texts };
}

/** Copies an example's texts into a container and answers its labels file, renamed to `project`. */
export async function copyExample(
  dataDirectory: string,
  example: ExampleName,
  project: string,
): Promise<WrittenProject> {
  const { file, texts } = await readExample(example);
  const container = `c-${project.toLowerCase()}`;
  await mkdir(join(dataDirectory, 'containers'), { recursive: true });
  await cp(join(repositoryRoot, 'examples', example, 'texts'), join(dataDirectory, 'containers', container), {
    recursive: true,
  });
  const metadata = { ...file.metadata, projectName: project, storageInputContainerName: container };
  return { file: { ...file, metadata }, texts };
}
