// Functions of four single-precision numbers at a time. They use only operations whose results IEEE 754 fixes, so they give the
// same bits on every machine.

const LOG2_E: f32 = <f32>NativeMath.LOG2E;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/**
 * e^x as in expf of Cephes (Moshier): range reduction and a polynomial of degree 5. The relative error is below 2e-7. x below
 * −87 counts as −87, above 88 as 88.
 */
export function exp4(x: v128): v128 {
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(88)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(LOG2_E)));
  const r = f32x4.sub(f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(LN2_HIGH))), f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** ln x with an error below 0.03, for normal x > 0, from the bits of the exponent. Only a start for Newton's method. */
function roughLog4(x: v128): v128 {
  const bits = f32x4.mul(f32x4.convert_i32x4_s(x), f32x4.splat(1.1920929e-7));
  return f32x4.mul(f32x4.sub(bits, f32x4.splat(126.957)), f32x4.splat(<f32>NativeMath.LN2));
}

/** When z is below this in all lanes, the series in e^z is exact in single precision. */
const SERIES_BELOW: f32 = -3.5;

/** The Wright omega function: the w > 0 with w + ln w = z. Newton's method for u = ln w, from a start with an error below 0.3. */
export function omega4(z: v128): v128 {
  const e = exp4(z);
  if (!v128.any_true(f32x4.ge(z, f32x4.splat(SERIES_BELOW)))) {
    let s = f32x4.add(f32x4.mul(e, f32x4.splat(-2.6666667)), f32x4.splat(1.5));
    s = f32x4.sub(f32x4.mul(s, e), f32x4.splat(1));
    s = f32x4.add(f32x4.mul(s, e), f32x4.splat(1));
    return f32x4.mul(s, e);
  }
  const one = f32x4.splat(1);
  const low = f32x4.sub(z, f32x4.div(e, f32x4.add(e, one)));
  const middle = f32x4.mul(f32x4.splat(0.5671), f32x4.sub(z, one));
  const high = roughLog4(f32x4.max(z, one));
  let u = v128.bitselect(middle, low, f32x4.gt(z, f32x4.splat(0)));
  u = v128.bitselect(high, u, f32x4.gt(z, one));
  let w = e;
  let step = one;
  for (let i = 0; i < 3; i++) {
    w = exp4(u);
    step = f32x4.div(f32x4.sub(f32x4.add(w, u), z), f32x4.add(w, one));
    u = f32x4.sub(u, step);
  }
  // e^(u − step) from e^u. The last step is tiny, so two terms of the series are enough and no further exponential is needed.
  const correction = f32x4.sub(f32x4.mul(f32x4.mul(step, step), f32x4.splat(0.5)), step);
  return f32x4.add(w, f32x4.mul(w, correction));
}

/** The p with logit(p) + a·p = z in each lane. Newton's method from the convex side, see reference-dual-step.ts. */
export function logistic4(z: v128, a: f32): v128 {
  const as = f32x4.splat(a);
  const one = f32x4.splat(1);
  const mirrored = f32x4.gt(z, f32x4.splat(a * 0.5));
  const target = v128.bitselect(f32x4.sub(as, z), z, mirrored);
  let u = f32x4.min(target, f32x4.splat(0));
  let p = one;
  for (let i = 0; i < 10; i++) {
    const e = exp4(u);
    p = f32x4.div(e, f32x4.add(e, one));
    const slope = f32x4.add(one, f32x4.mul(as, f32x4.mul(p, f32x4.sub(one, p))));
    const step = f32x4.div(f32x4.sub(f32x4.add(u, f32x4.mul(as, p)), target), slope);
    u = f32x4.sub(u, step);
    if (!v128.any_true(f32x4.gt(f32x4.abs(step), f32x4.splat(1e-5)))) break;
  }
  const e = exp4(u);
  p = f32x4.div(e, f32x4.add(e, one));
  return v128.bitselect(f32x4.sub(one, p), p, mirrored);
}

/** The sum of the four lanes, in a fixed order. */
export function sum4(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** The largest of the four lanes. */
export function max4(x: v128): f32 {
  const a = max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1));
  return max(a, max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)));
}
