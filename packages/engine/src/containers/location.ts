const scheme = /^[a-z][a-z\d+.-]*:\/\//i;

/**
 * What is wrong with the spelling of a location; undefined: nothing. `outside`: it leads out of the container. `not-relative`:
 * it is an address, begins with "/", or has an empty part, "." or "..".
 */
export function locationProblem(location: string): 'outside' | 'not-relative' | undefined {
  if (location.includes('\0') || scheme.test(location)) return 'not-relative';
  const parts = location.split('/');
  let depth = 0;
  for (const part of parts) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return 'outside';
  }
  return parts.every((part) => part !== '' && part !== '.' && part !== '..') ? undefined : 'not-relative';
}
