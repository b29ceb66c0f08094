import { encoderForLanguages } from '@taxon/classifier';
import type { Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import { readLanguages } from './training-read.ts';

/**
 * The name of the encoder that a project's models are trained with; undefined: none. What the project says, else by the
 * language of the project, and of its labelled documents when it is multilingual. A multilingual project is there to be
 * asked in languages that it was not trained in, so it never gets the English table, which knows no other (SIB-200 trained
 * on English alone: in the other languages of the multilingual table's list 61 % are right with that table on average).
 */
export async function chooseEncoder(tx: Tx, project: Project): Promise<string | undefined> {
  const { encoder } = project.settings;
  if (encoder === 'none') return undefined;
  if (encoder !== undefined) return encoder;
  if (!project.multilingual) return encoderForLanguages([project.language]);
  const found = encoderForLanguages([project.language, ...(await readLanguages(tx, project.id))]);
  return found === 'static-en-144' ? 'static-multi-128' : found;
}
