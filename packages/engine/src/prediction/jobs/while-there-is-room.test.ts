import { expect, it } from 'vitest';
import { whileThereIsRoom } from './while-there-is-room.ts';

it('lets callers in up to the limit, and refuses the next with the counts', async () => {
  const threads = { busy: 1 };
  const act = whileThereIsRoom(threads, 2, async (text: string) => text.length);
  expect(await act('four')).toBe(4);
  threads.busy = 2;
  await expect(act('four')).rejects.toMatchObject({ code: 'prediction/backlog', parameters: { count: 2, limit: 2 } });
});
