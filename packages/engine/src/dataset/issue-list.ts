import type { Issue } from '../platform/index.ts';

// A file with a wrong column has as many issues as rows. The limit keeps the operation's row small.
const shownIssues = 1000;

/** Collects issues: keeps the first 1,000 and counts the rest. */
export interface IssueList {
  add(issue: Issue): void;
  readonly named: readonly Issue[];
  readonly omitted: number;
}

export function createIssueList(): IssueList {
  const named: Issue[] = [];
  let omitted = 0;
  return {
    add: (issue) => {
      if (named.length < shownIssues) named.push(issue);
      else omitted += 1;
    },
    named,
    get omitted() {
      return omitted;
    },
  };
}
