import test from 'node:test';
import assert from 'node:assert/strict';
import { queryTotals, statistics } from '../../main/page/stats.js';
import { fakeTrace } from './fake-trace.js';

const query = (statement) => ({ name: 'db', info: { db: { statement } } });

const TRACE = fakeTrace([
  {
    name: 'wsgi',
    start: 0,
    stop: 100,
    children: [
      { ...query('SELECT ?'), start: 10, stop: 30 },
      { ...query('SELECT ?'), start: 20, stop: 50, service: '__proto__' },
      { name: 'function', start: 60, stop: 90, host: 'host-2', label: 'SELECT ?', out: { etype: 'OSError' } },
      { ...query(''), start: 91, stop: 92 },
      { ...query('UPDATE ?'), start: 95 },
      { ...query('UPDATE ?'), start: 99, stop: 97 },
    ],
  },
]);

function told({ order, count, total, self }, keys) {
  return Array.from(order, (key) => [keys.get(key), count[key], total[key], self[key]]);
}

test('count, total and self time of each name, most self time first', async () => {
  const { type } = await statistics(TRACE);
  assert.deepEqual(told(type, TRACE.names), [
    ['db', 5, 51, 51],
    ['function', 1, 30, 30],
    ['wsgi', 1, 100, 29],
  ]);
});

test('of each service and host too, whatever they are called', async () => {
  const { service, host } = await statistics(TRACE);
  assert.deepEqual(told(service, TRACE.services), [
    ['api', 6, 151, 80],
    ['__proto__', 1, 30, 30],
  ]);
  assert.deepEqual(told(host, TRACE.hosts), [
    ['host-1', 6, 151, 80],
    ['host-2', 1, 30, 30],
  ]);
});

test('each statement with count and total, most time first; an empty one is one', async () => {
  const sums = await queryTotals(TRACE);
  assert.deepEqual(
    told(sums, TRACE.labels).map(([statement, count, total]) => [statement, count, total]),
    [
      ['SELECT ?', 2, 50],
      ['', 1, 1],
      ['UPDATE ?', 2, 0],
    ],
  );
});

test('statements stand in the order of their totals, though their children took the time', async () => {
  const trace = fakeTrace([
    { ...query('CALL ?'), start: 0, stop: 90, children: [{ name: 'rpc', start: 0, stop: 85 }] },
    { ...query('SELECT ?'), start: 100, stop: 120 },
  ]);
  assert.deepEqual(told(await queryTotals(trace), trace.labels), [
    ['CALL ?', 1, 90, 5],
    ['SELECT ?', 1, 20, 20],
  ]);
});

test('a trace without spans has neither', async () => {
  const empty = fakeTrace([]);
  assert.equal((await statistics(empty)).type.order.length, 0);
  assert.equal((await queryTotals(empty)).order.length, 0);
});
