import type { Endpoints } from '@taxon/contract';
import type { FastifyInstance } from 'fastify';
import type { Handlers } from './call.ts';
import type { DoorContext } from './context.ts';
import type { DoorNames } from './door-names.ts';
import type { ErrorShape } from './error-shape.ts';

/** Which paths belong to a door, and how it writes refusals there. */
export interface DoorPaths {
  /** Every path that begins with one of these, as whole segments. */
  readonly prefixes: readonly string[];
  readonly errorShape: ErrorShape;
  readonly names: DoorNames;
}

/** An HTTP surface with its own names, errors and versions: everything that `registerEndpoints` needs to serve it. */
export interface Door<All extends Endpoints = Endpoints, Shape = unknown> extends DoorPaths {
  /** Where the paths of its endpoints begin. */
  readonly bases: readonly string[];
  readonly endpoints: All;
  readonly handlers: Handlers<All, Shape>;
  /** Its api-versions; left out: the door has none. */
  readonly versions?: DoorVersions<Shape>;
  /** A verb is served with and without a slash before its colon: `/p/:train` and `/p:train`. */
  readonly verbsWithAndWithoutSlash?: true;
  /** A 202 says in how many seconds to ask for the work. */
  readonly acceptedRetryAfter?: number;
  /** Registers what the door serves beside its endpoints, before them. */
  readonly prepare?: (scope: FastifyInstance, context: DoorContext) => void;
}

/** The api-versions of a door that is addressed with `?api-version=`. */
interface DoorVersions<Shape> {
  /** Those known by name, oldest first. */
  readonly known: readonly string[];
  readonly shapeOf: (version: string) => Shape;
  /** The base path of a version; left out: the door has one. */
  readonly baseOf?: (version: string) => string;
}

/** A door whose endpoints and handlers the compiler has compared. */
export type AnyDoor = Omit<Door, 'handlers'> & { readonly handlers: object };

/** Keeps the types of a door's endpoints and handlers together until they are compared. */
export function defineDoor<All extends Endpoints, Shape = undefined>(door: Door<All, Shape>): AnyDoor {
  return door;
}
