import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { FileProblem } from '../files/index.ts';
import type { ThreadPool } from '../platform/index.ts';

// A parse runs on a thread and the database work beside it; they talk in turns. The thread asks for pieces of the upload
// and hands over batches, and waits for each answer, so neither runs ahead and memory stays flat.
type FromThread<Batch> = { readonly want: 'piece' } | { readonly batch: Batch };
type ToThread = { readonly piece: Uint8Array | undefined } | { readonly taken: true } | { readonly stop: true };

/** How a parse ended: what it found, or why the file cannot be read. */
export type ParseEnd<Found> =
  | { readonly ok: true; readonly found: Found }
  | { readonly ok: false; readonly problem: string };

/** What the thread's side can ask for. */
export interface ThreadSide<Batch> {
  pieces(): AsyncGenerator<Uint8Array>;
  give(batch: Batch): Promise<void>;
}

/** Runs a parse in the thread; a FileProblem becomes a value. */
export async function parseInThread<Batch, Found>(
  port: MessagePort,
  parse: (side: ThreadSide<Batch>) => Promise<Found>,
): Promise<ParseEnd<Found>> {
  let last: Promise<unknown> = Promise.resolve();
  // One question at a time: streams read ahead while a batch is on its way.
  const ask = (message: FromThread<Batch>): Promise<ToThread> => {
    const answer = last.then(() => {
      const coming = new Promise<ToThread>((resolve) => port.once('message', resolve));
      port.postMessage(message);
      return coming;
    });
    last = answer;
    return answer;
  };
  const side: ThreadSide<Batch> = {
    pieces: async function* () {
      for (;;) {
        const answer = await ask({ want: 'piece' });
        if ('stop' in answer) throw new FileProblem('stopped');
        if (!('piece' in answer) || answer.piece === undefined) return;
        yield answer.piece;
      }
    },
    give: async (batch) => {
      if ('stop' in (await ask({ batch }))) throw new FileProblem('stopped');
    },
  };
  try {
    return { ok: true, found: await parse(side) };
  } catch (error) {
    if (error instanceof FileProblem) return { ok: false, problem: error.message };
    throw error;
  } finally {
    port.close();
  }
}

/** What the main side does for the thread. */
export interface MainSide<Batch> {
  /** The next piece of the upload, undefined behind the last. */
  readonly nextPiece: () => Promise<Uint8Array | undefined>;
  readonly take: (batch: Batch) => Promise<void>;
}

/** Starts a parse on a thread and serves it. An error of this side stops the thread and is thrown. */
export async function parseOnThread<Batch, Found>(
  threads: ThreadPool,
  name: string,
  task: object,
  { nextPiece, take }: MainSide<Batch>,
): Promise<ParseEnd<Found>> {
  const { port1: here, port2: there } = new MessageChannel();
  let failure: { readonly error: unknown } | undefined;
  const answer = async (message: FromThread<Batch>): Promise<ToThread> => {
    if ('want' in message) return { piece: await nextPiece() };
    await take(message.batch);
    return { taken: true };
  };
  here.on('message', (message: FromThread<Batch>) => {
    void answer(message)
      .catch((error: unknown): ToThread => {
        failure = { error };
        return { stop: true };
      })
      .then((reply) => here.postMessage(reply));
  });
  try {
    const file = new URL('./dataset-thread.ts', import.meta.url);
    const end = await threads.run<ParseEnd<Found>>(file, name, { ...task, port: there }, [there], { long: true });
    if (failure !== undefined) throw failure.error;
    return end;
  } finally {
    here.close();
  }
}
