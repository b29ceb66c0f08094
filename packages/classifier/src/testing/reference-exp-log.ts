// Does what assembly/exp-log.ts does, in readable code; the module is tested against it. Method and source are named there.

const bits = new DataView(new ArrayBuffer(8));
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LEAST_NORMAL = 2.2250738585072014e-308;

function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** e^x: 0 below −708, Infinity above 709. */
export function exp(x: number): number {
  if (x < -708) return 0;
  if (x > 709) return Number.POSITIVE_INFINITY;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const p =
    0.16666666666666602 +
    t *
      (-0.0027777777777015593 + t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8)));
  const c = r - t * p;
  return (1 + ((r * c) / (2 - c) - low + high)) * powerOfTwo(k);
}

/** Natural logarithm: −Infinity for 0, NaN for negative numbers. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const isSubnormal = x < LEAST_NORMAL;
  bits.setFloat64(0, isSubnormal ? x * 2 ** 54 : x);
  const highWord = bits.getUint32(0);
  // The mantissa is scaled into √½…√2, where the polynomial holds.
  const shifted = highWord + (0x3ff00000 - 0x3fe6a09e);
  const k = (shifted >>> 20) - 1023 - (isSubnormal ? 54 : 0);
  bits.setUint32(0, (shifted & 0xfffff) + 0x3fe6a09e);
  const f = bits.getFloat64(0) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return s * (half + odd + even) + k * LN2_LOW - half + f + k * LN2_HIGH;
}

/** 1 / (1 + e^−x), without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
