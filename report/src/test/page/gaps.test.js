import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaps } from '../../main/page/gaps.js';
import { fakeTrace } from './fake-trace.js';

const child = (start, stop) => ({ name: 'child', start, stop });

function gapsOf(start, stop, ...children) {
  const t = fakeTrace([
    { name: 'before', start: 0, stop: 1 },
    { name: 'span', start, stop, children },
  ]);
  return gaps(t, 1).map(({ startUs, us }) => [startUs, us]);
}

test('the largest first; children that overlap count once', () => {
  assert.deepEqual(gapsOf(100, 300, child(110, 130), child(120, 150), child(230, 290)), [
    [150, 80],
    [100, 10],
    [290, 10],
  ]);
});

test('children are cut to the span', () => {
  assert.deepEqual(gapsOf(100, 300, child(50, 120), child(280, 900)), [[120, 160]]);
  assert.deepEqual(gapsOf(100, 300, child(20, 90), child(400, 500)), [[100, 200]]);
});

test('what is unfinished, negative or takes no time covers nothing', () => {
  assert.deepEqual(gapsOf(100, 300, child(150, undefined), child(200, 190), child(250, 250)), [[100, 200]]);
});

test('a child within another one that lasts longer ends no gap', () => {
  assert.deepEqual(gapsOf(100, 300, child(100, 280), child(110, 120)), [[280, 20]]);
});

test('grandchildren do not count', () => {
  const t = fakeTrace([
    { name: 'span', start: 0, stop: 100, children: [{ ...child(10, 20), children: [child(50, 60)] }] },
  ]);
  assert.deepEqual(gaps(t, 0), [
    { startUs: 20, us: 80 },
    { startUs: 0, us: 10 },
  ]);
});

test('none without children, without time, or when all is covered', () => {
  assert.deepEqual(gapsOf(100, 300), []);
  assert.deepEqual(gapsOf(100, undefined, child(110, 120)), []);
  assert.deepEqual(gapsOf(100, 90, child(110, 120)), []);
  assert.deepEqual(gapsOf(100, 300, child(100, 300)), []);
});

test('twenty at most', () => {
  const children = Array.from({ length: 50 }, (_, k) => child(100 + k * 100 + k, 200 + k * 100));
  const found = gapsOf(100, 10000, ...children);
  assert.equal(found.length, 20);
  assert.deepEqual(found[0], [5100, 4900]);
  assert.deepEqual(found.at(-1)[1], 31);
});
