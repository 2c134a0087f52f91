import test from 'node:test';
import assert from 'node:assert/strict';
import { skewShifts } from '../../main/page/skew.js';

function traceOf(spans) {
  const column = (name) => spans.map((span) => span[name]);
  const trace = {
    n: spans.length,
    parent: column('parent'),
    start: column('start'),
    dur: column('dur'),
    host: column('host'),
  };
  const stop = (i) => trace.start[i] + trace.dur[i];
  trace.skewed = (i) => trace.start[i] < trace.start[trace.parent[i]] || stop(i) > stop(trace.parent[i]);
  return trace;
}

test('a span of another host goes into the middle of its parent, and what is below moves along', () => {
  const shifts = skewShifts(
    traceOf([
      { parent: -1, start: 0, dur: 100, host: 0 },
      { parent: 0, start: -50, dur: 40, host: 1 },
      { parent: 1, start: -45, dur: 10, host: 1 },
    ]),
  );
  assert.deepEqual([...shifts], [0, 80, 80]);
});

test('what is on the same host, too long or unfinished keeps its place', () => {
  const shifts = skewShifts(
    traceOf([
      { parent: -1, start: 0, dur: 100, host: 0 },
      { parent: 0, start: -50, dur: 40, host: 0 },
      { parent: 0, start: -50, dur: 101, host: 1 },
      { parent: 0, start: -50, dur: NaN, host: 1 },
    ]),
  );
  assert.deepEqual([...shifts], [0, 0, 0, 0]);
});
