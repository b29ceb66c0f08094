import type { FastifyInstance } from 'fastify';
import type { DoorContext } from '../../context.ts';

/** Taxon's own door. */
export function registerV1(_app: FastifyInstance, _context: DoorContext): void {}
