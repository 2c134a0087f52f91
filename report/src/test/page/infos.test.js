import test from 'node:test';
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { InfoBlocks } from '../../main/page/infos.js';

const ID = '5d2ef9a2-2d0f-4c6a-9c0c-0f9f5a3d1a01';
const REST = '"base_id":B,"trace_id":I,"parent_id":P,"timestamp":T,"info":';

const one = (text) => ({ get: () => text });

/** Spans of one pattern each, their values packed two spans a block. */
function infosOf(shapes, patterns, values) {
  const trace = {
    n: values.length,
    baseId: 'base',
    startedUs: 1772352930000000,
    start: values.map((_, i) => i),
    stopped: (i) => i + 10,
    pattern: values.map((_, i) => i % patterns.length),
    name: [0, 0, 0],
    service: [0, 0, 0],
    host: [0, 0, 0],
    project: [0, 0, 0],
    names: one('vol-api.create'),
    services: one('api'),
    hosts: one('h1'),
    projects: one('cinder'),
    id: () => ID,
    parentId: () => 'parent',
  };
  const lines = [];
  for (let i = 0; i < values.length; i += 2) {
    const text = values
      .slice(i, i + 2)
      .flat()
      .join('\n');
    lines.push(gzipSync(text + '\n').toString('base64'));
  }
  return new InfoBlocks(trace, 2, shapes, patterns, Promise.resolve(lines));
}

test('a payload is what it was, numbers of any length too', async () => {
  const shape = `{"name":A,${REST}{"db":{"statement":S,"params":{"n":#,"on":true,"none":null,"l":[],"m":[#,S]}},"host":h},"project":p,"service":s}`;
  const infos = infosOf([shape], ['0'], [['SELECT\\n\\\\x\\ud800', '12345678901234567890', '1.5', 'a"b']]);
  const [payload] = (await infos.at(0)).payloads;
  assert.equal(payload.name, 'vol-api.create-start');
  assert.equal(
    payload.json,
    '{"name":"vol-api.create-start","base_id":"base",' +
      `"trace_id":"${ID}","parent_id":"parent","timestamp":"2026-03-01T08:15:30.000000","info":` +
      '{"db":{"statement":"SELECT\\n\\\\x\\ud800","params":{"n":12345678901234567890,"on":true,"none":null,"l":[],"m":[1.5,"a\\"b"]}},"host":"h1"},' +
      '"project":"cinder","service":"api"}',
  );
  const info = (await infos.at(0)).start;
  assert.equal((await infos.at(0)).statement(), 'SELECT\n\\x\ud800');
  assert.deepEqual(
    info.leaves().map(({ path, kind, value }) => [path.join('.'), kind, value]),
    [
      ['db.statement', 'text', 'SELECT\n\\x\ud800'],
      ['db.params.n', 'number', '12345678901234567890'],
      ['db.params.on', 'other', 'true'],
      ['db.params.none', 'other', 'null'],
      ['db.params.l', 'other', '[]'],
      ['db.params.m.0', 'number', '1.5'],
      ['db.params.m.1', 'text', 'a"b'],
      ['host', 'text', 'h1'],
    ],
  );
  assert.equal(info.text('db', 'params', 'on'), null);
});

test('the last start and the last stop count, whatever their order', async () => {
  const shapes = [`{"name":A,${REST}{"k":S}}`, `{"name":Z,${REST}{"k":S}}`];
  const infos = await infosOf(shapes, ['1 0 0'], [['stop', 'first', 'second']]).at(0);
  assert.equal(infos.start.text('k'), 'second');
  assert.equal(infos.stop.text('k'), 'stop');
  assert.match(infos.payloads[0].json, /"timestamp":"2026-03-01T08:15:30\.000010"/);
});

test('a name that ends otherwise is a value; as a stop it ends in stop', async () => {
  const infos = await infosOf([`{"name":S,${REST}{}}`], ['0'], [['fullstop']]).at(0);
  assert.equal(infos.start, null);
  assert.deepEqual(infos.stop.leaves(), []);
});

test('blocks are opened when they are asked for', async () => {
  const infos = infosOf([`{"name":A,${REST}{"k":S}}`], ['0'], [['a'], ['b'], ['c']]);
  assert.equal(infos.blocks, 2);
  assert.equal(infos.cached(2), null);
  assert.equal((await infos.at(2)).start.text('k'), 'c');
  assert.equal(infos.cached(2).start.text('k'), 'c');
  assert.equal(infos.cached(1), null);
  const block = await infos.block(0);
  assert.ok(block.mayHold('b') && !block.mayHold('c'));
  assert.ok(block.someValue(1, (value) => value === 'b') && !block.someValue(0, (value) => value === 'b'));
});
