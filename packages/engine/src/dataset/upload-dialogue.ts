import { FileProblem } from '../files/index.ts';
import type { ThreadPool } from '../platform/index.ts';
import {
  type DialoguePort,
  issue,
  joinDialogue,
  openDialogue,
  type Result,
  type ThreadContext,
  type ThreadTask,
} from '../platform/on-threads.ts';

// An upload is parsed on a thread, and the database work is done on the main side. The thread asks for pieces of the
// upload and hands over batches of what it found.
type Question<Batch> = 'next piece' | { readonly batch: Batch };

/** What a thread gets to start a parse. */
export interface ParseInput<Input, Batch> {
  readonly input: Input;
  readonly port: DialoguePort<Question<Batch>, Uint8Array | undefined>;
}

/** The upload on the side of the thread. */
export interface Upload<Batch> {
  pieces(): AsyncGenerator<Uint8Array>;
  /** Hands a batch over and waits until the main side has taken it. */
  give(batch: Batch): Promise<void>;
}

/** Makes the function of a thread task from a parse. A FileProblem becomes the issue `import/file-invalid`. */
export function parsing<Input, Batch, Found>(
  parse: (input: Input, upload: Upload<Batch>) => Promise<Found>,
): (task: ParseInput<Input, Batch>, context: ThreadContext) => Promise<Result<Found>> {
  return async ({ input, port }) => {
    const { ask } = joinDialogue(port);
    const upload: Upload<Batch> = {
      pieces: async function* () {
        for (let piece = await ask('next piece'); piece !== undefined; piece = await ask('next piece')) yield piece;
      },
      give: async (batch) => void (await ask({ batch })),
    };
    try {
      return { ok: true, value: await parse(input, upload) };
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      return { ok: false, issue: issue('import/file-invalid', { problem: error.message }) };
    }
  };
}

/** What the main side does for the thread. */
interface MainSide<Batch> {
  /** The next piece of the upload; undefined behind the last. */
  readonly nextPiece: () => Promise<Uint8Array | undefined>;
  readonly take: (batch: Batch) => Promise<void>;
}

/** Runs a parse on a thread and answers its questions. An error of `nextPiece` or `take` ends the parse and is thrown. */
export async function parseOnThread<Input, Batch, Found>(
  threads: ThreadPool,
  task: ThreadTask<ParseInput<Input, Batch>, Result<Found>>,
  input: Input,
  { nextPiece, take }: MainSide<Batch>,
): Promise<Result<Found>> {
  const { port, during } = openDialogue({
    answer: async (question: Question<Batch>) => {
      if (question === 'next piece') return nextPiece();
      await take(question.batch);
      return undefined;
    },
  });
  return during(() => threads.run(task, { input, port }, { transfer: [port] }));
}
