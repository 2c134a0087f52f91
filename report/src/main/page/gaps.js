// Where a span waited for nobody: the pieces of its time in which none of its children ran.

const MOST_GAPS = 20;

/** The largest gaps of a span that has children: [{startUs, us}], largest first; startUs from the trace's start. */
export function gaps(trace, i) {
  const largest = [];
  if (!trace.hasChildren(i) || trace.time(i) === 0) return largest;
  let at = trace.start[i];
  for (let c = i + 1; c < trace.end[i]; c = trace.end[c]) {
    if (trace.time(c) === 0) continue;
    keepLargest(largest, at, Math.min(trace.start[c], trace.stopped(i)));
    at = Math.max(at, trace.stopped(c));
  }
  keepLargest(largest, at, trace.stopped(i));
  return largest;
}

function keepLargest(largest, startUs, to) {
  const us = to - startUs;
  if (us <= 0) return;
  let k = largest.length;
  while (k > 0 && largest[k - 1].us < us) k--;
  largest.splice(k, 0, { startUs, us });
  if (largest.length > MOST_GAPS) largest.pop();
}
