import type { Static, TObject } from 'typebox';
import { Value } from 'typebox/value';

/**
 * One kind of queue job: its task name and the schema of its payload. A payload holds ids only, because the rows are the
 * truth. Payloads that older versions wrote must still be accepted, so a new member is optional.
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
