import type { LabelledText } from './task.ts';

/** Mulberry32. Each call gives a number in 0…1. The same seed gives the same numbers on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fisher–Yates. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = randomOf(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** At most `count` of them. The seed chooses them; they keep their order. */
export function sample<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  if (items.length <= count) return items;
  const chosen = new Set(
    shuffled(
      items.map((_, at) => at),
      seed,
    ).slice(0, count),
  );
  return items.filter((_, at) => chosen.has(at));
}

/** `perClass` texts of each class, or all if there are fewer. The seed chooses them. For single-label sets. */
export function drawPerClass(texts: readonly LabelledText[], perClass: number, seed: number): readonly LabelledText[] {
  const taken = new Map<string, number>();
  return shuffled(texts, seed).filter(({ labels }) => {
    const name = labels[0] ?? '';
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    return count < perClass;
  });
}
