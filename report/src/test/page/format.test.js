import test from 'node:test';
import assert from 'node:assert/strict';
import { duration, number, oneLine, percent, shown, tensOfPercent, tick, timestamp } from '../../main/page/format.js';

test('durations in the unit that fits', () => {
  const texts = [
    [0, '0 µs'],
    [771, '771 µs'],
    [1000, '1.00 ms'],
    [9994, '9.99 ms'],
    [9999, '10.0 ms'],
    [99960, '100 ms'],
    [999499, '999 ms'],
    [999500, '1.00 s'],
    [125e6, '2 min 5 s'],
    [59.96e6, '1 min 0 s'],
    [11520e6, '3 h 12 min'],
    [604800000001, '7 d 0 h'],
    [-1500, '-1.50 ms'],
  ];
  for (const [us, text] of texts) assert.equal(duration(us), text);
});

test('durations are right to one per cent', () => {
  const unit = { µs: 1, ms: 1e3, s: 1e6, min: 60e6, h: 3600e6, d: 86400e6 };
  for (let us = 1; us < 1e12; us = Math.ceil(us * 1.07)) {
    const parts = [...duration(us).matchAll(/([\d.]+) (\S+)/g)];
    const read = parts.reduce((sum, [, value, of]) => sum + Number(value) * unit[of], 0);
    assert.ok(Math.abs(read - us) <= us / 100, `${us}: ${duration(us)}`);
  }
});

test('ticks tell neighbours apart', () => {
  assert.equal(tick(100000, 100000), '100 ms');
  assert.equal(tick(1234500, 500), '1.2345 s');
  assert.equal(tick(12, 2), '12 µs');
  assert.equal(tick(259200e6, 259200e6), '3 d');
});

test('numbers are grouped where they are long', () => {
  assert.equal(number(9999), '9999');
  assert.equal(number(1234567), '1\u202f234\u202f567');
});

test('what cannot be seen is made visible', () => {
  assert.equal(shown('a\u0000b\u202ec\ud800d'), 'a\\u0000b\\u202ec\\ud800d');
  assert.equal(shown('👩‍🚀 é\tx\n'), '👩‍🚀 é\tx\n');
});

test('shares', () => {
  assert.equal(percent(1, 3), '33.3 %');
  assert.equal(percent(1, 1e6), '< 0.1 %');
  assert.equal(percent(0, 0), '0 %');
});

test('one line', () => {
  assert.equal(oneLine(' SELECT\n  1 ', 20), 'SELECT 1');
  assert.equal(oneLine('abcdef', 3), 'abc…');
});

test('times of day with microseconds', () => {
  assert.equal(timestamp(1772352930123456), '2026-03-01 08:15:30.123456');
  assert.equal(timestamp(-1), '1969-12-31 23:59:59.999999');
});

test('progress is told in tens', () => {
  assert.deepEqual([0, 0.099, 0.1, 0.55, 1].map(tensOfPercent), ['0 %', '0 %', '10 %', '50 %', '100 %']);
});
