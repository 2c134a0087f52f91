import test from 'node:test';
import assert from 'node:assert/strict';
import { TimeRange, ticks } from '../../main/page/timeline.js';

test('ticks are round, inside of the range, and at least three', () => {
  assert.deepEqual(ticks(0, 400771, 477), [0, 100000, 200000, 300000, 400000]);
  assert.deepEqual(ticks(0, 604800000001, 300), [0, 259200e6, 518400e6]);
  for (let from = 0; from < 3000; from += 7) {
    for (const length of [2, 3, 5, 9, 10, 11, 99, 1001, 123457, 86400e6, 604800e6]) {
      const times = ticks(from, from + length, 90);
      assert.ok(times.length >= 3, `${from} + ${length}: ${times}`);
      assert.ok(times[0] >= from && times.at(-1) <= from + length);
    }
  }
});

test('a range without length has one tick', () => {
  assert.deepEqual(ticks(0, 0, 400), [0]);
});

test('a zoom is whole microseconds, and never shorter than ten', () => {
  const range = new TimeRange(1000);
  range.zoom(500, 501);
  assert.deepEqual([range.from, range.to], [496, 506]);
  range.zoom(0, 0);
  assert.deepEqual([range.from, range.to], [0, 10]);
  range.zoom(100.4, 300.4);
  assert.deepEqual([range.from, range.to], [100, 300]);
  range.reset();
  assert.ok(range.isWhole);
});

test('a zoom stays inside the trace', () => {
  const range = new TimeRange(1000);
  range.zoom(1000, 1000);
  assert.deepEqual([range.from, range.to], [990, 1000]);
  const short = new TimeRange(4);
  short.zoom(1, 2);
  assert.ok(short.isWhole);
});

test('pixels of a time', () => {
  const range = new TimeRange(1000);
  range.zoom(200, 400);
  assert.equal(range.x(300, 50), 25);
  assert.equal(new TimeRange(0).x(0, 50), 0);
});
