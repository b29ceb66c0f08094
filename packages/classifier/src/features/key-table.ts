/** A hash table with open addressing, from unsigned 32-bit keys to ids 0…size−1. */
export interface KeyTable {
  readonly size: () => number;
  /** The id of a key; −1 when the table does not have it. */
  find(key: number): number;
  /** The id of a key. A key that the table does not have gets the next id. */
  add(key: number): number;
  /**
   * Looks up `count` keys, `pairs[0]`, `pairs[2]`, …, and writes their ids into `ids` from `at` on. With `addsNew` a key that
   * the table does not have gets the next id, else −1.
   */
  identify(pairs: Uint32Array, count: number, addsNew: boolean, ids: Int32Array, at: number): void;
  /** The keys, by id. */
  readonly keys: () => Uint32Array;
  /**
   * The table itself: a power of two of pairs, each a key and its id, or −1 for a free pair. The search for a key begins at
   * pair `key >>> 1` modulo the number of pairs, and goes on upwards.
   */
  readonly slots: () => Int32Array;
}

/**
 * An empty table. The bits of the keys are already well mixed, so the key itself is the hash. The table doubles when it is
 * half full.
 * @param expected how many keys to make space for at first
 */
export function createKeyTable(expected = 1024): KeyTable {
  let slotCount = 1024;
  while (slotCount < 2 * expected) slotCount *= 2;
  let slots = new Int32Array(2 * slotCount).fill(-1);
  let keys = new Uint32Array(slotCount >> 1);
  let size = 0;

  // Key and id are neighbouring words, so a look-up has one cache miss.
  const slotOf = (key: number) => {
    let at = (key >>> 1) & (slotCount - 1);
    while ((slots[2 * at + 1] as number) >= 0 && (slots[2 * at] as number) !== (key | 0))
      at = (at + 1) & (slotCount - 1);
    return 2 * at;
  };
  const put = (key: number, id: number) => {
    const at = slotOf(key);
    slots[at] = key | 0;
    slots[at + 1] = id;
  };
  const grow = () => {
    slotCount *= 2;
    slots = new Int32Array(2 * slotCount).fill(-1);
    const larger = new Uint32Array(slotCount >> 1);
    larger.set(keys);
    keys = larger;
    for (let id = 0; id < size; id++) put(keys[id] as number, id);
  };

  return {
    size: () => size,
    find: (key) => slots[slotOf(key) + 1] as number,
    add(key) {
      const at = slotOf(key);
      const known = slots[at + 1] as number;
      if (known >= 0) return known;
      if (size === keys.length) grow();
      put(key, size);
      keys[size] = key;
      return size++;
    },
    identify(pairs, count, addsNew, ids, at) {
      while (addsNew && size + count > keys.length) grow();
      const [table, last] = [slots, 2 * slotCount - 1];
      for (let k = 0; k < count; k++) {
        const key = pairs[2 * k] as number;
        let slot = key & ~1 & last;
        while ((table[slot + 1] as number) >= 0 && table[slot] !== (key | 0)) slot = (slot + 2) & last;
        let id = table[slot + 1] as number;
        if (id < 0 && addsNew) {
          id = size++;
          keys[id] = key;
          table[slot] = key | 0;
          table[slot + 1] = id;
        }
        ids[at + k] = id;
      }
    },
    keys: () => keys.subarray(0, size),
    slots: () => slots,
  };
}
