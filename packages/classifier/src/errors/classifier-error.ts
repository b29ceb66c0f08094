/** Why the classifier refused: `message` says which value broke which rule. */
export type ClassifierErrorCode =
  | 'aborted'
  | 'too-few-documents'
  | 'too-few-classes'
  | 'too-many-classes'
  | 'too-large'
  | 'invalid-document'
  | 'invalid-setting'
  | 'model-damaged'
  | 'model-newer'
  | 'encoder-damaged'
  | 'encoder-newer'
  | 'encoder-missing';

/** The only error this package throws on purpose; anything else is a defect of ours. */
export class ClassifierError extends Error {
  readonly code: ClassifierErrorCode;

  constructor(code: ClassifierErrorCode, message: string) {
    super(message);
    this.name = 'ClassifierError';
    this.code = code;
  }
}
