// `npm run bench:copies near`: how often near-copies have different labels.
// `npm run bench:copies weights`: whether copies should count once, 15 CPU-minutes with 3 draws.
// Both need ../shared/data and print Markdown tables, which are in docs/adr/0029.
import { hasData } from '../accuracy/tasks/read-set.ts';
import { measureCopyWeights } from './copy-weights.ts';
import { measureNearCopies } from './near-copies.ts';

const [what, draws = '3'] = process.argv.slice(2);
if (!hasData()) throw new Error('The data sets are not there: ../shared/data beside the repository.');
if (what === 'near') measureNearCopies();
else if (what === 'weights') measureCopyWeights(Number(draws));
else throw new Error(`Nothing to do: say near or weights, got ${what}.`);
