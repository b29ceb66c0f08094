import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type FastifyInstance, fastify } from 'fastify';
import type { DoorContext } from '../../http/context.ts';
import { sendPage } from '../../pages/studio-files.ts';

/**
 * Settings that keep the reference on this server. By default it loads fonts, offers to send requests through a proxy,
 * asks an assistant, shares to a registry, and reports use.
 */
const referenceConfig = {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
  proxyUrl: '',
  externalUrls: { dashboardUrl: '', registryUrl: '', proxyUrl: '', apiBaseUrl: '' },
  documentDownloadType: 'json',
  modelsSectionLabel: 'Schemas',
};

const javascript = 'text/javascript; charset=utf-8';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta property="csp-nonce" nonce="__CSP_NONCE__" content="__CSP_NONCE__" />
    <title>Taxon API</title>
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/nonce.js"></script>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** The reference makes style elements without a nonce, which the page's policy would drop; this gives them the page's. */
const nonceScript = `const { nonce } = document.querySelector('meta[property=csp-nonce]');
const createElement = document.createElement;
document.createElement = function (...given) {
  const element = createElement.apply(this, given);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};
`;
const startScript = `Scalar.createApiReference('#reference', ${JSON.stringify(referenceConfig)});\n`;

/** Serves the readable API description at `/docs`, with its script from here. */
export function serveDocs(app: FastifyInstance, { given }: DoorContext): void {
  const config = { public: true };
  app.get('/docs', { config }, (_request, reply) =>
    sendPage(reply, page, Buffer.from(given.randomBytes(16)).toString('base64')),
  );
  for (const [name, text] of [
    ['nonce', nonceScript],
    ['start', startScript],
  ] as const) {
    app.get(`/docs/${name}.js`, { config }, (_request, reply) =>
      reply.header('content-type', javascript).serializer(String).send(text),
    );
  }
  let script: Promise<Buffer> | undefined;
  app.get('/docs/scalar.js', { config }, async (request, reply) => {
    script ??= loadScript();
    const compressed = await script;
    void reply.header('content-type', javascript).header('vary', 'accept-encoding');
    void reply.header('cache-control', 'public, max-age=86400');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return await promisify(gunzip)(compressed);
    return reply.header('content-encoding', 'gzip').send(compressed);
  });
}

/**
 * The reference's script is one text of 5 MB inside its Fastify plugin, and only the plugin can answer it. A private
 * instance of Fastify is asked for it once, when somebody first reads the docs. Until then the process needs no memory for it.
 */
async function loadScript(): Promise<Buffer> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const holder = fastify();
  await holder.register(scalar, { routePrefix: '/reference', configuration: { url: referenceConfig.url } });
  const { statusCode, rawPayload } = await holder.inject('/reference/js/scalar.js');
  await holder.close();
  if (statusCode !== 200) throw new Error(`the API reference gave ${statusCode} instead of its script`);
  return await promisify(gzip)(rawPayload);
}
