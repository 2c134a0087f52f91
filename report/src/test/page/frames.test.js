import test from 'node:test';
import assert from 'node:assert/strict';
import { FlamePicture, heavyFlame, timeFlame } from '../../main/page/frames.js';
import { fakeTrace } from './fake-trace.js';

const WIDTH = 1000;
const span = (name, start, stop, children = [], more = {}) => ({ name, start, stop, children, ...more });

// 1000 µs in 1000 px
const PARALLEL = fakeTrace([
  span('wsgi', 0, 1000, [
    span('a', 0, 400, [span('inner', 100, 200)]),
    span('b', 200, 300),
    span('a', 500, 900, [span('inner', 500, 800), span('other', 800, 850)], { out: { etype: 'OSError' } }),
  ]),
]);

async function pictureOf(trace, flame, shown, { row = -1, top = 0, bottom = 9, width = WIDTH } = {}) {
  const picture = new FlamePicture(width, top, bottom, row);
  await flame.layOut(picture, shown);
  return picture;
}

async function inTime(trace, options = {}) {
  const { from = 0, to = trace.totalUs } = options;
  return pictureOf(trace, await timeFlame(trace), { from, to }, options);
}

async function leftHeavy(trace, options = {}) {
  const flame = await heavyFlame(trace);
  return pictureOf(trace, flame, options.zoomed?.(flame) ?? flame.root, options);
}

/** Name, place and width of the frames of a line, from the left. */
function line(trace, picture, level) {
  const told = ({ row, x, width }) => [
    row < 0 ? '…' : trace.names.get(trace.name[row]),
    Math.round(x),
    Math.round(width),
  ];
  return picture
    .line(level)
    .map(told)
    .sort((a, b) => a[1] - b[1]);
}

test('in order of time each span stands at its time, on the line of its level', async () => {
  const picture = await inTime(PARALLEL);
  assert.deepEqual(line(PARALLEL, picture, 0), [['wsgi', 0, 1000]]);
  assert.deepEqual(line(PARALLEL, picture, 1), [
    ['a', 0, 400],
    ['b', 200, 100],
    ['a', 500, 400],
  ]);
  assert.deepEqual(line(PARALLEL, picture, 2), [
    ['inner', 100, 100],
    ['inner', 500, 300],
    ['other', 800, 50],
  ]);
});

test('left-heavy alike siblings are one frame on every level, the heaviest at the left', async () => {
  const picture = await leftHeavy(PARALLEL);
  assert.deepEqual(line(PARALLEL, picture, 1), [
    ['a', 0, 800],
    ['b', 800, 100],
  ]);
  assert.deepEqual(line(PARALLEL, picture, 2), [
    ['inner', 0, 400],
    ['other', 400, 50],
  ]);
});

test('a frame sums up its spans', async () => {
  const picture = await leftHeavy(PARALLEL);
  const { rows, total, self, errors, up } = picture.line(1)[0];
  assert.deepEqual([rows, total, self, errors, up.row], [[1, 4], 800, 350, 1, 0]);
  const [inner] = (await leftHeavy(PARALLEL)).line(2);
  assert.deepEqual([inner.rows, inner.total], [[2, 5], 400]);
});

test('a part of the time fills the width; what lies outside is left out', async () => {
  const picture = await inTime(PARALLEL, { from: 100, to: 200 });
  assert.deepEqual(line(PARALLEL, picture, 1), [
    ['a', -2, 1004],
    ['b', 1000, 2],
  ]);
  assert.deepEqual(line(PARALLEL, picture, 2), [['inner', 0, 1000]]);
});

test('what is over before the time shown is left out, what sticks out of its parent is not', async () => {
  const trace = fakeTrace([span('wsgi', 0, 100), span('late', 500, 1000, [span('early clock', 300, 600)])]);
  const picture = await inTime(trace, { from: 200, to: 450 });
  assert.deepEqual(line(trace, picture, 0), [['late', 1200, 0]]);
  assert.deepEqual(line(trace, picture, 1), [['early clock', 400, 602]]);
});

test('a frame that is zoomed to fills the width, and so do those that lead to it', async () => {
  const zoomed = ({ root }) => root.kids[0].kids[0];
  const flame = await heavyFlame(PARALLEL);
  await pictureOf(PARALLEL, flame, flame.root);
  const picture = await pictureOf(PARALLEL, flame, zoomed(flame));
  assert.deepEqual(line(PARALLEL, picture, 0), [['wsgi', 0, 1000]]);
  assert.deepEqual(line(PARALLEL, picture, 1), [['a', 0, 1000]]);
  assert.deepEqual(line(PARALLEL, picture, 2), [
    ['inner', 0, 500],
    ['other', 500, 63],
  ]);
});

