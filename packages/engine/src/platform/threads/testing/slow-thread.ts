/** Long work for tests of the pool: ends when the gate is opened. */
export function waitFor(gate: Int32Array): string {
  Atomics.wait(gate, 0, 0);
  return 'done';
}

let calls = 0;
/** How often this thread was asked: a thread that is alone remembers. */
export function countCalls(): number {
  calls += 1;
  return calls;
}
