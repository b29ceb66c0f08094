import { argilla, argillaFlat, argillaOne } from './argilla.ts';
import { doccano, doccanoOld } from './doccano.ts';
import { labelStudio, labelStudioMin } from './label-studio.ts';
import { prodigy } from './prodigy.ts';
import type { JsonObject, Shape } from './shape.ts';
import { spacyCats } from './spacy.ts';

const shapes: readonly Shape[] = [
  doccano,
  doccanoOld,
  labelStudio,
  labelStudioMin,
  argilla,
  argillaFlat,
  argillaOne,
  prodigy,
  spacyCats,
];

/** Whose export a file is, by its first object; undefined: it has plain rows. */
export function findShape(first: JsonObject): Shape | undefined {
  return shapes.find((shape) => shape.fits(first));
}

export const shapeOf = (name: string | undefined): Shape | undefined =>
  name === undefined ? undefined : shapes.find((shape) => shape.name === name);
