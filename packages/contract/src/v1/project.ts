import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, instant, optionalInstant, resourceName } from './names.ts';

const kind = Type.Enum(['single', 'multi'], {
  description: '`single`: exactly one class a document; `multi`: any number of classes.',
});
export const search = Type.Enum(['none', 'auto'], {
  description:
    '`auto`: after the default, other settings are tried by cross-validation; one is taken when it is better by more than one standard error. Some ten times slower.',
});
const settings = closed({
  confidenceThreshold: Type.Optional(
    Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], {
      description: 'A best class below this score is answered as None; null: no such rule.',
    }),
  ),
  outOfScope: Type.Optional(
    Type.Union([Type.Number({ minimum: 0.5, exclusiveMaximum: 1 }), Type.Null()], {
      description:
        'Single-label: texts that look foreign to all classes are answered as None, so that this share of the others (0.99, 0.95, 0.9…) is still answered. Decided beside `confidenceThreshold`; null: off.',
    }),
  ),
  atLeastOne: Type.Optional(
    Type.Union([Type.Boolean(), Type.Null()], {
      description:
        'Multi-label: whether the best class is answered when none reaches its threshold; null: when every training document had a class.',
    }),
  ),
  encoder: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'What models are trained with beside words: `default` (by language), `none`, `static-en-144`, `static-multi-128`, or another encoder of this server.',
    }),
  ),
  seed: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: 4_294_967_295 }), Type.Null()], {
      description: 'Of trainings that name none; null: derived from the name of the project.',
    }),
  ),
  search: Type.Optional(search),
});
const language = Type.String({ minLength: 2, maxLength: 35, description: 'BCP 47, such as `en` or `pt-br`.' });
const container = Type.String({
  pattern: '^([a-z0-9-]{3,63})?$',
  description: 'The folder container that labels files read their texts from; empty: texts are uploaded.',
});
const changeable = {
  language: Type.Optional(language),
  multilingual: Type.Optional(Type.Boolean()),
  description: Type.Optional(Type.String({ maxLength: 4_096 })),
  settings: Type.Optional(settings),
};

export const ProjectCreate = closed(
  { ...changeable, kind, language, container: Type.Optional(container) },
  { title: 'ProjectCreate' },
);
export type ProjectCreate = Static<typeof ProjectCreate>;

export const ProjectChange = closed(changeable, { title: 'ProjectChange' });
export type ProjectChange = Static<typeof ProjectChange>;

export const ProjectView = closed(
  {
    name: resourceName('The name, unique on this server.'),
    kind,
    language,
    multilingual: Type.Boolean(),
    description: Type.String(),
    container: Type.String(),
    settings,
    createdAt: instant,
    modifiedAt: instant,
    trainedAt: optionalInstant,
    deployedAt: optionalInstant,
  },
  { title: 'Project' },
);
export type ProjectView = Static<typeof ProjectView>;

const ClassView = closed(
  { name: className, documents: Type.Integer({ description: 'Labelled documents with this class.' }) },
  { title: 'Class' },
);
export const ClassList = closed({ items: Type.Array(ClassView) }, { title: 'ClassList' });
export const ClassName = closed({ name: className }, { title: 'ClassName' });
export const ClassRename = closed({ from: className, to: className }, { title: 'ClassRename' });
