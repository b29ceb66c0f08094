import { findCopies } from '@taxon/classifier';
import { readSet } from '../accuracy/tasks/read-set.ts';

const sets: readonly (readonly [string, readonly string[]])[] = [
  ['banking77', ['train', 'test']],
  ['sms_spam', ['train', 'test']],
  ['trec', ['train', 'test']],
  ['trec_fine', ['train', 'test']],
  ['ag_news', ['train', 'test']],
  ['newsgroups20', ['train', 'test']],
  ['nlupp', ['train', 'test']],
  ['cooking_tags', ['train', 'test']],
  ['reuters21578', ['train', 'test']],
  ['tweet_emoji', ['train', 'dev', 'test']],
  ['sib200', ['train']],
];

/** By group of two or more: its members, the first one first. */
function groupsOf(first: Int32Array, members: readonly number[]): number[][] {
  const groups = new Map<number, number[]>();
  for (const index of members) {
    const group = groups.get(first[index] as number);
    if (group === undefined) groups.set(first[index] as number, [index]);
    else group.push(index);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** How many members of the groups have other labels than the first one of their group. */
function otherLabels(groups: readonly (readonly number[])[], labels: readonly string[]): string {
  const pairs = groups.flatMap(([first, ...others]) => others.map((one) => [first, one] as const));
  const different = pairs.filter(([a, b]) => labels[a ?? -1] !== labels[b]).length;
  const share = pairs.length === 0 ? '–' : `${((100 * different) / pairs.length).toFixed(1)} %`;
  return `${different} of ${pairs.length} | ${share}`;
}

/**
 * How often what is grouped has different labels: of copies, and of near-copies, where each text counts once. Labels are
 * people's, so some of the difference is theirs.
 */
export function measureNearCopies(): void {
  console.info('| set | documents | CPU ms | copies with other labels | | near-copies with other labels | |');
  console.info('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [set, splits] of sets) {
    const documents = splits.flatMap((split) => readSet(set, split));
    const start = process.cpuUsage();
    const { text, group } = findCopies(documents);
    const cpu = process.cpuUsage(start).user / 1000;
    const labels = documents.map((one) => one.labels.join('|'));
    const all = documents.map((_, index) => index);
    const distinct = all.filter((index) => text[index] === index);
    const near = otherLabels(groupsOf(group, distinct), labels);
    console.info(
      `| ${set} | ${documents.length} | ${cpu.toFixed(0)} | ${otherLabels(groupsOf(text, all), labels)} | ${near} |`,
    );
  }
}
