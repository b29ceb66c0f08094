import type { Encoder } from '../encoder/encoder.ts';
import { denseScaleFor } from '../fitting/settings.ts';
import type { EncoderUse } from '../model/train-report.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import { evidenceOf, type ScoredCandidate, type SelectionRun, scoreCandidate } from './candidate.ts';

/** With fewer groups of copies cross-validation cannot tell whether the encoder helps. Then the encoder is used. */
export const DECIDE_ENCODER_FROM = 100;

/** The chosen candidate, and what the report says of the encoder: undefined when none was given. */
export interface EncoderChoice {
  readonly chosen: ScoredCandidate;
  readonly encoder: EncoderUse | undefined;
}

/** Uses the encoder, unless cross-validation shows that it makes more mistakes by more than one standard error. */
export function chooseEncoder(run: SelectionRun, settings: TrainSettings, encoder: Encoder | undefined): EncoderChoice {
  if (encoder === undefined) {
    return { chosen: scoreCandidate(run, { settings, denseScale: undefined }), encoder: undefined };
  }
  const { id, dimension, licence } = encoder;
  const { groups, texts } = run.features.copies;
  const scale = denseScaleFor(encoder, texts, run.features.classCount);
  const used = { id, dimension, scale, licence };
  if (groups < DECIDE_ENCODER_FROM) {
    return { chosen: scoreCandidate(run, { settings, denseScale: scale }), encoder: { ...used, used: true } };
  }
  const without = scoreCandidate(run, { settings, denseScale: undefined });
  const withEncoder = scoreCandidate(run, { settings, denseScale: scale });
  const evidence = evidenceOf(withEncoder, without);
  if (evidence.moreMistakes > evidence.standardError) {
    return { chosen: without, encoder: { ...used, used: false, evidence } };
  }
  return { chosen: withEncoder, encoder: { ...used, used: true, evidence } };
}
