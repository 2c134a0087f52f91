import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportChrome, exportCsv, exportJson, jsonFields } from '../../main/page/export.js';
import { BASE_ID, fakeTrace } from './fake-trace.js';

const textOf = (pieces) => new Blob(pieces).text();
const reportOf = async (t) => JSON.parse(await textOf(await exportJson(t)));
const raw = (t, i, which) => JSON.parse(t.infos.cached(i).payloads[which].json);

// ---- JSON

test('the report has the whole milliseconds, names and raw payloads of Python’s', async () => {
  const t = fakeTrace([
    {
      id: 'r',
      name: 'vol-api.create',
      start: 0,
      stop: 5999,
      children: [
        {
          id: 'c',
          name: 'db',
          service: 'db-service',
          host: 'h2',
          project: 'p',
          start: 1999,
          stop: 2000,
          out: { etype: 'E' },
        },
      ],
    },
  ]);
  const report = await reportOf(t);
  assert.deepEqual(report, {
    info: { name: 'total', started: 0, finished: 5, last_trace_started: 1 },
    children: [
      {
        info: {
          name: 'vol',
          project: 'cinder',
          service: 'api',
          host: 'host-1',
          'meta.raw_payload.vol-api.create-start': raw(t, 0, 0),
          started: 0,
          'meta.raw_payload.vol-api.create-stop': raw(t, 0, 1),
          finished: 5,
          exception: 'None',
        },
        trace_id: 'r',
        parent_id: BASE_ID,
        children: [
          {
            info: {
              name: 'db',
              project: 'p',
              service: 'db-service',
              host: 'h2',
              'meta.raw_payload.db-start': raw(t, 1, 0),
              started: 1,
              'meta.raw_payload.db-stop': raw(t, 1, 1),
              finished: 2,
              exception: 'E',
            },
            trace_id: 'c',
            parent_id: 'r',
            children: [],
          },
        ],
      },
    ],
    stats: { vol: { count: 1, duration: 5 }, db: { count: 1, duration: 1 } },
  });
  assert.deepEqual(Object.keys(report.children[0].info).slice(4), [
    'meta.raw_payload.vol-api.create-start',
    'started',
    'meta.raw_payload.vol-api.create-stop',
    'finished',
    'exception',
  ]);
});

test('what is unfinished starts and finishes at the time that is there', async () => {
  const t = fakeTrace([
    { name: 'no-stop', start: 3500 },
    { name: 'no-start', stop: 7500, out: { etype: null } },
    { name: 'x', start: 0, stop: 9000 },
    { name: 'backwards', start: 8000, stop: 2000 },
  ]);
  const { children, stats } = await reportOf(t);
  const times = children.map(({ info }) => [info.started, info.finished, info.exception]);
  assert.deepEqual(times, [
    [0, 9, 'None'],
    [3, 3, undefined],
    [7, 7, null],
    [8, 2, 'None'],
  ]);
  assert.deepEqual(stats.no, { count: 2, duration: 0 });
  assert.deepEqual(stats.backwards, { count: 1, duration: -6 });
});

test('siblings of one millisecond come as they were read', async () => {
  const spans = [
    ['late', 2100, 0],
    ['a', 1900, 1],
    ['b', 1100, 3],
    ['c', 1500, 2],
    ['early', 999, 4],
  ].map(([id, start, read]) => ({ id, name: 'x', start, stop: start, read }));
  const { children } = await reportOf(fakeTrace(spans));
  assert.deepEqual(
    children.map((child) => child.trace_id),
    ['early', 'a', 'c', 'b', 'late'],
  );
});

test('spans in a cycle of parents count in the statistics only', async () => {
  const t = fakeTrace([
    { id: 'a', name: 'loop', start: 500, stop: 4500, loop: true, parentId: 'b' },
    { id: 'b', name: 'loop', start: 0, stop: 5, loop: true, parentId: 'a' },
    { id: 'c', name: 'x', start: 600, stop: 700 },
    { id: 'd', name: 'x', start: 5000, stop: 5000 },
  ]);
  const { children, stats } = await reportOf(t);
  assert.deepEqual(
    children.map((child) => child.trace_id),
    ['c', 'd'],
  );
  assert.deepEqual(stats, { x: { count: 2, duration: 0 }, loop: { count: 2, duration: 4 } });
});

