import test from 'node:test';
import assert from 'node:assert/strict';
import { foldGroups, repeatedQueries } from '../../main/page/fold.js';
import { fakeTrace } from './fake-trace.js';

/** Some alike spans, 10 µs each, one behind the other. */
function alike(count, literal, from = 0) {
  return Array.from({ length: count }, (_, k) => ({ start: from + 20 * k, stop: from + 20 * k + 10, ...literal }));
}

const query = (statement) => ({ name: 'db', info: { db: { statement } } });
const failed = { out: { etype: 'OSError' } };

function traceOf(roots) {
  const trace = fakeTrace(roots);
  trace.errorsBetween ??= (from, to) => {
    let errors = 0;
    for (let i = from; i < to; i++) if (trace.state(i) === 'error') errors++;
    return errors;
  };
  return trace;
}

async function groupsOf(roots) {
  const trace = traceOf(roots);
  const groups = await foldGroups(trace);
  const rows = Array.from({ length: trace.n }, (_, row) => row);
  return { ...groups, firsts: rows.map(groups.firstOf), sizes: rows.map(groups.sizeOf) };
}

test('five alike siblings are a group, of the first of them', async () => {
  const { firsts, sizes, totalUs } = await groupsOf([
    { name: 'wsgi', start: 0, stop: 99, children: alike(5, query('A')) },
  ]);
  assert.deepEqual(firsts, [-1, 1, 1, 1, 1, 1]);
  assert.deepEqual(sizes, [0, 5, 0, 0, 0, 0]);
  assert.equal(totalUs(1), 50);
});

test('four are none, nor are five of two names or labels', async () => {
  const others = [...alike(4, query('A')), ...alike(4, query('B'), 200), ...alike(4, { name: 'A' }, 400)];
  const { firsts } = await groupsOf([{ name: 'wsgi', start: 0, stop: 999, children: others }]);
  assert.deepEqual(new Set(firsts), new Set([-1]));
});

test('they need not stand together, and are siblings only under one parent', async () => {
  const a = alike(5, query('A'));
  const b = alike(4, query('B'), 5);
  const roots = [
    { name: 'wsgi', start: 0, stop: 500, children: [...a, ...b] },
    { name: 'wsgi', start: 600, stop: 999, children: alike(4, query('A'), 600) },
  ];
  const { firsts } = await groupsOf(roots);
  assert.deepEqual(firsts, [-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, -1, -1, -1, -1]);
});

test('roots are siblings, also those with a lost parent or in a circle', async () => {
  const roots = [
    ...alike(3, { name: 'job' }),
    { name: 'job', start: 90, parentId: 'gone' },
    { name: 'job', stop: 95, loop: true },
  ];
  const { firsts, sizes, totalUs } = await groupsOf(roots);
  assert.deepEqual(firsts, [0, 0, 0, 0, 0]);
  assert.equal(sizes[0], 5);
  assert.equal(totalUs(0), 30); // the unfinished ones count as spans, with no time
});

test('a group hides the errors of all but its first, and all below any of them', async () => {
  const inner = [{ name: 'x', start: 1, stop: 2, ...failed }];
  const members = alike(5, { name: 'job', children: inner, ...failed });
  const { errorsBelow } = await groupsOf([{ name: 'wsgi', start: 0, stop: 200, ...failed, children: members }]);
  assert.equal(errorsBelow(1), 9);
});

test('an unfinished span with an error type is no error', async () => {
  const members = [...alike(4, { name: 'job' }), { name: 'job', stop: 99, ...failed }];
  const { errorsBelow } = await groupsOf([{ name: 'wsgi', start: 0, stop: 200, children: members }]);
  assert.equal(errorsBelow(1), 0);
});

test('a group within a group is one too', async () => {
  const { firsts } = await groupsOf(alike(5, { name: 'page', children: alike(5, query('A')) }));
  assert.deepEqual(firsts.slice(0, 8), [0, 1, 1, 1, 1, 1, 0, 7]);
});

test('statements that repeat under one parent, most time first', async () => {
  const slow = (count) => alike(count, query('B')).map((each) => ({ ...each, stop: each.start + 19 }));
  const roots = [
    { name: 'one', start: 0, stop: 999, children: [...alike(7, query('A')), ...alike(4, query('C'), 500)] },
    { name: 'two', start: 1000, stop: 1999, children: slow(5) },
  ];
  const trace = traceOf(roots);
  const found = (await repeatedQueries(trace)).map(({ parent, label, count, totalUs, first }) => {
    return [trace.names.get(trace.name[parent]), trace.labels.get(label), count, totalUs, first];
  });
  assert.deepEqual(found, [
    ['two', 'B', 5, 95, 13],
    ['one', 'A', 7, 70, 1],
  ]);
});

test('one statement in spans of several names is one group; other labels are none', async () => {
  const children = [
    ...alike(3, query('A')),
    ...alike(2, { ...query('A'), name: 'sql' }),
    ...alike(9, { name: 'f', label: 'A', ...failed }),
  ];
  const found = await repeatedQueries(traceOf([{ name: 'wsgi', start: 0, stop: 999, children }]));
  assert.deepEqual(
    found.map(({ count }) => count),
    [5],
  );
});

test('statements of roots have no parent to repeat under', async () => {
  assert.deepEqual(await repeatedQueries(traceOf(alike(6, query('A')))), []);
});
