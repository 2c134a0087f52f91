import test from 'node:test';
import assert from 'node:assert/strict';
import { Rows } from '../../main/page/rows.js';

// 0
// ├ 1
// │ ├ 2 (error)
// │ └ 3
// ├ 4
// └ 5
//   └ 6
const DEPTHS = [0, 1, 2, 2, 1, 1, 2];

function traceOf(depths, errors = [2]) {
  const n = depths.length;
  const parent = [];
  const end = new Array(n).fill(n);
  const open = [];
  depths.forEach((depth, i) => {
    while (open.length > depth) end[open.pop()] = i;
    parent.push(depth === 0 ? -1 : open[depth - 1]);
    open.push(i);
  });
  return {
    n,
    depth: depths,
    parent,
    end,
    hasChildren: (i) => end[i] > i + 1,
    errorsBetween: (from, to) => errors.filter((e) => e >= from && e < to).length,
  };
}

const shownRows = (rows) => Array.from({ length: rows.length }, (_, k) => rows.at(k));

test('a small trace is open from the start', () => {
  assert.deepEqual(shownRows(new Rows(traceOf(DEPTHS))), [0, 1, 2, 3, 4, 5, 6]);
});

test('a large one opens as many levels as can be looked through, two at least', () => {
  const wide = [0, ...Array.from({ length: 600 }, (_, k) => 1 + (k % 2))];
  assert.equal(new Rows(traceOf(wide)).length, 301);
  const deep = Array.from({ length: 2000 }, (_, k) => k);
  assert.equal(new Rows(traceOf(deep)).length, 500);
});

test('levels', () => {
  const rows = new Rows(traceOf(DEPTHS));
  rows.openLevels(1);
  assert.deepEqual(shownRows(rows), [0]);
  assert.equal(rows.errorsBelow(0), 1);
  rows.openLevels(2);
  assert.deepEqual(shownRows(rows), [0, 1, 4, 5]);
});

test('a closed row hides what is below, and opens as it was', () => {
  const rows = new Rows(traceOf(DEPTHS));
  rows.setOpen(1, false);
  assert.deepEqual(shownRows(rows), [0, 1, 4, 5, 6]);
  assert.equal(rows.indexOf(4), 2);
  assert.equal(rows.indexOf(2), -1);
  assert.equal(rows.errorsBelow(1), 1);
  rows.reveal(3);
  assert.deepEqual(shownRows(rows), [0, 1, 2, 3, 4, 5, 6]);
});

test('a filter leaves matches and what leads to them', () => {
  const rows = new Rows(traceOf(DEPTHS));
  rows.openLevels(1);
  rows.filter(Uint8Array.from([0, 0, 1, 0, 0, 1, 0]));
  assert.deepEqual(shownRows(rows), [0, 1, 2, 5]);
  assert.ok(rows.isContext(1) && !rows.isContext(5));
  assert.ok(rows.isFilteredOut(6));
  rows.setOpen(1, false);
  assert.deepEqual(shownRows(rows), [0, 1, 5]);
  rows.filter(null);
  assert.deepEqual(shownRows(rows), [0]);
});

test('levels of a filtered tree are those of what is left; without the filter all is as before', () => {
  const rows = new Rows(traceOf(DEPTHS));
  rows.filter(Uint8Array.from([0, 0, 1, 0, 0, 1, 0]));
  rows.openLevels(2);
  assert.deepEqual(shownRows(rows), [0, 1, 5]);
  rows.openLevels(1);
  assert.deepEqual(shownRows(rows), [0]);
  rows.reveal(2);
  assert.deepEqual(shownRows(rows), [0, 1, 2, 5]);
  rows.filter(null);
  assert.deepEqual(shownRows(rows), [0, 1, 2, 3, 4, 5, 6]);
});

test('any member of a folded group reveals the group, the first too', () => {
  const groups = {
    firstOf: (row) => (row === 1 || row === 4 ? 1 : -1),
    sizeOf: (row) => (row === 1 ? 2 : 0),
    totalUs: () => 0,
    errorsBelow: () => 0,
  };
  for (const member of [1, 4]) {
    const rows = new Rows(traceOf(DEPTHS));
    rows.fold(groups);
    assert.deepEqual(shownRows(rows), [0, 1, 5, 6]);
    rows.reveal(member);
    assert.deepEqual(shownRows(rows), [0, 1, 2, 3, 4, 5, 6]);
  }
});
