import type { Endpoint } from '@taxon/contract';
import type { Fault } from './fault.ts';

/** The refusal of an endpoint that has a record and no handler. */
export function notServed(id: string, why: NonNullable<Endpoint['notServed']>): Fault {
  return why === 'needs-azure'
    ? {
        status: 403,
        azure: 'Forbidden',
        message: `The endpoint ${id} assigns Azure resources. This server has none.`,
        code: 'http/needs-azure',
      }
    : {
        status: 501,
        azure: 'InvalidRequest',
        message: `The endpoint ${id} is not implemented by this server.`,
        code: 'http/not-implemented',
      };
}
