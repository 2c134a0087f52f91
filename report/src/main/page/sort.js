// Sorting in slices, a million rows too.

import { breathing } from './async.js';

const RUN = 4096;

/** The numbers in order, in place or in a new array; no two of them may be equal to the comparison. */
export async function sortSliced(numbers, compare) {
  const n = numbers.length;
  const breath = breathing();
  for (let from = 0; from < n; from += RUN) {
    numbers.subarray(from, from + RUN).sort(compare);
    if (breath.due()) await breath.pause();
  }
  let sorted = numbers;
  for (let run = RUN; run < n; run *= 2) {
    const merged = new Uint32Array(n);
    for (let from = 0; from < n; from += 2 * run) {
      const middle = Math.min(from + run, n);
      const to = Math.min(middle + run, n);
      for (let at = from, left = from, right = middle; at < to; at++) {
        const isLeft = left < middle && (right === to || compare(sorted[left], sorted[right]) < 0);
        merged[at] = sorted[isLeft ? left++ : right++];
        if ((at & 0xfff) === 0 && breath.due()) await breath.pause();
      }
    }
    sorted = merged;
  }
  return sorted;
}
