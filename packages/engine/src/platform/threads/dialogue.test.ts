import { afterAll, describe, expect, it } from 'vitest';
import { openDialogue } from './dialogue.ts';
import { holdDialogueTask } from './testing/hold-dialogue-task.ts';
import { createThreadPool } from './thread-pool.ts';

const threads = createThreadPool({ max: 2, idleMilliseconds: 300 });
afterAll(() => threads.close());

function hold(questions: readonly number[], answer: (question: number) => Promise<number>, signal?: AbortSignal) {
  const notes: string[] = [];
  const { port, during } = openDialogue({ answer, hear: (note: string) => void notes.push(note) });
  const options = signal === undefined ? { transfer: [port] } : { transfer: [port], signal };
  return { notes, end: during(() => threads.run(holdDialogueTask, { port, questions }, options)) };
}

describe('a dialogue with a thread', () => {
  it('answers one question at a time, in the order they were asked, and hears notes', async () => {
    let underWay = 0;
    let most = 0;
    const { notes, end } = hold([1, 2, 3], async (question) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return question * 10;
    });
    expect(await end).toEqual([10, 20, 30]);
    expect([most, notes.slice(0, 2)]).toEqual([1, ['heard 10', 'heard 20']]);
  });

  it('throws what the answering side threw, as it was, and answers no further question', async () => {
    class Refusal extends Error {}
    const asked: number[] = [];
    const { end } = hold([1, 2, 3], async (question) => {
      asked.push(question);
      if (question === 2) throw new Refusal('not that one');
      return question;
    });
    await expect(end).rejects.toThrow(Refusal);
    expect(asked).toEqual([1, 2]);
  });

  it('lets a thread see that its caller has given up', async () => {
    const giveUp = new AbortController();
    const { notes, end } = hold(
      [1, 2],
      async (question) => {
        giveUp.abort();
        return question;
      },
      giveUp.signal,
    );
    await end;
    expect(notes[0]).toBe('stopped');
  });
});
