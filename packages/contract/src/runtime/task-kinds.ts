/** A task kind that clients of the runtime can ask for. A task of a kind without `serves` fails. */
export interface KnownTaskKind {
  /** `kind` of an item; results append `LROResults`. */
  readonly kind: string;
  /** Name of the array in an object of tasks. Kinds that came after that form have a name by the same rule. */
  readonly array: string;
  /** Other spellings that are taken in requests. */
  readonly aliases?: readonly string[];
  readonly serves?: 'single' | 'multi';
  /** Custom kinds name a project and a deployment. */
  readonly custom: boolean;
}

export const knownTaskKinds: readonly KnownTaskKind[] = [
  {
    kind: 'CustomSingleLabelClassification',
    array: 'customSingleClassificationTasks',
    // The November 2021 documentation once says customClassificationTasks; 2022-02-01-preview had no "Label".
    aliases: ['customClassificationTasks', 'CustomSingleClassification'],
    serves: 'single',
    custom: true,
  },
  {
    kind: 'CustomMultiLabelClassification',
    array: 'customMultiClassificationTasks',
    aliases: ['CustomMultiClassification'],
    serves: 'multi',
    custom: true,
  },
  { kind: 'CustomEntityRecognition', array: 'customEntityRecognitionTasks', custom: true },
  { kind: 'EntityRecognition', array: 'entityRecognitionTasks', custom: false },
  { kind: 'PiiEntityRecognition', array: 'entityRecognitionPiiTasks', custom: false },
  { kind: 'KeyPhraseExtraction', array: 'keyPhraseExtractionTasks', custom: false },
  { kind: 'EntityLinking', array: 'entityLinkingTasks', custom: false },
  { kind: 'SentimentAnalysis', array: 'sentimentAnalysisTasks', custom: false },
  { kind: 'ExtractiveSummarization', array: 'extractiveSummarizationTasks', custom: false },
  { kind: 'AbstractiveSummarization', array: 'abstractiveSummarizationTasks', custom: false },
  { kind: 'Healthcare', array: 'healthcareTasks', custom: false },
  { kind: 'CustomHealthcare', array: 'customHealthcareTasks', custom: true },
  { kind: 'CustomSentimentAnalysis', array: 'customSentimentAnalysisTasks', custom: true },
  { kind: 'CustomAbstractiveSummarization', array: 'customAbstractiveSummarizationTasks', custom: true },
];

/** Finds a kind by kind, array name or alias. Letter case counts, as in the hosted service. */
export function findTaskKind(name: string): KnownTaskKind | undefined {
  return knownTaskKinds.find(
    ({ kind, array, aliases }) => kind === name || array === name || aliases?.includes(name) === true,
  );
}
