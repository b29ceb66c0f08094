import type { Issue } from '../platform/index.ts';

// An operation's row stays readable; a file with a wrong column has as many faults as rows.
const shownIssues = 1000;

/** Collects what was wrong, names the first thousand and counts the rest. */
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
