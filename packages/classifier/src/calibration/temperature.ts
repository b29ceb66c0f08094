import { expBuffer, expEach } from '../linear/exp-log.ts';

// e to this power is 0.
const NOTHING = -1000;

/**
 * Writes the softmax of scores / temperature + offsets into `target`: probabilities that sum to 1.
 * @param offsets by class index; absent: 0
 */
export function softmax(
  scores: ArrayLike<number>,
  temperature: number,
  target: Float64Array,
  offsets?: readonly number[],
): void {
  const count = target.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < count; c++) most = Math.max(most, scores[c] as number);
  const buffer = expBuffer(count);
  for (let c = 0; c < count; c++) {
    const distance = ((scores[c] as number) - most) / temperature + (offsets?.[c] ?? 0);
    // e^−30 is negligible against the 1 of the best class.
    buffer[c] = distance < -30 ? NOTHING : distance;
  }
  expEach(count);
  let sum = 0;
  for (let c = 0; c < count; c++) sum += buffer[c] as number;
  for (let c = 0; c < count; c++) target[c] = (buffer[c] as number) / sum;
}
