/** A part of a list: how many items to pass over, and how many to answer. */
export interface Part {
  readonly skip: number;
  readonly top: number;
}

/** The items of a part, and whether more follow. Reads one item more than it answers, to know that. */
export async function readPart<Item>(
  { skip, top }: Part,
  read: (part: Part) => Promise<readonly Item[]>,
): Promise<{ readonly items: readonly Item[]; readonly more: boolean }> {
  const items = await read({ skip, top: top + 1 });
  return { items: items.slice(0, top), more: items.length > top };
}

/** The address of another part of the same list. All other parameters stay: clients send them on as they are. */
export function linkTo(address: string, part: Partial<Part>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(part)) url.searchParams.set(name, String(value));
  return url.href;
}
