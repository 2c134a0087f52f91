import test from 'node:test';
import assert from 'node:assert/strict';
import { sortSliced } from '../../main/page/sort.js';

for (const n of [0, 1, 2, 4096, 4097, 8192, 20001]) {
  test(`${n} numbers`, async () => {
    const weights = Float64Array.from({ length: n }, (_, k) => (k * 7919) % 257);
    const compare = (a, b) => weights[b] - weights[a] || a - b;
    const sorted = await sortSliced(Uint32Array.from(weights.keys()), compare);
    assert.deepEqual(Array.from(sorted), Array.from(weights.keys()).sort(compare));
  });
}
