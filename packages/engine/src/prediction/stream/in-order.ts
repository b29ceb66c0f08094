/**
 * Does something with each item, several at a time, and gives the results in the order of the items, each as soon as it
 * and those before it are there. At most `width` results are under way or not yet taken, so a slow taker stops the
 * taking in. A failure comes where the failed result would have come. Leaving early ends the input when it next gives
 * something, or fails.
 */
export async function* inOrder<In, Out>(
  input: AsyncIterable<In>,
  width: number,
  act: (item: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const results: Promise<Out>[] = [];
  const more = createBell();
  const room = createBell();
  let ended = false;
  let left = false;
  let failure: { readonly error: unknown } | undefined;

  const takeIn = async (): Promise<void> => {
    try {
      for await (const item of input) {
        if (left) return;
        const result = act(item);
        // Its failure is thrown when its turn comes. Until then Node must not report an unhandled rejection.
        result.catch(() => undefined);
        results.push(result);
        more.ring();
        while (results.length >= width && !left) await room.heard();
        if (left) return;
      }
    } catch (error) {
      failure = { error };
    } finally {
      ended = true;
      more.ring();
    }
  };

  void takeIn();
  try {
    for (;;) {
      const [next] = results;
      if (next !== undefined) {
        yield await next;
        void results.shift();
        room.ring();
      } else if (ended) {
        if (failure !== undefined) throw failure.error;
        return;
      } else await more.heard();
    }
  } finally {
    left = true;
    room.ring();
  }
}

interface Bell {
  ring(): void;
  /** Resolves at the next ring, at once when it rang since the last time. */
  heard(): Promise<void>;
}

function createBell(): Bell {
  let next = Promise.withResolvers<void>();
  return {
    ring: () => next.resolve(),
    heard: async () => {
      await next.promise;
      next = Promise.withResolvers();
    },
  };
}
