// A client in a process of its own, so that what it uses is not counted as the server's.
//   node bench/stream-client.ts <address> <media type> <rows> <file of texts, one a line>      with the key in TAXON_KEY
// It sends this many rows to `:classifyStream`, as fast as the server takes them, and repeats the texts. It reads the
// answers as fast as they come. It prints one line of JSON: { rows, errors, seconds, cpu }.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

const [address = '', mediaType = '', count = '', file = ''] = process.argv.slice(2);
const rows = Number(count);
const csv = mediaType === 'text/csv';
const texts = readFileSync(file, 'utf8')
  .split('\n')
  .filter((text) => text !== '');
// The rows are prepared once and sent again and again. With ids each row would differ, and the client would pay for
// that.
const round = 1_000;
const pieces = Array.from({ length: Math.ceil(texts.length / round) }, (_, i) =>
  texts.slice(i * round, (i + 1) * round),
).map((some) => ({
  rows: some.length,
  bytes: Buffer.from(
    some.map((text) => (csv ? `"${text.replaceAll('"', '""')}"\n` : `${JSON.stringify({ text })}\n`)).join(''),
  ),
}));

const began = performance.now();
const cpuBefore = process.cpuUsage();
const sending = request(address, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.TAXON_KEY}`, 'content-type': mediaType },
});
const answered = once(sending, 'response');
if (csv) sending.write('text\n');
let sent = 0;
const sendAll = async () => {
  for (let i = 0; sent < rows; i += 1) {
    const piece = pieces[i % pieces.length];
    if (piece === undefined) throw new Error('no texts');
    sent += piece.rows;
    if (!sending.write(piece.bytes)) await once(sending, 'drain');
  }
  sending.end();
};
const sentAll = sendAll();
const [response] = await answered;
let lines = csv ? -1 : 0;
let errors = 0;
for await (const bytes of response as AsyncIterable<Buffer>) {
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  if (bytes.includes('import/row-invalid')) errors += 1;
}
await sentAll;
if (response.statusCode !== 200) throw new Error(`${address}: ${response.statusCode}`);
if (lines !== sent) throw new Error(`${sent} rows were sent, ${lines} came back`);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
console.info(JSON.stringify({ rows: lines, errors, seconds, cpu: (user + system) / 1e6 }));
