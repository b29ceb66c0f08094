import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileProblem } from '../file-problem.ts';
import { readClass, readDocument, readMetadata } from './labels-file.ts';
import { type LabelsFilePart, readLabelsFile, storableRule } from './labels-file-reader.ts';

async function* chunks(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}
async function read(text: string, size = 11): Promise<LabelsFilePart[]> {
  const parts: LabelsFilePart[] = [];
  for await (const part of readLabelsFile(chunks(text, size))) parts.push(part);
  return parts;
}
const documents = (parts: readonly LabelsFilePart[], kind: 'single' | 'multi' = 'multi') =>
  parts.flatMap((part) => (part.part === 'document' ? [readDocument(part, kind)] : []));
const classNames = (parts: readonly LabelsFilePart[]) =>
  parts.flatMap((part) => (part.part === 'class' ? [readClass(part.value, part.at)] : []));

describe('a labels file', () => {
  it('of the generally available form is read', async () => {
    const file = {
      projectFileVersion: '2022-05-01',
      stringIndexType: 'Utf16CodeUnit',
      metadata: { projectKind: 'customSingleLabelClassification', language: 'en-us', multilingual: true, settings: {} },
      assets: {
        projectKind: 'CustomSingleLabelClassification',
        classes: [{ category: 'A' }, { category: '__proto__' }],
        documents: [
          { location: 'a.txt', language: 'EN-US', dataset: 'Train', class: { category: 'A' } },
          { location: 'b.txt', dataset: 'TEST', class: { category: '__proto__' } },
          { location: 'c.txt' },
        ],
      },
    };
    const parts = await read(JSON.stringify(file));
    expect(classNames(parts)).toEqual(['A', '__proto__']);
    const metadata = parts.find(({ part }) => part === 'metadata');
    expect(readMetadata(metadata?.value)).toEqual({
      kind: 'single',
      kindField: 'metadata.projectKind',
      project: { language: 'en-us', multilingual: true, settings: {} },
    });
    expect(documents(parts, 'single').map((result) => result.ok && result.value)).toEqual([
      { at: 'assets.documents[0]', location: 'a.txt', language: 'en-us', dataset: 'train', labels: ['A'] },
      { at: 'assets.documents[1]', location: 'b.txt', language: undefined, dataset: 'test', labels: ['__proto__'] },
      { at: 'assets.documents[2]', location: 'c.txt', language: undefined, dataset: undefined, labels: undefined },
    ]);
  });

  it('of the 2021 preview is read', async () => {
    const file = {
      'api-version': '2021-11-01-preview',
      metadata: { name: 'p', multiLingual: true, modelType: 'MultiClassification', storageInputContainerName: 'c' },
      assets: {
        classifiers: [{ name: 'A' }, { name: 'B' }],
        documents: [
          { location: 'a.txt', language: 'en-us', classifiers: [{ classifierName: 'A' }, { classifierName: 'B' }] },
        ],
      },
    };
    const parts = await read(JSON.stringify(file, null, 2));
    expect(classNames(parts)).toEqual(['A', 'B']);
    const metadata = readMetadata(parts.find(({ part }) => part === 'metadata')?.value);
    expect(metadata).toEqual({
      kind: 'multi',
      kindField: 'metadata.modelType',
      project: { container: 'c', multilingual: true },
    });
    expect(documents(parts)).toMatchObject([{ ok: true, value: { labels: ['A', 'B'] } }]);
  });

  it('without metadata and assets (the bare tags file of 2021) is read', async () => {
    const file = '{"classifiers":[{"name":"A"}],"documents":[{"location":"a","classifiers":[{"classifierName":"A"}]}]}';
    const parts = await read(file);
    expect(classNames(parts)).toEqual(['A']);
    expect(documents(parts)).toMatchObject([{ ok: true, value: { location: 'a', labels: ['A'] } }]);
  });

  it('may come in pieces cut anywhere', async () => {
    const file = JSON.stringify({
      metadata: { description: '🙂"\\u0041é' },
      assets: { documents: [{ location: 'ü' }] },
    });
    const whole = await read(file, file.length);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: file.length }), async (size) => {
        expect(await read(file, size)).toEqual(whole);
      }),
      { seed: 20261124, numRuns: 30 },
    );
  });

  it.each([
    ['', 'it is empty'],
    ['[1]', 'not a JSON object'],
    ['{"assets": {"documents": [', 'not valid JSON'],
    ['{"a" "secret"}', "it is not valid JSON: line 1, column 6: expected ':' after a name"],
    ['{"assets": {\n  "classes": []\n  "documents": ["secret"]}}', "line 3, column 3: expected ',' or '}'"],
    ['{} x', 'not valid JSON'],
    [`{"a":${'['.repeat(100)}`, 'nested deeper'],
    [`{"a":"${'x'.repeat(6_000_000)}`, 'holds a value beyond'],
  ])('that is none says so without quoting it', async (file, message) => {
    const reading = read(file, 1 << 20);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(FileProblem);
    await expect(reading).rejects.not.toThrow(/secret/);
  });
});

