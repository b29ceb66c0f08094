// Products of rows with a weight matrix, in which the weights of one feature for all classes are neighbours. While a loop goes
// through a row, the sums of 32 or 16 classes stay in registers.

/** out[0…width) = start[0…width) + Σ_k value[k] · weights[index[k] · stride + …]. Addresses are in bytes, sizes in floats. */
export function dotRow(
  weights: usize,
  stride: i32,
  width: i32,
  index: usize,
  value: usize,
  entries: i32,
  start: usize,
  out: usize,
): void {
  let c = 0;
  for (; c + 32 <= width; c += 32) {
    const at = (<usize>c) << 2;
    let s0 = v128.load(start + at);
    let s1 = v128.load(start + at, 16);
    let s2 = v128.load(start + at, 32);
    let s3 = v128.load(start + at, 48);
    let s4 = v128.load(start + at, 64);
    let s5 = v128.load(start + at, 80);
    let s6 = v128.load(start + at, 96);
    let s7 = v128.load(start + at, 112);
    for (let k: usize = 0; k < (<usize>entries) << 2; k += 4) {
      const x = v128.load32_splat(value + k);
      const row = weights + at + ((<usize>load<u32>(index + k) * <usize>stride) << 2);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(row)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(row, 16)));
      s2 = f32x4.add(s2, f32x4.mul(x, v128.load(row, 32)));
      s3 = f32x4.add(s3, f32x4.mul(x, v128.load(row, 48)));
      s4 = f32x4.add(s4, f32x4.mul(x, v128.load(row, 64)));
      s5 = f32x4.add(s5, f32x4.mul(x, v128.load(row, 80)));
      s6 = f32x4.add(s6, f32x4.mul(x, v128.load(row, 96)));
      s7 = f32x4.add(s7, f32x4.mul(x, v128.load(row, 112)));
    }
    v128.store(out + at, s0);
    v128.store(out + at, s1, 16);
    v128.store(out + at, s2, 32);
    v128.store(out + at, s3, 48);
    v128.store(out + at, s4, 64);
    v128.store(out + at, s5, 80);
    v128.store(out + at, s6, 96);
    v128.store(out + at, s7, 112);
  }
  for (; c + 16 <= width; c += 16) {
    const at = (<usize>c) << 2;
    let s0 = v128.load(start + at);
    let s1 = v128.load(start + at, 16);
    let s2 = v128.load(start + at, 32);
    let s3 = v128.load(start + at, 48);
    for (let k: usize = 0; k < (<usize>entries) << 2; k += 4) {
      const x = v128.load32_splat(value + k);
      const row = weights + at + ((<usize>load<u32>(index + k) * <usize>stride) << 2);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(row)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(row, 16)));
      s2 = f32x4.add(s2, f32x4.mul(x, v128.load(row, 32)));
      s3 = f32x4.add(s3, f32x4.mul(x, v128.load(row, 48)));
    }
    v128.store(out + at, s0);
    v128.store(out + at, s1, 16);
    v128.store(out + at, s2, 32);
    v128.store(out + at, s3, 48);
  }
  for (; c < width; c += 4) {
    const at = (<usize>c) << 2;
    let s = v128.load(start + at);
    for (let k: usize = 0; k < (<usize>entries) << 2; k += 4) {
      const row = weights + at + ((<usize>load<u32>(index + k) * <usize>stride) << 2);
      s = f32x4.add(s, f32x4.mul(v128.load32_splat(value + k), v128.load(row)));
    }
    v128.store(out + at, s);
  }
}

/** weights[index[k] · stride + …] += value[k] · change[0…width). Blocks of classes whose change is 0, most of them, are skipped. */
export function addToRows(
  weights: usize,
  stride: i32,
  width: i32,
  index: usize,
  value: usize,
  entries: i32,
  change: usize,
): void {
  let c = 0;
  for (; c + 16 <= width; c += 16) {
    const at = (<usize>c) << 2;
    const d0 = v128.load(change + at);
    const d1 = v128.load(change + at, 16);
    const d2 = v128.load(change + at, 32);
    const d3 = v128.load(change + at, 48);
    if (!v128.any_true(v128.or(v128.or(d0, d1), v128.or(d2, d3)))) continue;
    for (let k: usize = 0; k < (<usize>entries) << 2; k += 4) {
      const x = v128.load32_splat(value + k);
      const row = weights + at + ((<usize>load<u32>(index + k) * <usize>stride) << 2);
      v128.store(row, f32x4.add(v128.load(row), f32x4.mul(x, d0)));
      v128.store(row, f32x4.add(v128.load(row, 16), f32x4.mul(x, d1)), 16);
      v128.store(row, f32x4.add(v128.load(row, 32), f32x4.mul(x, d2)), 32);
      v128.store(row, f32x4.add(v128.load(row, 48), f32x4.mul(x, d3)), 48);
    }
  }
  for (; c < width; c += 4) {
    const at = (<usize>c) << 2;
    const d = v128.load(change + at);
    if (!v128.any_true(d)) continue;
    for (let k: usize = 0; k < (<usize>entries) << 2; k += 4) {
      const row = weights + at + ((<usize>load<u32>(index + k) * <usize>stride) << 2);
      v128.store(row, f32x4.add(v128.load(row), f32x4.mul(v128.load32_splat(value + k), d)));
    }
  }
}

