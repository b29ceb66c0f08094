import { MessageChannel, type MessagePort } from 'node:worker_threads';

declare const spoken: unique symbol;

/**
 * The thread's end of a dialogue. It travels in the input of a task and must be in the list of what is transferred.
 * `Question` and `Answer` are plain data; `Note` is what the thread says without waiting for an answer.
 */
export interface DialoguePort<Question, Answer, Note = never> extends MessagePort {
  /** Only for the compiler, which could not tell two ports apart otherwise. */
  readonly [spoken]?: (question: Question, note: Note) => Answer;
}

/** The main side of a dialogue with a task on a thread. */
export interface OpenDialogue<Question, Answer, Note = never> {
  readonly port: DialoguePort<Question, Answer, Note>;
  /**
   * Runs the task and closes the dialogue when it has ended. When `answer` or `hear` has failed, throws what they threw;
   * the thread only knows that they failed.
   */
  during<T>(run: () => Promise<T>): Promise<T>;
}

type FromThread<Question, Note> = { readonly ask: Question } | { readonly note: Note };
type ToThread<Answer> = { readonly answer: Answer } | { readonly failed: true };

/**
 * Opens a dialogue in which the thread asks and this side answers. The thread waits for each answer before it asks again,
 * so neither side runs ahead of the other and memory stays flat.
 */
export function openDialogue<Question, Answer, Note = never>(sides: {
  readonly answer: (question: Question) => Promise<Answer>;
  readonly hear?: (note: Note) => void;
}): OpenDialogue<Question, Answer, Note> {
  const { port1: here, port2: port } = new MessageChannel();
  let failure: { readonly error: unknown } | undefined;
  const answer = async (question: Question): Promise<ToThread<Answer>> => {
    if (failure === undefined) {
      try {
        return { answer: await sides.answer(question) };
      } catch (error) {
        failure = { error };
      }
    }
    return { failed: true };
  };
  here.on('message', (message: FromThread<Question, Note>) => {
    if ('ask' in message) void answer(message.ask).then((reply) => here.postMessage(reply));
    else {
      try {
        sides.hear?.(message.note);
      } catch (error) {
        failure ??= { error };
      }
    }
  });
  return {
    port,
    during: async (run) => {
      try {
        const result = await run();
        if (failure !== undefined) throw failure.error;
        return result;
      } catch (error) {
        throw failure === undefined ? error : failure.error;
      } finally {
        here.close();
      }
    },
  };
}

/** The thread's side of a dialogue. */
export interface JoinedDialogue<Question, Answer, Note = never> {
  /** Waits for the answer. Fails when the other side failed to answer, or has closed the dialogue. */
  ask(question: Question): Promise<Answer>;
  /** Says something and goes on; it is sent at once, also when the thread computes without a pause. */
  tell(note: Note): void;
}

/** In the thread: takes part in the dialogue. One question is under way at a time; further ones wait for their turn. */
export function joinDialogue<Question, Answer, Note>(
  port: DialoguePort<Question, Answer, Note>,
): JoinedDialogue<Question, Answer, Note> {
  let last: Promise<unknown> = Promise.resolve();
  const send = (message: FromThread<Question, Note>): void => port.postMessage(message);
  return {
    ask: (question) => {
      const answer = last.then(async () => {
        const reply = await replyTo<Answer>(port, () => send({ ask: question }));
        if ('failed' in reply) throw new Error('The other side of the dialogue failed.');
        return reply.answer;
      });
      last = answer.catch(() => undefined);
      return answer;
    },
    tell: (note) => send({ note }),
  };
}

async function replyTo<Answer>(port: MessagePort, send: () => void): Promise<ToThread<Answer>> {
  const coming = Promise.withResolvers<ToThread<Answer>>();
  const close = () => coming.reject(new Error('The other side of the dialogue has gone.'));
  port.once('message', coming.resolve);
  port.once('close', close);
  send();
  try {
    return await coming.promise;
  } finally {
    port.off('close', close);
  }
}
