import { ClassifierError } from '../errors/classifier-error.ts';
import { kernelsBase64 } from './generated/kernels.ts';

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

// The part of the WebAssembly API that is used here. The package has neither the DOM's nor Node's types.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

/** What the WebAssembly module of assembly/ exports. Addresses are in bytes; the other parameters count things. */
export interface Kernels {
  readonly memory: WasmMemory;
  configureProblem(
    loss: number,
    classCount: number,
    stride: number,
    blockWidth: number,
    sparseColumns: number,
    dimension: number,
    documents: number,
    leastMove: number,
  ): void;
  configureAddresses(
    rowStart: number,
    index: number,
    value: number,
    dense: number,
    labelStart: number,
    labels: number,
    cost: number,
    norms: number,
    rows: number,
    dual: number,
    weights: number,
    bias: number,
    sleep: number,
    streak: number,
    scratch: number,
    moves: number,
  ): void;
  visitDocuments(order: number, from: number, to: number, quiet: number): number;
  applyDuals(): void;
  scoreMatrixRow(row: number, out: number): void;
  configureExtractor(
    classes: number,
    classEnd: number,
    codes: number,
    tokens: number,
    slots: number,
    found: number,
  ): void;
  extractFeatures(length: number, slotMask: number): number;
  tokenizeText(length: number): number;
  addByteRows(rows: number, stride: number, value: number, entries: number, out: number): void;
  ln(x: number): number;
  expEach(values: number, count: number): void;
  sigmoidEach(values: number, count: number): void;
}

/** The module's own constants lie below this address. Everything above it is free. */
export const FREE_MEMORY = 65_536;

const PAGE = 65_536;
const MAX_MEMORY = 0x1_0000_0000 - PAGE;

let compiled: object | undefined;

/** A new instance with a memory of its own, which is freed with the instance. The first call compiles (about 1 ms). */
export function createKernels(): Kernels {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelsBase64), (c) => c.charCodeAt(0)));
  return new WebAssembly.Instance(compiled, {}).exports as Kernels;
}

/**
 * Makes the memory at least so large.
 * @throws ClassifierError `too-large` above 4 GB, or when the machine does not have the memory
 */
export function reserveMemory(kernels: Kernels, bytes: number): void {
  const missing = bytes - kernels.memory.buffer.byteLength;
  if (missing <= 0) return;
  const refused = () =>
    new ClassifierError(
      'too-large',
      `Training needs ${Math.ceil(bytes / 0x10_0000)} MB of memory, more than there is.`,
    );
  if (bytes > MAX_MEMORY) throw refused();
  try {
    kernels.memory.grow(Math.ceil(missing / PAGE));
  } catch {
    throw refused();
  }
}

/** Gives one address after the other, each a multiple of 64 bytes. `take` reserves so many bytes; `end` is the next address. */
export function createLayout(start = FREE_MEMORY) {
  let at = start;
  return {
    take(bytes: number): number {
      const address = at;
      at = Math.ceil((at + bytes) / 64) * 64;
      return address;
    },
    end: () => at,
  };
}
