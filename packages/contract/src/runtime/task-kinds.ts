/** A task kind that clients of these doors know how to ask for. `serves` undefined: answered as a task that failed. */
export interface KnownTaskKind {
  /** `kind` of an item; results append `LROResults`. */
  readonly kind: string;
  /** Name of the array in an object of tasks; kinds younger than that form have the name they would have had. */
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

/** By kind, array name or alias; exact, as the hosted service compares. */
export function findTaskKind(name: string): KnownTaskKind | undefined {
  return knownTaskKinds.find(
    ({ kind, array, aliases }) => kind === name || array === name || aliases?.includes(name) === true,
  );
}
