import { invalidParameter } from '../../http/door-fault.ts';

/** The part of a job's documents that a caller asks for. `top` undefined: all of them. */
export interface Page {
  readonly top: number | undefined;
  readonly skip: number;
  readonly showStats: boolean;
}

type Query = Readonly<Record<string, unknown>>;

/** The largest page of the November 2021 door; later versions name no limit, and no job has so many documents. */
export const nov2021MostTop = 50;
const mostNumber = 2_147_483_647;

/**
 * Reads `top` (1 to `mostTop`), `skip` (each with or without `$`) and `showStats` (true or false in any case). Others are
 * ignored. Throws a 400.
 */
export function readPage(query: Query, mostTop = mostNumber): Page {
  return {
    top: wholeNumber(query, 'top', [1, mostTop]),
    skip: wholeNumber(query, 'skip', [0, mostNumber]) ?? 0,
    showStats: flag(query, 'showStats'),
  };
}

/**
 * The link to the next page, or undefined on the last one: clients go on for ever on an empty link. `top` is what is left,
 * as recorded. Only these four parameters: one client passes any other on and breaks.
 */
export function nextLinkOf(jobUrl: string, page: Page, documents: number, style: LinkStyle): string | undefined {
  if (page.top === undefined) return undefined;
  const skip = page.skip + page.top;
  if (skip >= documents) return undefined;
  const top = Math.min(page.top, documents - skip);
  if (style.dollar) return `${jobUrl}?${page.showStats ? 'showStats=True&' : ''}$skip=${skip}&$top=${top}`;
  const showStats = page.showStats ? 'True' : 'False';
  return `${jobUrl}?showStats=${showStats}&top=${top}&skip=${skip}&api-version=${style.apiVersion}`;
}

/** November 2021 writes `$top` and no version; later ones `top` and the version of the call. */
export type LinkStyle = { readonly dollar: true } | { readonly dollar: false; readonly apiVersion: string };

function wholeNumber(query: Query, name: string, [least, most]: readonly [number, number]): number | undefined {
  const value = last(query[name] ?? query[`$${name}`]);
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (/^\d{1,10}$/.test(String(value)) && number >= least && number <= most) return number;
  throw invalidParameter(name, `must be a whole number from ${least} to ${most}`, value);
}

function flag(query: Query, name: string): boolean {
  const value = last(query[name]);
  if (value === undefined || value === '') return false;
  const word = String(value).toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  throw invalidParameter(name, 'must be true or false', value);
}

const last = (value: unknown) => (Array.isArray(value) ? value.at(-1) : value);
