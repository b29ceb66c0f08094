import type { FastifyInstance } from 'fastify';
import type { DoorContext } from '../../context.ts';

/** Azure's authoring door. */
export function registerAuthoring(_app: FastifyInstance, _context: DoorContext): void {}
