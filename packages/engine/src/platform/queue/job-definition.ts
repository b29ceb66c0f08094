import type { Static, TObject } from 'typebox';
import { Value } from 'typebox/value';

/**
 * One kind of queue job: its task name, and the shape of what it carries. That is ids only; the rows are the truth. A
 * payload that an older version wrote must still be accepted: new members are optional until old jobs have drained.
 */
export interface JobDefinition<Payload extends TObject = TObject> {
  readonly name: string;
  readonly version: number;
  readonly payload: Payload;
  /** Deliveries until the queue gives up. */
  readonly maxDeliveries: number;
  /** Smaller is delivered first. */
  readonly priority: number;
}

/** What a delivered job carries, checked. Throws a TypeError that names the task and the member. */
export function parsePayload<Payload extends TObject>(
  definition: JobDefinition<Payload>,
  raw: unknown,
): Static<Payload> {
  if (typeof raw === 'object' && raw !== null && 'version' in raw) {
    const { version, ...payload } = raw;
    if (typeof version === 'number' && version > definition.version) {
      throw new TypeError(`Job "${definition.name}" has version ${version}; this process knows ${definition.version}.`);
    }
    if (Value.Check(definition.payload, payload)) return payload;
    const first = Value.Errors(definition.payload, payload)[0];
    throw new TypeError(
      `Job "${definition.name}": payload${first?.instancePath ?? ''} ${first?.message ?? 'invalid'}.`,
    );
  }
  throw new TypeError(`Job "${definition.name}": the payload has no version.`);
}
