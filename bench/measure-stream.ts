// The stream alone: node bench/measure-stream.ts [--stream=<texts>]
import { parseArgs } from 'node:util';
import { removeDataDirectory, startTaxon } from '@taxon/testkit/process/taxon-process';
import { machineFacts } from './machine.ts';
import { measureStream } from './stream.ts';

const { values } = parseArgs({ options: { stream: { type: 'string', default: '1000000' }, root: { type: 'string' } } });
const taxon = await startTaxon(values.root === undefined ? {} : { root: values.root });
try {
  console.info(machineFacts());
  console.info(await measureStream(taxon, Number(values.stream)));
} finally {
  await taxon.stop();
  await removeDataDirectory(taxon.dataDirectory);
}
