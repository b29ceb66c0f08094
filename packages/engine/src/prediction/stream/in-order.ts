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
  const more = createSignal();
  const room = createSignal();
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
        more.raise();
        while (results.length >= width && !left) await room.raised();
        if (left) return;
      }
    } catch (error) {
      failure = { error };
    } finally {
      ended = true;
      more.raise();
    }
  };

  void takeIn();
  try {
    for (;;) {
      const [next] = results;
      if (next !== undefined) {
        yield await next;
        void results.shift();
        room.raise();
      } else if (ended) {
        if (failure !== undefined) throw failure.error;
        return;
      } else await more.raised();
    }
  } finally {
    left = true;
    room.raise();
  }
}

interface Signal {
  raise(): void;
  /** Resolves when the signal is raised: at once when it was raised since the last wait. */
  raised(): Promise<void>;
}

function createSignal(): Signal {
  let next = Promise.withResolvers<void>();
  return {
    raise: () => next.resolve(),
    raised: async () => {
      await next.promise;
      next = Promise.withResolvers();
    },
  };
}