test('numbers of any length, and any text, stay as they are', async () => {
  const odd = '\u0000"\\\u2028\ud800</script>';
  const big = -1234567890123456789012n;
  const t = fakeTrace([
    {
      id: odd,
      name: odd,
      service: odd,
      start: 0,
      stop: 1,
      parentId: odd,
      info: { [odd]: odd, big, list: [9007199254740993n, '1,}'] },
    },
  ]);
  const text = await textOf(await exportJson(t));
  assert.match(text, /"big":-1234567890123456789012,"list":\[9007199254740993,"1,\}"\]/);
  const span = JSON.parse(text).children[0];
  assert.equal(span.trace_id, odd);
  assert.equal(span.parent_id, odd);
  assert.equal(span.info.name, odd);
  assert.equal(span.info.service, odd);
  assert.equal(span.info['meta.raw_payload.' + odd + '-start'].info[odd], odd);
});

test('names like __proto__ are names', async () => {
  const text = await textOf(await exportJson(fakeTrace([{ name: '__proto__', start: 0, stop: 2000 }])));
  assert.match(text, /"stats":\{"__proto__":\{"count":1,"duration":2\}\}/);
});

test('project, service and host that are no text stay as they came; what is not there is null', async () => {
  const payload = (name, fields) => ({ name, payload: { name, ...fields } });
  const t = fakeTrace([
    {
      name: 'x',
      start: 0,
      stop: 0,
      payloads: [
        payload('x-start', {
          project: { a: [1] },
          service: 12345678901234567890n,
          info: { b: { host: 'no' }, host: null },
        }),
      ],
    },
    { name: 'y', start: 0, stop: 0, payloads: [payload('y-start', { info: {} })] },
  ]);
  const text = await textOf(await exportJson(t));
  assert.match(text, /"name":"x","project":\{"a":\[1\]\},"service":12345678901234567890,"host":null/);
  assert.match(text, /"name":"y","project":null,"service":null,"host":null/);
});

test('of several notifications of one name the last is there, at the place of the first', async () => {
  const payload = (name, fields) => ({ name, payload: { name, ...fields } });
  const payloads = [
    payload('x-start', { service: 'first', info: { k: 1 } }),
    payload('x-stop', { info: { etype: 'E' } }),
    payload('x-start', { service: 'second', info: { k: 2 } }),
    payload('x-fullstop', { info: {} }),
  ];
  const { children } = await reportOf(fakeTrace([{ name: 'x', start: 1000, stop: 2000, payloads }]));
  const info = children[0].info;
  assert.deepEqual(Object.keys(info).slice(4), [
    'meta.raw_payload.x-start',
    'started',
    'meta.raw_payload.x-stop',
    'finished',
    'exception',
    'meta.raw_payload.x-fullstop',
  ]);
  assert.equal(info.service, 'first');
  assert.equal(info['meta.raw_payload.x-start'].info.k, 2);
  assert.equal(info.exception, 'None');
});

test('an empty trace', async () => {
  assert.deepEqual(await reportOf(fakeTrace([])), {
    info: { name: 'total', started: 0, finished: null, last_trace_started: null },
    children: [],
    stats: {},
  });
});