/** out[0…width) += Σ_k value[k] · weights[k · stride + …] with k < entries: for a dense row. */
export function dotDense(weights: usize, stride: i32, width: i32, value: usize, entries: i32, out: usize): void {
  const size = (<usize>width) << 2;
  const step = (<usize>stride) << 2;
  const end = value + ((<usize>entries) << 2);
  let c: usize = 0;
  for (; c + 64 <= size; c += 64) {
    let s0 = v128.load(out + c);
    let s1 = v128.load(out + c, 16);
    let s2 = v128.load(out + c, 32);
    let s3 = v128.load(out + c, 48);
    let row = weights + c;
    for (let at = value; at < end; at += 4) {
      const x = v128.load32_splat(at);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(row)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(row, 16)));
      s2 = f32x4.add(s2, f32x4.mul(x, v128.load(row, 32)));
      s3 = f32x4.add(s3, f32x4.mul(x, v128.load(row, 48)));
      row += step;
    }
    v128.store(out + c, s0);
    v128.store(out + c, s1, 16);
    v128.store(out + c, s2, 32);
    v128.store(out + c, s3, 48);
  }
  for (; c < size; c += 16) {
    let s = v128.load(out + c);
    let row = weights + c;
    for (let at = value; at < end; at += 4) {
      s = f32x4.add(s, f32x4.mul(v128.load32_splat(at), v128.load(row)));
      row += step;
    }
    v128.store(out + c, s);
  }
}

/** weights[k · stride + …] += value[k] · change[0…width) with k < entries: for a dense row. */
export function addToDense(weights: usize, stride: i32, width: i32, value: usize, entries: i32, change: usize): void {
  const size = (<usize>width) << 2;
  const step = (<usize>stride) << 2;
  const end = value + ((<usize>entries) << 2);
  for (let c: usize = 0; c < size; c += 16) {
    const d = v128.load(change + c);
    if (!v128.any_true(d)) continue;
    let row = weights + c;
    for (let at = value; at < end; at += 4) {
      v128.store(row, f32x4.add(v128.load(row), f32x4.mul(v128.load32_splat(at), d)));
      row += step;
    }
  }
}

/** Four 8-bit integers as floats. */
function widen(address: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(address))));
}

/**
 * out[0…stride) += Σ_k value[k] · row k. Row k has `stride` 8-bit integers at rows + k · stride. The caller has copied the rows
 * there, because the weights lie outside this memory. `value[k]` is the value of the feature times the scale of its weights.
 */
export function addByteRows(rows: usize, stride: i32, value: usize, entries: i32, out: usize): void {
  let c = 0;
  for (; c + 16 <= stride; c += 16) {
    let s0 = v128.load(out + ((<usize>c) << 2));
    let s1 = v128.load(out + ((<usize>c) << 2), 16);
    let s2 = v128.load(out + ((<usize>c) << 2), 32);
    let s3 = v128.load(out + ((<usize>c) << 2), 48);
    let row = rows + <usize>c;
    for (let k = 0; k < entries; k++) {
      const x = v128.load32_splat(value + ((<usize>k) << 2));
      const bytes = v128.load(row);
      const low = i16x8.extend_low_i8x16_s(bytes);
      const high = i16x8.extend_high_i8x16_s(bytes);
      s0 = f32x4.add(s0, f32x4.mul(x, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(low))));
      s1 = f32x4.add(s1, f32x4.mul(x, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(low))));
      s2 = f32x4.add(s2, f32x4.mul(x, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(high))));
      s3 = f32x4.add(s3, f32x4.mul(x, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(high))));
      row += <usize>stride;
    }
    v128.store(out + ((<usize>c) << 2), s0);
    v128.store(out + ((<usize>c) << 2), s1, 16);
    v128.store(out + ((<usize>c) << 2), s2, 32);
    v128.store(out + ((<usize>c) << 2), s3, 48);
  }
  for (; c < stride; c += 4) {
    let s = v128.load(out + ((<usize>c) << 2));
    let row = rows + <usize>c;
    for (let k = 0; k < entries; k++) {
      s = f32x4.add(s, f32x4.mul(v128.load32_splat(value + ((<usize>k) << 2)), widen(row)));
      row += <usize>stride;
    }
    v128.store(out + ((<usize>c) << 2), s);
  }
}
