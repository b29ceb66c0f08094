import { setting } from '@taxon/engine/config';
import { Type } from 'typebox';

/** Characters of an owner key, at least. */
export const shortestOwnerKey = 32;

/** The settings that the command line itself reads. */
export const cliSettings = Type.Object(
  {
    dataDirectory: Type.String({
      minLength: 1,
      default: './data',
      ...setting(
        'TAXON_DATA_DIR',
        'The data folder: the built-in PostgreSQL, the owner key, and the folder containers in `containers/<name>/`.',
        { path: true },
      ),
    }),
    ownerKey: Type.Optional(
      Type.String({
        minLength: shortestOwnerKey,
        ...setting(
          'TAXON_OWNER_KEY',
          'The owner key, instead of one that is generated for a database without any; set at a later start, it replaces the key `owner`. `serve` keeps it in `<data>/owner.key`.',
          { secret: true },
        ),
      }),
    ),
    demo: Type.Boolean({
      default: true,
      ...setting('TAXON_DEMO', 'Whether the first start makes the demo project `support-tickets`.'),
    }),
    logLevel: Type.Enum(['error', 'warn', 'info', 'silent'], {
      default: 'info',
      ...setting('TAXON_LOG_LEVEL', 'What goes to the log (JSON lines on standard error).'),
    }),
  },
  {
    title: 'Data, owner key and log',
    description:
      'Every process reads these. Only `taxon serve` makes the demo project and keeps the owner key in a file.',
  },
);
