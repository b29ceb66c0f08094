import type { KeyValue } from 'hyparquet';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Names of classes by column. Hugging Face's data sets store the classes of a column `ClassLabel` as their numbers and
 * keep the names in the file's metadata, under `huggingface`.
 */
export function classLabelNames(metadata: readonly KeyValue[] | undefined): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const [column, feature] of Object.entries(featuresOf(metadata))) {
    const found = namesOf(feature);
    if (found !== undefined) names.set(column, found);
  }
  return names;
}

function featuresOf(metadata: readonly KeyValue[] | undefined): Json {
  const text = metadata?.find(({ key }) => key === 'huggingface')?.value;
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    const info = isObject(parsed) ? parsed.info : undefined;
    const features = isObject(info) ? info.features : undefined;
    return isObject(features) ? features : {};
  } catch {
    return {};
  }
}

/** Of a column of classes, or of lists of classes (`Sequence`, `List`). */
function namesOf(feature: unknown): readonly string[] | undefined {
  if (Array.isArray(feature)) return namesOf(feature[0]);
  if (!isObject(feature)) return undefined;
  if (feature._type !== 'ClassLabel') return isObject(feature.feature) ? namesOf(feature.feature) : undefined;
  const { names } = feature;
  return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined;
}
