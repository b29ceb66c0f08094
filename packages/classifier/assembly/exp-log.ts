// Exponential and natural logarithm in double precision. They use additions, multiplications and divisions only, whose
// results IEEE 754 fixes. Math.exp and Math.log may differ between JavaScript engines in the last bit; then models would
// differ between machines. Method and constants are those of FreeBSD's msun (e_exp.c, e_log.c; Sun Microsystems 1993, freely
// distributable). The error is below 1 unit in the last place. src/testing/reference-exp-log.ts does the same in TypeScript.

const LOG2_E: f64 = NativeMath.LOG2E;
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const LEAST: f64 = -708;
const MOST: f64 = 709;

/** e^x in both lanes: 0 below −708, Infinity above 709. */
function expPair(x: v128): v128 {
  const clamped = f64x2.pmin(f64x2.pmax(x, f64x2.splat(LEAST)), f64x2.splat(MOST));
  const k = f64x2.floor(f64x2.add(f64x2.mul(clamped, f64x2.splat(LOG2_E)), f64x2.splat(0.5)));
  const high = f64x2.sub(clamped, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
  const low = f64x2.mul(k, f64x2.splat(LN2_LOW));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = f64x2.add(f64x2.splat(-1.6533902205465252e-6), f64x2.mul(t, f64x2.splat(4.1381367970572385e-8)));
  p = f64x2.add(f64x2.splat(6.613756321437934e-5), f64x2.mul(t, p));
  p = f64x2.add(f64x2.splat(-0.0027777777777015593), f64x2.mul(t, p));
  p = f64x2.add(f64x2.splat(0.16666666666666602), f64x2.mul(t, p));
  const c = f64x2.sub(r, f64x2.mul(t, p));
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c));
  const mantissa = f64x2.add(f64x2.splat(1), f64x2.add(f64x2.sub(quotient, low), high));
  const exponent = i64x2.add(i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k)), i64x2.splat(1023));
  const y = f64x2.mul(mantissa, i64x2.shl(exponent, 52));
  const finite = v128.bitselect(f64x2.splat(Infinity), y, f64x2.gt(x, f64x2.splat(MOST)));
  return v128.andnot(finite, f64x2.lt(x, f64x2.splat(LEAST)));
}

/** Replaces `count` doubles, from the address `values` on, by their exponentials. With an odd count, one double more. */
export function expEach(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  for (let at = values; at < end; at += 16) v128.store(at, expPair(v128.load(at)));
}

/** Replaces `count` doubles in the same way by 1 / (1 + e^−x). It computes e^−|x|, so that nothing overflows. */
export function sigmoidEach(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  const one = f64x2.splat(1);
  for (let at = values; at < end; at += 16) {
    const x = v128.load(at);
    const e = expPair(f64x2.neg(f64x2.abs(x)));
    const numerator = v128.bitselect(one, e, f64x2.ge(x, f64x2.splat(0)));
    v128.store(at, f64x2.div(numerator, f64x2.add(one, e)));
  }
}

/** Natural logarithm: −Infinity for 0, NaN for negative numbers. */
export function ln(x: f64): f64 {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let scale: f64 = 0;
  if (x < 2.2250738585072014e-308) {
    scale = -54;
    x *= 18014398509481984;
  }
  const bits = reinterpret<u64>(x);
  // The mantissa is scaled into √½…√2, where the polynomial holds.
  const shifted = <u32>(bits >> 32) + (0x3ff00000 - 0x3fe6a09e);
  const k = <f64>(<i32>(shifted >> 20) - 1023) + scale;
  const highWord = (shifted & 0xfffff) + 0x3fe6a09e;
  const f = reinterpret<f64>(((<u64>highWord) << 32) | (bits & 0xffffffff)) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return s * (half + odd + even) + k * LN2_LOW - half + f + k * LN2_HIGH;
}