test('a hundred thousand levels', async () => {
  const levels = 100000;
  let span = { name: 'leaf', start: 0, stop: 1 };
  for (let k = 1; k < levels; k++) span = { name: 'x', start: 0, stop: 1, children: [span] };
  const shares = [];
  const text = await textOf(await exportJson(fakeTrace([span], { blockRows: 1000 }), (share) => shares.push(share)));
  assert.equal(text.match(/"children":\[/g).length, levels + 1);
  assert.ok(text.includes('"children":[' + ']}'.repeat(levels)));
  assert.ok(shares.length > 1 && shares.every((share, k) => share <= 1 && share >= (shares[k - 1] ?? 0)));
});

test('the fields of a JSON object, as JSON', () => {
  const fields = (json) => Object.fromEntries(jsonFields(json));
  assert.deepEqual(fields('{}'), {});
  assert.deepEqual(fields('{"a":1,"b":"x\\"},{","c":[1,{"a":2}],"d":{"a":[]},"e":null}'), {
    a: '1',
    b: '"x\\"},{"',
    c: '[1,{"a":2}]',
    d: '{"a":[]}',
    e: 'null',
  });
  assert.deepEqual(fields(' { "k\\u0041" : -1.5e3 , "" : "\\\\" } '), { kA: '-1.5e3', '': '"\\\\"' });
});

// ---- CSV

async function csvOf(t) {
  return textOf(await exportCsv(t));
}

test('a line for each span below the names of the columns', async () => {
  const t = fakeTrace([
    {
      id: 'r',
      name: 'wsgi',
      start: 0,
      stop: 100,
      info: { request: { method: 'GET', path: '/' } },
      children: [
        { id: 'c', name: 'db', start: 10, stop: 30, out: { etype: 'E' } },
        { id: 'u', name: 'db', start: 40 },
        { id: 'n', name: 'db', start: 60, stop: 50 },
      ],
    },
  ]);
  assert.equal(
    await csvOf(t),
    'trace_id,parent_id,name,service,host,project,label,start_us,duration_us,self_us,state\r\n' +
      `r,${BASE_ID},wsgi,api,host-1,cinder,GET /,0,100,80,ok\r\n` +
      'c,r,db,api,host-1,cinder,,10,20,20,error\r\n' +
      'u,r,db,api,host-1,cinder,,40,,0,unfinished\r\n' +
      'n,r,db,api,host-1,cinder,,60,-10,0,ok\r\n',
  );
});

test('cells with commas, quotes and line ends are quoted, formulas stay as they are', async () => {
  const t = fakeTrace([
    { id: 'a,b', name: 'say "x"', service: 'l1\nl2', host: 'r\r', project: '=1+1', label: ' x ', start: 0, stop: 0 },
  ]);
  assert.equal(
    (await csvOf(t)).split('\r\n').slice(1).join('|'),
    `"a,b",${BASE_ID},"say ""x""","l1\nl2","r\r",=1+1, x ,0,0,0,ok|`,
  );
});

test('a table without spans has its head', async () => {
  assert.match(await csvOf(fakeTrace([])), /^trace_id,.*\r\n$/);
});

test('large tables come in pieces outside of the script’s memory', async () => {
  const name = 'x'.repeat(50000);
  const spans = Array.from({ length: 200 }, (_, k) => ({ id: `s${k}`, name, start: k, stop: k }));
  const pieces = await exportCsv(fakeTrace(spans));
  assert.ok(pieces.length > 2 && pieces[0] instanceof Blob);
  const lines = (await textOf(pieces)).split('\r\n');
  assert.equal(lines.length, 202);
  assert.ok(lines.slice(1, 201).every((line, k) => line.startsWith(`s${k},`) && line.includes(name)));
});

// ---- Chrome

async function eventsOf(t) {
  return JSON.parse(await textOf(await exportChrome(t))).traceEvents;
}

const complete = (events) => events.filter((event) => event.ph === 'X');

/** Fails where two events of one track overlap and neither encloses the other. */
function assertNested(events) {
  const tracks = Map.groupBy ? Map.groupBy(events, trackOf) : groupedBy(events, trackOf);
  for (const track of tracks.values()) {
    const open = [];
    for (const event of track.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
      while (open.length > 0 && open.at(-1) <= event.ts) open.pop();
      assert.ok(open.length === 0 || event.ts + event.dur <= open.at(-1), `${JSON.stringify(event)} overlaps`);
      open.push(event.ts + event.dur);
    }
  }
  return tracks.size;
}

const trackOf = ({ pid, tid }) => `${pid}/${tid}`;

function groupedBy(events, key) {
  const groups = new Map();
  for (const event of events) groups.set(key(event), [...(groups.get(key(event)) ?? []), event]);
  return groups;
}

test('an event for each finished span, with names of processes and tracks', async () => {
  const t = fakeTrace([
    {
      id: 'r',
      name: 'wsgi',
      start: 0,
      stop: 100,
      children: [
        { id: 'q', name: 'db', service: '', start: 10, stop: 5, info: { db: { statement: 'SELECT 1' } } },
        { id: 'u', name: 'db', start: 20 },
      ],
    },
  ]);
  const events = await eventsOf(t);
  assert.deepEqual(complete(events), [
    {
      ph: 'X',
      name: 'wsgi',
      ts: 0,
      dur: 100,
      pid: 1,
      tid: 1,
      args: { trace_id: 'r', parent_id: BASE_ID, label: '', host: 'host-1', state: 'ok' },
    },
    {
      ph: 'X',
      name: 'db',
      ts: 10,
      dur: 0,
      pid: 2,
      tid: 2,
      args: { trace_id: 'q', parent_id: 'r', label: 'SELECT 1', host: 'host-1', state: 'ok' },
    },
  ]);
  const names = events
    .filter((event) => event.ph === 'M')
    .map(({ name, pid, tid, args }) => [name, pid, tid, args.name]);
  assert.deepEqual(names, [
    ['process_name', 1, undefined, 'api'],
    ['thread_name', 1, 1, 'track 1'],
    ['process_name', 2, undefined, 'no service'],
    ['thread_name', 2, 2, 'track 1'],
  ]);
});

test('children stand on the track of their parent, those side by side on others', async () => {
  const t = fakeTrace([
    {
      id: 'r',
      name: 'x',
      start: 0,
      stop: 100,
      children: [
        { id: 'a', name: 'x', start: 10, stop: 50, children: [{ id: 'a1', name: 'x', start: 20, stop: 30 }] },
        { id: 'b', name: 'x', start: 15, stop: 60, children: [{ id: 'b1', name: 'x', start: 20, stop: 30 }] },
        { id: 'c', name: 'x', start: 60, stop: 70 },
        { id: 'late', name: 'x', start: 90, stop: 140 },
      ],
    },
  ]);
  const events = complete(await eventsOf(t));
  assertNested(events);
  const tids = Object.fromEntries(events.map(({ args, tid }) => [args.trace_id, tid]));
  assert.deepEqual(tids, { r: 1, a: 1, a1: 1, b: 2, b1: 2, c: 1, late: 2 });
});

test('a call that comes back to its service stands below the caller there', async () => {
  const t = fakeTrace([
    {
      id: 'r',
      name: 'x',
      start: 0,
      stop: 100,
      children: [
        {
          id: 'out',
          name: 'x',
          service: 'other',
          start: 10,
          stop: 90,
          children: [{ id: 'back', name: 'x', start: 20, stop: 80 }],
        },
      ],
    },
  ]);
  const tids = Object.fromEntries(complete(await eventsOf(t)).map(({ args, tid }) => [args.trace_id, tid]));
  assert.deepEqual(tids, { r: 1, out: 2, back: 1 });
});

/** The same numbers in every run. */
function randoms(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

test('whatever the times, events of a track nest', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = randoms(seed);
    const spans = [{ id: 's0', name: 'x', start: 0, stop: 1000, children: [] }];
    for (let k = 1; k < 300; k++) {
      const start = random(1000);
      const span = {
        id: `s${k}`,
        name: 'x',
        service: `service ${random(3)}`,
        start,
        stop: start + random(200) - 10,
        children: [],
      };
      spans[random(spans.length)].children.push(span);
      spans.push(span);
    }
    const t = fakeTrace([spans[0]]);
    const events = complete(await eventsOf(t));
    assert.equal(events.length, 300);
    assertNested(events);
  }
});

test('more rows than are sorted at a stroke come by their start, the longest first', async () => {
  const random = randoms(7);
  const children = Array.from({ length: 9999 }, (_, k) => {
    const start = random(2000);
    return {
      id: `s${k}`,
      name: 'x',
      start,
      stop: start + random(50),
      children: [{ id: `t${k}`, name: 'y', start: random(2000), stop: 2000 }],
    };
  });
  const events = complete(await eventsOf(fakeTrace([{ id: 'r', name: 'r', start: 0, stop: 3000, children }])));
  assert.equal(new Set(events.map((event) => event.args.trace_id)).size, 19999);
  for (let k = 1; k < events.length; k++) {
    const [a, b] = [events[k - 1], events[k]];
    assert.ok(a.ts < b.ts || (a.ts === b.ts && a.dur >= b.dur), `${JSON.stringify(a)} before ${JSON.stringify(b)}`);
  }
  assertNested(events);
});

test('no events of an empty trace', async () => {
  assert.deepEqual(await eventsOf(fakeTrace([])), []);
});
