// What code on threads takes from encoders; it loads no database.
export type { SharedEncoder } from './encoder-source.ts';
export { encoderOf, prepareEncoder } from './encoder-views.ts';
export type { Preparation } from './onnx/prepared-encoder.ts';
