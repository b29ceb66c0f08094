/** Why the classifier refused. The `message` of the error says which value broke which rule. */
export type ClassifierErrorCode =
  | 'aborted'
  | 'too-few-documents'
  | 'too-few-classes'
  | 'too-large'
  | 'invalid-document'
  | 'invalid-setting'
  | 'model-damaged'
  | 'model-newer'
  | 'encoder-damaged'
  | 'encoder-newer'
  | 'encoder-missing';

/** The only error that this package throws on purpose. Any other error is a defect of the package. */
export class ClassifierError extends Error {
  readonly code: ClassifierErrorCode;

  constructor(code: ClassifierErrorCode, message: string) {
    super(message);
    this.name = 'ClassifierError';
    this.code = code;
  }
}
