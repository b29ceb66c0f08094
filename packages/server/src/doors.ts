import { authoringDoor } from './azure/authoring/authoring-door.ts';
import { languageDoor, nov2021Door } from './azure/runtime/runtime-doors.ts';
import type { DoorContext } from './http/context.ts';
import type { AnyDoor, DoorPaths } from './http/door.ts';
import { v1Door } from './v1/v1-door.ts';

/** Every door with endpoints. */
export function createDoors(context: DoorContext): readonly AnyDoor[] {
  return [nov2021Door(context), languageDoor, authoringDoor, v1Door];
}

/** The paths of the operator and of the files behind pages. */
const otherPaths = ['/healthz', '/readyz', '/metrics', '/assets'];

/** Finds the door of a path, also of a path that the door does not serve. */
export interface DoorFinder {
  /** The door that answers a path and its refusals; `/v1` for a path of no door. */
  doorOf(url: string): DoorPaths;
  /** Whether a path belongs to a door, to the operator or to the files behind pages; others may be pages of the Studio. */
  isTaken(url: string): boolean;
}

/** The one list of path prefixes. Of several prefixes that fit, the longest counts. */
export function createDoorFinder(doors: readonly DoorPaths[]): DoorFinder {
  const prefixes = [
    ...doors.flatMap((door) => door.prefixes.map((prefix) => ({ prefix, door }))),
    ...otherPaths.map((prefix) => ({ prefix, door: v1Door })),
  ].sort((a, b) => b.prefix.length - a.prefix.length);
  const find = (url: string) =>
    prefixes.find(({ prefix }) => url.startsWith(prefix) && /^($|[/?])/.test(url.slice(prefix.length)));
  return {
    doorOf: (url) => find(url)?.door ?? v1Door,
    isTaken: (url) => find(url) !== undefined,
  };
}
