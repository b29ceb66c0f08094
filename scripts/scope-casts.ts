import type { Source } from './thread-arrows.ts';

const makers = /^packages\/engine\/src\/access\/enter(-for-work)?\.ts$/;

/**
 * The faults of a source file that makes the scope of a project by a cast: a scope says that a right was judged, so only
 * `enter` and `enterForWork` make one (ADR 0020).
 */
export function scopeProblems({ path, text }: Source): readonly string[] {
  if (makers.test(path) || !/\bas\s+(?:unknown\s+as\s+)?ProjectScope\b|<ProjectScope>\s*[({]/.test(text)) return [];
  return [`${path} makes a ProjectScope by a cast; enter() makes it`];
}