describe('what a labels file says wrongly', () => {
  it('of its project ends it, by field, rule and value', () => {
    const wrong: readonly [unknown, string][] = [
      [5, '"metadata": must be an object, got 5'],
      [{ projectKind: 'CustomEntityRecognition' }, '"metadata.projectKind"'],
      [{ modelType: 'x' }, '"metadata.modelType"'],
      [{ projectKind: 'constructor' }, '"metadata.projectKind"'],
      [{ projectKind: '__proto__' }, '"metadata.projectKind"'],
      [{ language: 1 }, '"metadata.language": must be a string, got 1'],
      [{ multilingual: 'yes' }, '"metadata.multilingual": must be true or false, got "yes"'],
      [{ multiLingual: 1 }, '"metadata.multiLingual": must be true or false, got 1'],
      [{ settings: { confidenceThreshold: '1' } }, 'confidenceThreshold": must be a number'],
      [{ settings: [] }, '"metadata.settings"'],
    ];
    for (const [metadata, message] of wrong) expect(() => readMetadata(metadata)).toThrow(message);
    const classes: readonly [unknown, string][] = [
      [{ category: 'a\nb' }, 'assets.classes[3].category'],
      [{ category: 1 }, '"assets.classes[3].category": must be a string, got 1'],
      [{ name: 1 }, '"assets.classes[3].name": must be a string, got 1'],
      [{}, '"assets.classes[3].category": must be a string, got nothing'],
      ['', '"assets.classes[3]": must be 1 to 100 characters long'],
      [5, '"assets.classes[3]": must be an object with "category", got 5'],
      [[], '"assets.classes[3]": must be an object'],
    ];
    for (const [entry, message] of classes) expect(() => readClass(entry, 'assets.classes[3]')).toThrow(message);
    expect(readClass('A', 'assets.classes[0]')).toBe('A');
  });

  it('of its lists ends it too: an object would pass for an empty list, and empty the project', async () => {
    const wrong: readonly [object, string][] = [
      [{ assets: [] }, 'field "assets": must be an object, got an array'],
      [{ assets: 'x' }, 'field "assets": must be an object, got a string'],
      [{ assets: { documents: { 'a.txt': {} } } }, 'field "assets.documents": must be an array, got an object'],
      [{ assets: { documents: 'a.txt' } }, 'field "assets.documents": must be an array, got a string'],
      [{ assets: { classes: { category: 'A' } } }, 'field "assets.classes": must be an array, got an object'],
      [{ classifiers: 3 }, 'field "classifiers": must be an array, got a number'],
    ];
    for (const [file, message] of wrong) await expect(read(JSON.stringify(file))).rejects.toThrow(message);
    expect(await read(JSON.stringify({ assets: { documents: null, classes: null } }))).toEqual([]);
    // A name with a dot in it is no place.
    expect(await read(JSON.stringify({ 'assets.documents': {}, a: { documents: 1 } }))).toEqual([]);
  });

  it('of one document is a value', () => {
    const wrong: readonly [unknown, string, string][] = [
      [null, 'd[4]', 'null'],
      [['a.txt'], 'd[4]', 'an array of 1'],
      [{}, 'd[4].location', 'nothing'],
      [{ location: 'a\u0000' }, 'd[4].location', '"a\\u0000"'],
      [{ location: ['a'] }, 'd[4].location', 'an array of 1'],
      [{ location: 'a', language: 'klingon' }, 'd[4].language', '"klingon"'],
      [{ location: 'a', dataset: 'Dev' }, 'd[4].dataset', '"Dev"'],
      [{ location: 'a', classes: 'A' }, 'd[4].classes', '"A"'],
      [{ location: 'a', classes: [{ category: 1 }] }, 'd[4].classes[0].category', '1'],
      [{ location: 'a', classifiers: [{ classifierName: {} }] }, 'd[4].classifiers[0].classifierName', 'an object'],
      [{ location: 'a', classes: ['A', 2] }, 'd[4].classes[1]', '2'],
      [{ location: 'a', class: { category: 1 } }, 'd[4].class.category', '1'],
      [{ location: 'a', class: {} }, 'd[4].class.category', 'nothing'],
      [{ location: 'a', class: 7 }, 'd[4].class', '7'],
      [{ location: 'a', class: [{ category: 'A' }, { category: 'B' }] }, 'd[4].class', '2 classes'],
      [{ location: 'a', classes: [{ category: 'A' }, { category: 'B' }] }, 'd[4].classes', '2 classes'],
      [{ location: 'a', dataset: 'Train', classes: [] }, 'd[4].classes', '[]'],
    ];
    for (const [value, field, shown] of wrong) {
      expect(readDocument({ value, at: 'd[4]', unstorable: undefined }, 'single')).toMatchObject({
        ok: false,
        issue: { code: 'input/invalid', parameters: { field, value: shown } },
      });
    }
  });

  it('of one document with an empty list in a single-label project points to the way out', () => {
    const value = { location: 'a', dataset: 'Train', classes: [] };
    const result = readDocument({ value, at: 'assets.documents[0]', unstorable: undefined }, 'single');
    expect(result).toMatchObject({ issue: { message: expect.stringContaining('"outOfScope"') } });
  });

  it('and can be understood is understood', () => {
    const labelsOf = (fields: object, kind: 'single' | 'multi' = 'multi') => {
      const entry = { value: { location: 'a', ...fields }, at: 'd[0]', unstorable: undefined };
      const result = readDocument(entry, kind);
      return result.ok ? result.value.labels : result.issue.message;
    };
    expect(labelsOf({ class: [{ category: 'A' }] }, 'single')).toEqual(['A']);
    expect(labelsOf({ class: 'A; B' }, 'single')).toEqual(['A; B']);
    expect(labelsOf({ class: ['A'] }, 'single')).toEqual(['A']);
    expect(labelsOf({ classes: ['A', { category: 'B' }, 'A'] })).toEqual(['A', 'B']);
    expect(labelsOf({ classes: [], dataset: 'Test' })).toEqual([]);
    expect(labelsOf({ classifiers: [], dataset: 'Test' })).toEqual([]);
    expect(labelsOf({ classes: [] })).toBeUndefined();
    expect(labelsOf({ classes: [] }, 'single')).toBeUndefined();
    expect(labelsOf({ classes: null, class: null, dataset: 'Train' })).toBeUndefined();
    expect(labelsOf({ dataset: 'Train' })).toBeUndefined();
  });

  it('never throws for a document, whatever it holds', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        return typeof readDocument({ value, at: 'd[0]', unstorable: undefined }, 'multi').ok === 'boolean';
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

describe('a string that cannot be stored', () => {
  const bad = ['a\u0000b', 'a\ud800', '\udc00'];

  it('ends the file by its field, wherever it stands outside of documents', async () => {
    for (const text of bad) {
      const files: readonly [object, string][] = [
        [{ metadata: { storageInputContainerName: text } }, 'metadata.storageInputContainerName'],
        [{ metadata: { settings: { more: [1, { deep: text }] } } }, 'metadata.settings.more[1].deep'],
        [{ metadata: { [text]: 1 } }, `metadata[${JSON.stringify(text.toWellFormed())}]`],
        [{ assets: { classes: [{ category: 'A' }, { category: text }] } }, 'assets.classes[1].category'],
        [{ assets: { entities: [[text]] } }, 'assets.entities[0][0]'],
        [{ stringIndexType: text, assets: { documents: [{}] } }, 'stringIndexType'],
      ];
      for (const [file, field] of files) {
        await expect(read(JSON.stringify(file))).rejects.toThrow(`field "${field}": ${storableRule}`);
      }
    }
  });

  it('refuses the document that it stands in, and no other', async () => {
    for (const text of bad) {
      const odd = { location: 'b', classes: [{ category: 'A', note: { x: [text] } }], more: text };
      const file = { assets: { documents: [{ location: 'a' }, odd, { location: 'c' }, { location: 'd', [text]: 1 }] } };
      const results = documents(await read(JSON.stringify(file)));
      expect(results.map(({ ok }) => ok)).toEqual([true, false, true, false]);
      expect(results[1]).toMatchObject({
        issue: { parameters: { field: 'assets.documents[1].classes[0].note.x[0]', rule: storableRule } },
      });
      expect(results[3]).toMatchObject({
        issue: { parameters: { field: expect.stringMatching(/^assets\.documents\[3\]\["/) } },
      });
    }
  });

  it('is found wherever a document holds it, and nothing that can be stored is refused', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...bad));
    const json = fc.jsonValue({ stringUnit: 'binary' });
    return fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, json), { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (entries, size) => {
          const file = JSON.stringify({ documents: entries.map(([location, more]) => ({ location, more })) });
          const parts = await read(file, size);
          const found = parts.map((part) => part.part === 'document' && part.unstorable !== undefined);
          // JSON.stringify writes U+0000 and lone surrogates as escapes, and a backslash as two.
          const escaped = entries.map(([location, more]) =>
            /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify({ location, more })),
          );
          expect(found).toEqual(escaped);
        },
      ),
      { seed: 20261201, numRuns: 200 },
    );
  });
});
