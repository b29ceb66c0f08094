import { storableText } from './characters.ts';

/**
 * The closed list of everything that can go wrong by rule. No HTTP and no vendor words here: doors map each code to
 * their own shape. Templates name the field, the rule and the value; `{name}` places are filled from the parameters.
 * Texts of documents and keys never enter a parameter.
 */
export const errorCatalogue = {
  'access/key-not-found': 'There is no key named "{keyName}".',
  'access/key-exists': 'A key named "{keyName}" exists already.',
  'access/last-owner':
    'The key "{keyName}" is the last owner key for all projects: make another one before you revoke it.',
  'access/forbidden': 'The key "{actor}" has the role "{role}" and may not {action}.',
  'access/forbidden-project': 'The key "{actor}" is not valid for the project "{projectName}".',
  'access/key-too-wide':
    'The key "{actor}" is for the projects {projects} only: it makes and revokes keys that name projects among these, and no key for all projects.',
  'input/invalid': 'Field "{field}": {rule}, got {value}.',
  'input/missing': 'Field "{field}" is required.',
  'project/not-found': 'There is no project named "{projectName}".',
  'project/kind-immutable': 'Field "{field}": the kind of the project "{projectName}" is {kind} and cannot change.',
  'project/container-immutable':
    'Field "{field}": the container of the project "{projectName}" is "{container}" and cannot change.',
  'project/importing':
    'An import of the project "{projectName}" holds what this request changes. Ask again when the import has ended.',
  'project/limit': 'There are {count} projects; at most {limit} are allowed.',
  'class/not-found': 'The project "{projectName}" has no class named "{className}".',
  'class/exists': 'The project "{projectName}" has a class named "{className}" already.',
  'class/limit': 'A project may have at most {limit} classes, got {count}.',
  'document/not-found': 'The project "{projectName}" has no document named "{documentName}".',
  'document/limit': 'A project may have at most {limit} documents, got {count}.',
  'container/not-found': 'The container "{container}" does not exist on host {host}.',
  'container/location-outside': 'The location "{location}" leaves its container.',
  'import/busy': 'Uploads of {count} MB are being received; at most {limit} MB at a time are. Ask again.',
  'import/disk-full': 'The upload does not fit: the disk of the data folder is full.',
  'import/file-invalid': 'The file cannot be read: {problem}.',
  'import/document-missing': 'Document "{location}" does not exist in the container "{container}".',
  'import/document-empty': 'Document "{location}" is empty.',
  'import/document-undecodable': 'Document "{location}" cannot be read: {problem}.',
  'import/document-too-long': 'Document "{location}" has {length} text elements; at most {limit} are allowed.',
  'import/document-duplicate':
    'Your document location `{location}` is duplicated in the dataset `{dataset}`. No duplicate document locations are allowed in the same dataset.',
  'import/document-listed-again':
    'Document "{location}" is listed in the dataset `{first}` and again in the dataset `{second}`: the first entry counts.',
  'import/text-not-uploaded':
    'Document "{location}": no text was uploaded under this name, and the project has no container.',
  'import/no-texts':
    'Field "{field}": the file names no container, and no texts were uploaded to the project "{projectName}".',
  'import/mostly-no-class':
    '{count} of {imported} documents are reviewed with no class, more than half. If an empty list means "not labelled" in this file, leave it out there.',
  'import/class-unknown':
    'Document "{location}" has the class "{className}", which is not among the classes of the file.',
  'import/characters-replaced': 'Document "{location}": U+0000 or lone surrogates were replaced by U+FFFD.',
  'import/row-fields': '{place}: {rule}.',
  'import/columns-passed-over': 'Nothing was read from {columns}.',
  'import/cell-holds-rows':
    'The rows on the lines {lines} hold whole lines within quotes that look like rows: a quote may be missing, or one too many.',
  'import/classes-too-many':
    'The file names at least {count} classes that the project has not, and at most {limit} are allowed: the wrong column may have been read as labels.',
  'import/labels-differ':
    'The {rows} labelled rows name {count} different classes: the wrong column may have been read as labels.',
  'import/spellings-joined':
    '{count} labels are another spelling of a class, such as {value} for "{className}"; they were taken as that class.',
  'import/document-exists':
    'The project has {count} of the documents of the rows up to row {row} already, such as "{documentName}" (onExisting=fail).',
  'import/missing-value-as-class':
    '{classes} came in as classes. Programs write this where there is no value: leave the place empty for a document without label.',
  'import/classes-joined':
    '{count} classes look like several ones joined, such as {value}: where they are, import the file with labelSeparator={separator}.',
  'import/rows-unlabelled':
    'The file has no "label" and no "labels": the {imported} documents that came in have no classes.',
  'import/row-invalid': '{place}: field "{field}": {rule}, got {value}.',
  'import/contradicting-copies':
    '{count} documents have a text that also stands under other labels in this import: {names}.',
  'operation/not-found': 'There is no {kind} job with the id "{operationId}".',
  'operation/file-missing': 'The job "{operationId}" is {status}; its file is there when the job has succeeded.',
  'operation/not-cancellable': 'The job "{operationId}" is {status} and cannot be cancelled.',
  'operation/attempts-exhausted': 'The job was interrupted {attempts} times and is not tried again.',
  'operation/internal':
    "The job failed for a reason that is not the caller's. The server log names it under this id: {operationId}.",
  'training/too-few-documents':
    'The project "{projectName}" has {count} labelled documents for training; at least {minimum} are needed.',
  'training/too-few-classes':
    'The project "{projectName}" has {count} classes with labelled documents; at least {minimum} are needed.',
  'training/no-test-documents':
    'The evaluation is "manual", but no labelled document of the project "{projectName}" is assigned to "test".',
  'training/cross-validated':
    'The split left no test document. The metrics are those of cross-validation on the training documents.',
  'training/nothing-measured':
    'The split left no test document, and no training document could be held out. Nothing is known about the quality of the model.',
  'training/test-documents-left-out':
    '{count} documents are assigned to "test". The split is by percentage, so they were neither trained nor tested on: {names}.',
  'training/copies-across-split':
    '{count} test documents have a text that was also trained on, so they say nothing about new texts: {names}. The evaluation has the metrics without them.',
  'training/contradicting-copies': '{count} documents have a text that also stands under other labels: {names}.',
  'training/already-running': 'A training job of the project "{projectName}" is running; one is allowed at a time.',
  'training/config-version-unknown': 'Field "{field}": must be one of {supported}, got "{version}".',
  'training/too-large': 'The training set is too large: {problem}.',
  'training/split-invalid':
    'Fields "{field}" and "{otherField}": must be whole numbers from 1 to 99 that add up to 100, got {training} and {testing}.',
  'model/not-found': 'The project "{projectName}" has no model named "{modelName}".',
  'model/not-trained': 'Model `{modelName}` is not trained. Please train the model first.',
  'model/deployed': 'The model "{modelName}" is used by the deployments {deployments} and cannot be deleted.',
  'model/limit': 'The project "{projectName}" has {count} models; at most {limit} are allowed.',
  'model/not-described':
    'The model "{modelName}" was trained by the first version of Taxon, which kept no report; train it again.',
  'model/unreadable': 'The model "{modelName}" cannot be opened: {problem}.',
  'model/encoder-missing':
    'The model "{modelName}" needs the encoder "{encoder}", which this server does not have; it has {available}.',
  'encoder/unusable': 'The encoder "{encoder}" cannot be used: {problem}.',
  'encoder/folder-unreadable': 'The folder {folder}, named as the one of encoders, cannot be read: {problem}.',
  'deployment/not-found': 'The project "{projectName}" has no deployment named "{deploymentName}".',
  'deployment/limit': 'The project "{projectName}" has {count} deployments; at most {limit} are allowed.',
  'deployment/settings-reset':
    'The settings of the deployment "{deploymentName}" were made for the model it pointed at before and hold no more.',
  'deployment/threshold-dropped':
    'The model "{modelName}" has no class named "{className}": its threshold in the deployment "{deploymentName}" was dropped.',
  'deployment/kind-mismatch': 'The project "{projectName}" is a {actual} project; the task asks for {asked}.',
  'prediction/not-found': 'There is no prediction job with the id "{jobId}".',
  'prediction/no-documents': 'At least one document is needed.',
  'prediction/too-many-documents': 'Batch request contains too many records. Max {limit} records are permitted.',
  'prediction/duplicate-document-id':
    'Request contains duplicated ids. Make sure each document has a unique id: "{documentId}".',
  'prediction/document-id-empty': 'Document id is missing or empty (document number {number}).',
  'prediction/document-empty': 'Document text is empty.',
  'prediction/too-many-characters': 'Request contains {length} text elements; at most {limit} are permitted.',
  'prediction/language-unsupported': "Invalid language code '{language}'. Supported languages: {supported}.",
  'prediction/no-tasks': 'At least one task is needed.',
  'prediction/duplicate-task-name':
    'Duplicate task name {taskName} for task type {taskKind}. Make sure each task under a task type has a unique name',
  'prediction/task-unsupported':
    'Tasks of the kind "{taskKind}" are not served here; custom single- and multi-label classification are.',
  'prediction/backlog': '{count} prediction jobs are waiting; at most {limit} are accepted.',
  'platform/database-unavailable': 'The database cannot be reached.',
  'platform/database-newer':
    'The database was written by a newer Taxon (it knows the migration "{migration}", this one does not). Start that version, or a newer one.',
  'platform/postgres-too-old': 'PostgreSQL {version} is too old; 15 or newer is needed.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof errorCatalogue;
export type ErrorParameters = Readonly<Record<string, string | number>>;

/** An act ended because a rule of the product said no. `message` is the filled template and safe to show. */
export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly parameters: ErrorParameters;

  constructor(code: ErrorCode, parameters: ErrorParameters = {}) {
    super(describe(code, parameters));
    this.name = 'EngineError';
    this.code = code;
    this.parameters = parameters;
  }
}

/** Fills a code's template. A place without a parameter stays visible as `{name}`; a sentence at the end keeps one full stop. */
export function describe(code: ErrorCode, parameters: ErrorParameters = {}): string {
  const filled = errorCatalogue[code].replace(/\{(\w+)\}/g, (place, name: string) => String(parameters[name] ?? place));
  return filled.replace(/([.!?])\.$/, '$1');
}

/** A catalogued error as a value: for rows and lists, where one bad thing must not stop the others. */
export interface Issue {
  readonly code: ErrorCode;
  readonly message: string;
  readonly parameters: ErrorParameters;
}

/** Makes an issue from a code. It is stored with an operation, so what of a file's names cannot be stored is replaced. */
export function issue(code: ErrorCode, parameters: ErrorParameters = {}): Issue {
  const storable = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? storableText(value).text : value,
    ]),
  );
  return { code, message: describe(code, storable), parameters: storable };
}
