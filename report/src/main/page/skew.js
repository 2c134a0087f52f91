// Clocks that differ: where spans of another host would stand if they lay inside their parents.

/**
 * How far each row moves, in microseconds. A span that sticks out of its parent on another host, and would fit, is put into
 * the middle of it, as the way there and the way back are taken to be as long; what is below moves along.
 */
export function skewShifts(trace) {
  const shifts = new Float64Array(trace.n);
  for (let i = 0; i < trace.n; i++) {
    const p = trace.parent[i];
    if (p < 0) continue;
    shifts[i] = shifts[p];
    const spare = trace.dur[p] - trace.dur[i]; // not a number where one is unfinished
    if (trace.host[i] !== trace.host[p] && trace.dur[i] >= 0 && spare >= 0 && trace.skewed(i)) {
      shifts[i] += trace.start[p] + Math.floor(spare / 2) - trace.start[i];
    }
  }
  return shifts;
}
