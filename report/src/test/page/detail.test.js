import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutText, spanNotes, spanTimes } from '../../main/page/detail.js';
import { fakeTrace } from './fake-trace.js';

const trace = () =>
  fakeTrace([
    {
      name: 'root',
      start: 0,
      stop: 2000000,
      children: [
        { name: 'child', start: 500, stop: 246857, host: 'other' },
        { name: 'no-stop', start: 600 },
        { name: 'no-start', stop: 700 },
        { name: 'backwards', start: 900, stop: 800 },
        { name: 'late', start: 1000000, stop: 2000001 },
      ],
    },
    { name: 'orphan', start: 1000, stop: 1771, parentId: 'gone' },
    { name: 'loop', start: 1000, stop: 1771, loop: true, parentId: 'itself' },
  ]);

const times = (i) => Object.fromEntries(spanTimes(trace(), i));

test('times of a finished span, to the microsecond, and its share', () => {
  assert.deepEqual(times(1), {
    start: '2026-03-01 08:15:30.123956 UTC',
    stop: '2026-03-01 08:15:30.370313 UTC',
    offset: '500 µs',
    duration: '246 ms (246\u202f357 µs)',
    self: '246 ms (246\u202f357 µs)',
    'share of trace': '12.3 %',
  });
});

test('what has no stop or no start says so and has no duration', () => {
  assert.deepEqual(times(2), {
    start: '2026-03-01 08:15:30.124056 UTC',
    stop: 'no stop',
    offset: '600 µs',
    duration: 'unfinished',
  });
  assert.equal(times(3).start, 'no start');
  assert.equal(times(3).stop, '2026-03-01 08:15:30.124156 UTC');
});

test('a stop before the start is shown as it is, and counts as nothing', () => {
  assert.equal(times(4).stop, '2026-03-01 08:15:30.124256 UTC');
  assert.equal(times(4).duration, '-100 µs');
  assert.equal(times(4)['share of trace'], '0.0 %');
});

test('notes on what is odd about a span', async () => {
  const t = trace();
  const notes = async (i) => spanNotes(t, i, await t.infos.at(i));
  assert.deepEqual(await notes(0), []);
  assert.deepEqual(await notes(1), []);
  assert.match((await notes(5)).join(), /^It starts before its parent or stops after it/);
  assert.match((await notes(6)).join(), /^Its parent is missing/);
  assert.match((await notes(7)).join(), /^It has no place in the tree/);
});

test('more notifications than a start and a stop are told', async () => {
  const payload = (name) => ({ name, payload: { name, info: {} } });
  const t = fakeTrace([
    { name: 'x', start: 0, stop: 1, payloads: [payload('x-start'), payload('x-start'), payload('x-stop')] },
    { name: 'y', start: 5, payloads: [payload('y-start'), payload('y-start')] },
  ]);
  assert.match(spanNotes(t, 0, await t.infos.at(0)).join(), /^3 notifications/);
  assert.match(spanNotes(t, 1, await t.infos.at(1)).join(), /^2 notifications/);
});

test('a text is not cut within a character', () => {
  assert.equal(cutText('abc', 2), 'ab');
  assert.equal(cutText('abc', 3), 'abc');
  assert.equal(cutText('a\u{1F680}b', 2), 'a');
  assert.equal(cutText('a\u{1F680}b', 3), 'a\u{1F680}');
  assert.equal(cutText('a\u{1F680}', Infinity), 'a\u{1F680}');
});
