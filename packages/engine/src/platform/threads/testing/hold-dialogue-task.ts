import { type DialoguePort, joinDialogue } from '../dialogue.ts';
import { defineThreadTask, type ThreadContext } from '../thread-task.ts';

interface Input {
  readonly port: DialoguePort<number, number, string>;
  readonly questions: readonly number[];
}

/** For tests of the dialogue: asks all questions at once, tells what it hears, and ends early when it is to stop. */
export const holdDialogueTask = defineThreadTask(
  import.meta.url,
  async ({ port, questions }: Input, { signal }: ThreadContext): Promise<readonly number[]> => {
    const { ask, tell } = joinDialogue(port);
    return Promise.all(
      questions.map(async (question) => {
        const answer = await ask(question);
        tell(signal.aborted ? 'stopped' : `heard ${answer}`);
        return answer;
      }),
    );
  },
);
