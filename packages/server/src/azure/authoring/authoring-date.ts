/** Job and project times have whole seconds, as recorded: `2022-04-18T15:44:44Z`. */
export function toSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Times inside a training job have seven decimals, as recorded: `2022-04-18T15:45:06.8190649Z`. */
export function toTicks(date: Date): string {
  return date.toISOString().replace(/Z$/, '0000Z');
}

/** Nothing expires here; the contract's required expiry dates say a day that is far away for every date library. */
export const farDate = '2099-12-31';
