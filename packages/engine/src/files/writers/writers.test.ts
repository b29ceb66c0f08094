import { describe, expect, it } from 'vitest';
import { createExportWriter } from './create-export-writer.ts';
import type { ExportedDocument, ExportedProject, ExportFormat } from './exported.ts';

const project: ExportedProject = {
  name: 'tickets',
  kind: 'multi',
  language: 'de',
  multilingual: false,
  description: 'Two "lines"\nof text',
  container: 'texts',
  settings: { confidenceThreshold: 0.4 },
  classes: ['Z', 'A;b'],
};
const bare = { language: undefined, dataset: undefined, labels: undefined };
const documents: readonly ExportedDocument[] = [
  { ...bare, name: 'a.txt', text: 'one, "two"\r\nthree', labels: ['A;b', 'Z'], language: 'en', dataset: 'test' },
  { ...bare, name: 'b.txt', text: '=1+1', labels: ['Z'] },
  { ...bare, name: 'c.txt', text: "'@x", labels: [] },
  { ...bare, name: 'd.txt', text: 'none' },
];

function write(format: ExportFormat, changes: Partial<ExportedProject> = {}, raw = false): string {
  const writer = createExportWriter(format, { ...project, ...changes }, raw);
  return [writer.head, ...documents.map(writer.document), writer.foot].join('');
}

describe('JSON lines', () => {
  it('hold every member that a document has, and an empty list where it has none of the classes', () => {
    expect(write('jsonl').split('\n')).toEqual([
      '{"id":"a.txt","text":"one, \\"two\\"\\r\\nthree","labels":["A;b","Z"],"language":"en","dataset":"test"}',
      '{"id":"b.txt","text":"=1+1","labels":["Z"]}',
      '{"id":"c.txt","text":"\'@x","labels":[]}',
      '{"id":"d.txt","text":"none"}',
      '',
    ]);
  });
});

describe('CSV', () => {
  it('guards formulas, and cells that begin like a guarded one', () => {
    expect(write('csv')).toBe(
      [
        'id,text,labels,language,dataset',
        'a.txt,"one, ""two""\r\nthree","[""A;b"",""Z""]",en,test',
        "b.txt,'=1+1,Z,,",
        "c.txt,''@x,[],,",
        'd.txt,none,,,',
        '',
      ].join('\r\n'),
    );
  });

  it('leaves cells as they are when asked to', () => {
    expect(write('csv', {}, true)).toContain("\r\nb.txt,=1+1,Z,,\r\nc.txt,'@x,[],,\r\n");
  });
});

describe('Azure’s project file', () => {
  it('is JSON with a line for each document', () => {
    const text = write('azure');
    expect(text.split('\n')).toHaveLength(documents.length + 3);
    expect(JSON.parse(text)).toEqual({
      projectFileVersion: '2023-04-01',
      stringIndexType: 'Utf16CodeUnit',
      metadata: {
        projectKind: 'CustomMultiLabelClassification',
        storageInputContainerName: 'texts',
        projectName: 'tickets',
        multilingual: false,
        description: 'Two "lines"\nof text',
        language: 'de',
        settings: { confidenceThreshold: 0.4 },
      },
      assets: {
        projectKind: 'CustomMultiLabelClassification',
        classes: [{ category: 'Z' }, { category: 'A;b' }],
        documents: [
          { location: 'a.txt', language: 'en', dataset: 'Test', classes: [{ category: 'A;b' }, { category: 'Z' }] },
          { location: 'b.txt', classes: [{ category: 'Z' }] },
          { location: 'c.txt', dataset: 'Train', classes: [] },
          { location: 'd.txt' },
        ],
      },
    });
  });

  it('has one class a document in a single-label project, and is whole without documents', () => {
    const writer = createExportWriter('azure', { ...project, kind: 'single', settings: {} }, false);
    const empty = JSON.parse(writer.head + writer.foot);
    expect(empty.metadata).toMatchObject({ projectKind: 'CustomSingleLabelClassification', settings: {} });
    expect(empty.assets.documents).toEqual([]);
    const one = writer.document({ ...bare, name: 'a', text: 'x', labels: ['Z'] });
    expect(JSON.parse(one)).toEqual({ location: 'a', class: { category: 'Z' } });
  });
});
