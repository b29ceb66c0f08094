import { ClassifierError } from '../errors/classifier-error.ts';

/**
 * Translates class names into the indices that training, splitting and evaluation work with.
 *
 * @param classes all class names, distinct; a class's index is its position here
 * @returns a function from the names of one document's classes, in any order, to their ascending indices; it throws
 *   ClassifierError `invalid-document` for a name that is not in `classes`
 */
export function toClassIndices(classes: readonly string[]): (names: readonly string[]) => number[] {
  const indexOf = new Map(classes.map((name, index) => [name, index]));
  return (names) =>
    names
      .map((name) => {
        const index = indexOf.get(name);
        if (index === undefined) {
          throw new ClassifierError(
            'invalid-document',
            `${JSON.stringify(name)} is none of the ${classes.length} classes.`,
          );
        }
        return index;
      })
      .sort((a, b) => a - b);
}
