import type { Fault } from '../../http/fault.ts';

/** An operation of the contract that this server knows but does not offer. */
export function notImplemented(operationId: string): Fault {
  return {
    status: 501,
    azure: 'InvalidRequest',
    message: `The operation ${operationId} is not implemented by this server.`,
    code: 'http/not-implemented',
  };
}

/** An operation that needs several Azure resources around it. */
export function needsAzure(operationId: string): Fault {
  return {
    status: 403,
    azure: 'Forbidden',
    message: `The operation ${operationId} assigns Azure resources; this server is the only one its projects are on.`,
    code: 'http/needs-azure',
  };
}
