import { isObject, type JsonObject, listOf, type Shape, type ShapedRow, textMember } from './shape.ts';

/**
 * `{"fields":{"text":"…"},"responses":{"label":[{"value":"a"}]},"status":"completed"}`: Argilla 2, and its feedback datasets
 * of version 1, whose responses are a list with `values` and `status`. The first submitted answer counts.
 */
export const argilla: Shape = {
  name: 'Argilla JSON',
  fits: (object) => isObject(object.fields) && ('responses' in object || 'suggestions' in object),
  read: (object) => {
    const fields = isObject(object.fields) ? object.fields : {};
    const answer = answerOf(object);
    const raw = { id: object.id ?? object.external_id, text: textMember(fields), labels: asList(answer?.value) };
    return { raw, finished: answer !== undefined || object.status === 'completed' };
  },
  members: ['id', 'external_id', 'fields', 'responses', 'suggestions', 'metadata', 'vectors', 'status', '_server_id'],
};

function answerOf({ responses }: JsonObject): { value: unknown } | undefined {
  if (Array.isArray(responses)) {
    const submitted = responses.filter(isObject).find(({ status }) => status === 'submitted');
    const first = isObject(submitted?.values) ? Object.values(submitted.values)[0] : undefined;
    return isObject(first) ? { value: first.value } : undefined;
  }
  const [answers] = isObject(responses) ? Object.values(responses) : [];
  const first = listOf(answers)
    .filter(isObject)
    .find(({ status }) => status === undefined || status === 'submitted');
  return first && { value: first.value };
}

/** Argilla 2 `to_list(flatten=True)`: `{"id":"…","status":"…","text":"…","label.responses":["a"]}`. */
export const argillaFlat: Shape = {
  name: 'Argilla flat JSON',
  fits: (object) => Object.keys(object).some((name) => name.endsWith('.responses')),
  read: (object) => {
    const [key] = Object.keys(object).filter((name) => name.endsWith('.responses'));
    const answers = listOf(key && object[key]);
    const states = listOf(key && object[`${key}.status`]);
    const at = answers.findIndex((_, i) => states[i] === undefined || states[i] === 'submitted');
    const raw = { id: object.id, text: object.text, labels: asList(answers[at]) };
    return { raw, finished: at !== -1 || object.status === 'completed' };
  },
  members: ['id', 'status', 'text', '_server_id'],
};

/** `{"text":"…","prediction":…,"annotation":"a","multi_label":false,"status":"Validated"}`: Argilla 1 and Rubrix. */
export const argillaOne: Shape = {
  name: 'Argilla 1 JSON',
  fits: (object) => 'annotation' in object && ('annotation_agent' in object || 'multi_label' in object),
  read: (object): ShapedRow => {
    const inputs = isObject(object.inputs) ? object.inputs : {};
    const raw = { id: object.id, text: object.text ?? textMember(inputs), labels: asList(object.annotation) };
    return { raw, finished: object.status === 'Validated' };
  },
  members: [
    'id',
    'text',
    'inputs',
    'prediction',
    'prediction_agent',
    'annotation',
    'annotation_agent',
    'vectors',
    'multi_label',
    'explanation',
    'metadata',
    'status',
    'event_timestamp',
    'metrics',
    'search_keywords',
  ],
};

/** One class is written as it is, several as a list. */
const asList = (value: unknown): unknown => (typeof value === 'string' ? [value] : (value ?? undefined));
