import { isObject, type JsonObject, listOf, type Shape, textMember } from './shape.ts';

/**
 * `{"id":1,"data":{"text":"…"},"annotations":[{"result":[{"type":"choices","value":{"choices":["a"]}}]}]}`: Label Studio's
 * JSON. Of several annotations the one that is marked as the truth counts, else the last that was not cancelled.
 */
export const labelStudio: Shape = {
  name: 'Label Studio JSON',
  fits: (object) => isObject(object.data) && ('annotations' in object || 'completions' in object),
  read: (object) => {
    const data = isObject(object.data) ? object.data : {};
    const annotations = listOf(object.annotations ?? object.completions)
      .filter(isObject)
      .filter((annotation) => annotation.was_cancelled !== true);
    const annotation = annotations.find((each) => each.ground_truth === true) ?? annotations.at(-1);
    const labels = annotation && labelsOf(annotation);
    return { raw: { id: object.id, text: textMember(data), labels }, finished: labels !== undefined };
  },
  members: [
    'id',
    'data',
    'annotations',
    'completions',
    'predictions',
    'drafts',
    'meta',
    'created_at',
    'updated_at',
    'inner_id',
    'total_annotations',
    'cancelled_annotations',
    'total_predictions',
    'comment_count',
    'unresolved_comment_count',
    'last_comment_updated_at',
    'project',
    'updated_by',
    'comment_authors',
    'file_upload',
  ],
};

/**
 * The choices of an annotation. Paths of a taxonomy are given as the lists that they are, which the row is then refused for.
 * Undefined: it says something, but nothing of classes, such as spans or a rating.
 */
function labelsOf(annotation: JsonObject): readonly unknown[] | undefined {
  const values = listOf(annotation.result).flatMap((result) =>
    isObject(result) && isObject(result.value) ? [result.value] : [],
  );
  const places = values.flatMap(({ choices, taxonomy }) => [choices, taxonomy].filter(Array.isArray));
  return places.length === 0 && values.length > 0 ? undefined : places.flat();
}

const minimal = ['id', 'annotator', 'annotation_id', 'created_at', 'updated_at', 'lead_time', 'agreement'];

/** Whether these are the columns of Label Studio's CSV, TSV or JSON_MIN. */
export const isLabelStudioMin = (names: readonly string[]): boolean =>
  names.includes('annotation_id') && (names.includes('lead_time') || names.includes('annotator'));

/**
 * Label Studio's CSV, TSV and JSON_MIN name the label's column as the labelling control: it is the one that is none of
 * their own and not the text. Undefined: there are several or none.
 */
export function labelOfLabelStudioMin(names: readonly string[]): string | undefined {
  const others = names.filter((name) => !minimal.includes(name) && name.toLowerCase() !== 'text');
  return others.length === 1 ? others[0] : undefined;
}

/** `{"text":"…","id":1,"topic":"a" | {"choices":["a","b"]},"annotator":1,"annotation_id":1,"lead_time":3.1}`. */
export const labelStudioMin: Shape = {
  name: 'Label Studio JSON_MIN',
  fits: (object) => isLabelStudioMin(Object.keys(object)) && typeof object.text === 'string',
  read: (object) => {
    const label = labelOfLabelStudioMin(Object.keys(object));
    return {
      raw: { id: object.id, text: object.text, labels: label && chosen(object[label]) },
      finished: true,
      labelMember: label,
    };
  },
  members: [...minimal, 'text'],
};

/** One class is written as it is, several as `{"choices":[…]}`. */
const chosen = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);
