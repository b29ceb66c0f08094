/** Long work for tests of the pool: ends when the gate is opened. */
export function waitFor(gate: Int32Array): string {
  Atomics.wait(gate, 0, 0);
  return 'done';
}
