import { type V1Endpoint, v1Endpoints } from '@taxon/contract';

/** The source of `packages/contract/src/v1/v1-routes.ts`: of every endpoint what a client needs to send a request. */
export function renderV1Routes(): string {
  const endpoints: readonly V1Endpoint[] = Object.values(v1Endpoints);
  const rows = endpoints.map(({ id, method, path, textForm, responses }) => {
    const text = textForm === undefined ? [] : [`textForm: '${textForm}'`];
    const statuses = Object.keys(responses).join(', ');
    const members = [`method: '${method}'`, `path: '${path}'`, `statuses: [${statuses}]`, ...text];
    const line = `  ${id}: { ${members.join(', ')} },\n`;
    // As the formatter breaks a line that is longer than 120 characters.
    return line.length <= 121 ? line : `  ${id}: {\n${members.map((member) => `    ${member},\n`).join('')}  },\n`;
  });
  return `// Made from the endpoints of /v1 by scripts/check-generated.ts. Schemas are left out: a client that imports this file
// alone brings no TypeBox into a page.
export { v1Base } from './v1-endpoint.ts';

/** Method, path and success statuses of every endpoint of \`/v1\`, by id. The path stands below \`v1Base\`. */
export const v1Routes = {
${rows.join('')}} as const;
`;
}
