import { describe, expect, it } from 'vitest';
import { nameSchemas } from './openapi-schemas.ts';

const label = { type: 'object', title: 'Label', properties: { title: { type: 'string' } } };

describe('nameSchemas', () => {
  it('puts each titled schema once under components and refers to it, also from within others', () => {
    const list = { type: 'object', title: 'LabelList', properties: { items: { type: 'array', items: label } } };
    expect(nameSchemas({ info: { title: 'Taxon' }, components: { securitySchemes: {} }, a: label, b: list })).toEqual({
      info: { title: 'Taxon' },
      a: { $ref: '#/components/schemas/Label' },
      b: { $ref: '#/components/schemas/LabelList' },
      components: {
        securitySchemes: {},
        schemas: {
          Label: label,
          LabelList: {
            ...list,
            properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Label' } } },
          },
        },
      },
    });
  });

  it('takes the sentence over an answer for the answer’s', () => {
    const named = nameSchemas({ a: { ...label, description: 'Done.' }, b: { ...label, description: 'Other.' } });
    expect(named).toMatchObject({ components: { schemas: { Label: label } } });
  });

  it('refuses two different schemas with one title', () => {
    expect(() => nameSchemas({ a: label, b: { ...label, type: 'string' } })).toThrow('two schemas are called Label');
  });
});