test('large frames of two levels are named, and none below', async () => {
  for (const picture of [await inTime(PARALLEL), await leftHeavy(PARALLEL)]) {
    assert.deepEqual(new Set(picture.large.map(({ level }) => level)), new Set([0, 1]));
  }
  assert.equal((await inTime(PARALLEL)).large.length, 4);
  assert.equal((await leftHeavy(PARALLEL)).large.length, 3);
});

test('a frame of three per cent is named however low the lines stand that are drawn', async () => {
  const trace = fakeTrace([span('wsgi', 0, 1000, [span('small', 0, 30), span('smaller', 40, 45)])]);
  for (const picture of [await inTime(trace, { top: 5, bottom: 9 }), await leftHeavy(trace, { top: 0, bottom: 0 })]) {
    assert.deepEqual(
      picture.large.map(({ row }) => row),
      [0, 1],
    );
    assert.ok(picture.lines.flat().every(({ level }) => level === 0));
  }
});

test('what one frame has below it says nothing of another', async () => {
  const trace = fakeTrace([
    span('a', 0, 400, [span('inner', 0, 200)]),
    span('b', 400, 700, [span('inner', 400, 500), span('other', 500, 700)]),
  ]);
  assert.deepEqual(line(trace, await leftHeavy(trace, { width: 700 }), 1), [
    ['inner', 0, 200],
    ['other', 400, 200],
    ['inner', 600, 100],
  ]);
});

test('spans too narrow to be told apart are one strip, and nothing below them is drawn', async () => {
  const many = Array.from({ length: 400 }, (_, k) =>
    span('tiny', k, k + 1, [span('tinier', k, k + 1)], { label: `${k}` }),
  );
  const trace = fakeTrace([span('wsgi', 0, 4000, many)]);
  for (const picture of [await inTime(trace), await leftHeavy(trace)]) {
    assert.deepEqual(line(trace, picture, 1), [['…', 0, 100]]);
    assert.deepEqual(line(trace, picture, 2), []);
  }
});

test('what lies below a span that is unfinished or over is drawn all the same', async () => {
  const trace = fakeTrace([
    span('wsgi', 0, undefined, [span('child', 100, 600)]),
    span('cast', 600, 650, [span('later', 700, 1000)]),
  ]);
  const picture = await inTime(trace);
  assert.deepEqual(line(trace, picture, 0), [
    ['wsgi', 0, 1],
    ['cast', 600, 50],
  ]);
  assert.deepEqual(line(trace, picture, 1), [
    ['child', 100, 500],
    ['later', 700, 300],
  ]);
  const heavy = await leftHeavy(trace, { width: 550 });
  assert.deepEqual(line(trace, heavy, 1), [
    ['later', 0, 50],
    ['child', 50, 500],
  ]);
});

test('children that ran side by side share the width of their parent', async () => {
  const children = [span('a', 0, 1000), span('b', 0, 1000), span('c', 0, 500)];
  const trace = fakeTrace([span('wsgi', 0, 1000, children)]);
  const picture = await leftHeavy(trace);
  assert.deepEqual(line(trace, picture, 1), [
    ['a', 0, 400],
    ['b', 400, 400],
    ['c', 800, 200],
  ]);
  assert.equal(picture.line(1)[0].total, 1000);
});

test('in order of time a frame hides what it covers, and the current one is there however narrow', async () => {
  const trace = fakeTrace([
    span('wsgi', 0, 1000000, [span('under', 0, 500), span('over', 0, 600000), span('dot', 7, 8)]),
  ]);
  const picture = await inTime(trace, { row: 3 });
  assert.deepEqual(line(trace, picture, 1), [
    ['over', 0, 600],
    ['dot', 0, 1],
  ]);
  assert.equal(picture.current.row, 3);
  assert.equal(picture.current.total, 1);
  assert.equal(picture.current.up.row, 0);
});

test('deep traces: only the lines asked for, and no deep recursion', async () => {
  let tree = [];
  for (let level = 5000; level > 0; level--) tree = [span(`level-${level}`, 0, 10000, tree)];
  const trace = fakeTrace(tree);
  for (const picture of [
    await inTime(trace, { top: 4000, bottom: 4009 }),
    await leftHeavy(trace, { top: 4000, bottom: 4009 }),
  ]) {
    assert.equal(picture.lines.length, 10);
    assert.deepEqual(line(trace, picture, 4009), [['level-4010', 0, 1000]]);
  }
});

test('a trace without spans has an empty picture, one without time a strip', async () => {
  const none = fakeTrace([]);
  assert.deepEqual((await inTime(none)).lines.flat(), []);
  assert.deepEqual((await leftHeavy(none)).lines.flat(), []);
  const still = fakeTrace([span('wsgi', 0, 0, [span('a', 0, 0)])]);
  assert.deepEqual(line(still, await inTime(still), 0), [['…', 0, 1]]);
  assert.deepEqual((await leftHeavy(still)).lines.flat(), []);
});
