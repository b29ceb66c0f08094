import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Vectors by text hash, as 16-bit floats. */
export type HashedVector = readonly [hash: string, half: Uint8Array];

/** Where vectors outlive a thread. */
export interface VectorCache {
  find(hashes: readonly string[]): Promise<readonly HashedVector[]>;
  keep(vectors: readonly HashedVector[]): Promise<void>;
}

// A thread has no database; it asks the main side and waits for each answer, so neither runs ahead.
type Question = { readonly find: readonly string[] } | { readonly keep: readonly HashedVector[] };
type Answer = { readonly vectors: readonly HashedVector[] } | { readonly refused: true };

/** In the thread: the cache at the other end of the port. */
export function borrowVectors(port: MessagePort): VectorCache {
  const ask = async (question: Question): Promise<readonly HashedVector[]> => {
    const coming = new Promise<Answer>((resolve, reject) => {
      port.once('message', resolve);
      port.once('close', () => reject(new Error('The cache of vectors was closed.')));
    });
    port.postMessage(question);
    const answer = await coming;
    port.removeAllListeners();
    if ('refused' in answer) throw new Error('The cache of vectors failed.');
    return answer.vectors;
  };
  return { find: (find) => ask({ find }), keep: async (keep) => void (await ask({ keep })) };
}

/** A cache lent to a thread. */
export interface Loan {
  /** The thread's end, to be transferred. */
  readonly port: MessagePort;
  /** What the cache itself threw, which the thread only knows as a failure. */
  readonly failure: { readonly error: unknown } | undefined;
  end(): void;
}

/** On the main side: answers the thread's questions until it is ended. */
export function lendCache(cache: VectorCache): Loan {
  const { port1: here, port2: port } = new MessageChannel();
  let failure: { readonly error: unknown } | undefined;
  const answer = async (question: Question): Promise<Answer> => {
    if ('find' in question) return { vectors: await cache.find(question.find) };
    await cache.keep(question.keep);
    return { vectors: [] };
  };
  here.on('message', (question: Question) => {
    void answer(question)
      .catch((error: unknown): Answer => {
        failure = { error };
        return { refused: true };
      })
      .then((reply) => here.postMessage(reply));
  });
  return {
    port,
    get failure() {
      return failure;
    },
    end: () => here.close(),
  };
}
