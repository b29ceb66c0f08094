import { encoderForLanguages } from '@taxon/classifier';
import type { Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import { readLanguages } from './training-read.ts';

/**
 * The name of the encoder that a project's models are trained with; undefined: none. What the project says, else by the
 * language of the project, and of its labelled documents when it is multilingual.
 */
export async function chooseEncoder(tx: Tx, project: Project): Promise<string | undefined> {
  const { encoder } = project.settings;
  if (encoder === 'none') return undefined;
  if (encoder !== undefined) return encoder;
  const others = project.multilingual ? await readLanguages(tx, project.id) : [];
  return encoderForLanguages([project.language, ...others]);
}
