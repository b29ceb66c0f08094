import { errorCatalogue } from './errors.ts';

/** docs/errors.md: every code with its message, by area; `doorErrors` are those that the HTTP doors add. */
export function renderErrorsPage(doorErrors: Readonly<Record<string, string>>): string {
  const entries = Object.entries({ ...errorCatalogue, ...doorErrors });
  const areas = [...new Set(entries.map(([code]) => areaOf(code)))];
  const sections = areas.map((area) => {
    const rows = entries
      .filter(([code]) => areaOf(code) === area)
      .map(([code, message]) => `| \`${code}\` | ${message.replaceAll('|', '\\|')} |`);
    return [`## ${area}`, '', '| code | message |', '|---|---|', ...rows].join('\n');
  });
  const intro = [
    '# Errors',
    '',
    'Everything that can go wrong by rule, from the catalogue in `packages/engine/src/platform/errors.ts` and what the',
    'doors refuse themselves (`packages/server/src/http/door-errors.ts`); generated, do not edit. `/v1`',
    'answers these codes as they are; the Azure doors map each to the hosted service’s own words.',
    '`{name}` places are filled with the field, rule or value in question, never with a text or a key.',
  ].join('\n');
  return `${[intro, ...sections].join('\n\n')}\n`;
}

function areaOf(code: string): string {
  return code.slice(0, code.indexOf('/'));
}
