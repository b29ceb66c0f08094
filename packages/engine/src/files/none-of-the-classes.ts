/** Why a single-label project refuses an empty list of labels, as a rule of the field. */
export const noneInSingleLabel =
  'must name a class in a single-label project: texts of none of the classes are what the setting "outOfScope" of the project is for';
