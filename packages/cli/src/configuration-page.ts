import type { TSchema } from 'typebox';
import { settingsOf, settingsSchema } from './settings.ts';

/** The text of docs/configuration.md. */
export function renderConfigurationPage(): string {
  const sections = Object.values(settingsSchema.properties).map((section) => {
    const { title, description } = section as TSchema & { readonly title?: string; readonly description?: string };
    const rows = settingsOf(section).map(
      ({ schema }) => `| \`${schema.variable}\` | ${shown(schema.default)} | ${schema.description} |`,
    );
    return `## ${title}

${description}

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}
`;
  });
  return `# Configuration

<!-- Made by scripts/check-generated.ts from the sections that packages/cli/src/settings.ts lists; change it there. -->

Settings are environment variables, read once at the start. An empty variable counts as absent. Switches are \`on\` or
\`off\`. Everything that is wrong is listed at once, and nothing is started. A \`TAXON_\` variable that is not listed here is
refused, because a misspelt one would have no effect and nobody would notice.

${sections.join('\n')}
\`TAXON_URL\` and \`TAXON_KEY\` belong to clients of a running Taxon, so no process refuses them. CORS is off.
`;
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? `\`${value ? 'on' : 'off'}\`` : `\`${String(value)}\``;
}
