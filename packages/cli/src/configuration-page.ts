import { defaultOf, settingNames, settingsSchema } from './config.ts';

/** The text of docs/configuration.md. */
export function renderConfigurationPage(): string {
  const rows = settingNames.map((name) => {
    const schema = settingsSchema.properties[name];
    const description = 'description' in schema ? String(schema.description) : '';
    return `| \`${name}\` | ${shown(defaultOf(schema))} | ${description} |`;
  });
  return `# Configuration

<!-- Made from packages/cli/src/config.ts by scripts/check-generated.ts; change it there. -->

Settings are environment variables, read once at the start. An empty variable counts as absent. Switches are \`on\` or
\`off\`. Everything that is wrong is listed at once, and nothing is started. A \`TAXON_\` variable that is not listed here is
refused, so that a misspelt one is not silently without effect.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}

The command line reads \`TAXON_URL\` and \`TAXON_KEY\` to reach a running Taxon. CORS is off.
`;
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? `\`${value ? 'on' : 'off'}\`` : `\`${String(value)}\``;
}
