import { englishTasks } from './english-tasks.ts';
import { languageTasks } from './language-tasks.ts';
import { outOfScopeTasks } from './out-of-scope-tasks.ts';
import type { Size, Task } from './task.ts';

export const tasks: readonly Task[] = [...englishTasks, ...outOfScopeTasks, ...languageTasks];

const all = Number.POSITIVE_INFINITY;
export const fullSize: Size = { train: all, test: all, draws: all, languages: all };
export const quickSize: Size = { train: 1000, test: 300, draws: 2, languages: 3 };
