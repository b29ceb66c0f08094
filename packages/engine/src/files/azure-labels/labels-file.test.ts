import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileProblem } from '../file-problem.ts';
import { readClass, readDocument, readMetadata } from './labels-file.ts';
import { type LabelsFilePart, readLabelsFile } from './labels-file-reader.ts';

async function* chunks(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}
async function read(text: string, size = 11): Promise<LabelsFilePart[]> {
  const parts: LabelsFilePart[] = [];
  for await (const part of readLabelsFile(chunks(text, size))) parts.push(part);
  return parts;
}
const documents = (parts: readonly LabelsFilePart[], kind: 'single' | 'multi' = 'multi') =>
  parts.flatMap((part) => (part.part === 'document' ? [readDocument(part.value, part.index, kind)] : []));
const classNames = (parts: readonly LabelsFilePart[]) =>
  parts.flatMap((part) => (part.part === 'class' ? [readClass(part.value, part.index)] : []));

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
      project: { language: 'en-us', multilingual: true, settings: {} },
    });
    expect(documents(parts, 'single').map((result) => result.ok && result.document)).toEqual([
      { location: 'a.txt', language: 'en-us', dataset: 'train', labels: ['A'] },
      { location: 'b.txt', language: undefined, dataset: 'test', labels: ['__proto__'] },
      { location: 'c.txt', language: undefined, dataset: undefined, labels: [] },
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
    expect(metadata).toEqual({ kind: 'multi', project: { container: 'c', multilingual: true } });
    expect(documents(parts)).toMatchObject([{ ok: true, document: { labels: ['A', 'B'] } }]);
  });

  it('without metadata and assets (the bare tags file of 2021) is read', async () => {
    const file = '{"classifiers":[{"name":"A"}],"documents":[{"location":"a","classifiers":[{"classifierName":"A"}]}]}';
    const parts = await read(file);
    expect(classNames(parts)).toEqual(['A']);
    expect(documents(parts)).toMatchObject([{ ok: true, document: { location: 'a', labels: ['A'] } }]);
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
      [{ settings: { confidenceThreshold: '1' } }, 'confidenceThreshold": must be a number'],
      [{ settings: [] }, '"metadata.settings"'],
    ];
    for (const [metadata, message] of wrong) expect(() => readMetadata(metadata)).toThrow(message);
    expect(() => readClass({ category: 'a\nb' }, 3)).toThrow('assets.classes[3].category');
    expect(() => readClass('A', 0)).toThrow('must be an object');
  });

  it('of one document is a value', () => {
    const wrong: readonly [unknown, string][] = [
      [null, 'assets.documents[4]'],
      [{}, 'assets.documents[4].location'],
      [{ location: 'a\u0000' }, 'assets.documents[4].location'],
      [{ location: 'a', language: 'klingon' }, 'assets.documents[4].language'],
      [{ location: 'a', dataset: 'Dev' }, 'assets.documents[4].dataset'],
      [{ location: 'a', classes: 'A' }, 'assets.documents[4].classes'],
      [{ location: 'a', classes: [{ category: 1 }] }, 'assets.documents[4].classes'],
      [{ location: 'a', classes: [{ category: 'A' }, { category: 'B' }] }, 'assets.documents[4].class'],
    ];
    for (const [entry, field] of wrong) {
      expect(readDocument(entry, 4, 'single')).toMatchObject({
        ok: false,
        issue: { code: 'input/invalid', parameters: { field } },
      });
    }
  });

  it('never throws for a document, whatever it holds', () => {
    fc.assert(
      fc.property(fc.anything(), (entry) => typeof readDocument(entry, 0, 'multi').ok === 'boolean'),
      { seed: 20261124, numRuns: 500 },
    );
  });
});
