import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Matcher, highlightParts, parseQuery } from '../../main/page/search.js';
import { fakeTrace } from './fake-trace.js';

const select = (text) => ({ db: { statement: text } });

function trace() {
  return fakeTrace([
    {
      id: 'root',
      name: 'wsgi',
      service: 'Volume-API',
      host: 'api-1',
      start: 0,
      stop: 900,
      info: { request: { method: 'GET', path: '/v3/volumes' } },
      children: [
        {
          id: 'q1',
          name: 'db',
          start: 10,
          stop: 20,
          info: select('SELECT * FROM Volumes'),
          out: { db: { result: 12345678901234567890n } },
        },
        {
          id: 'q2',
          name: 'db',
          start: 30,
          stop: 40,
          info: select('SELECT 1'),
          out: { etype: 'TimeoutError', message: 'backend 7' },
        },
        {
          id: 'f1',
          name: 'function',
          service: 'scheduler',
          project: 'nova',
          start: 50,
          stop: 60,
          info: { a: [true, null, { statement: 'x' }], n: 1.5 },
        },
        { id: 'f2', name: 'function', service: 'scheduler', start: 70, info: { backend: 'seven\n7' } },
      ],
    },
  ]);
}

async function found(typed, { errorsOnly = false, services = [] } = {}, t = trace(), matcher = new Matcher()) {
  const indices = services.map((name) => [...t.service].find((k) => t.services.get(k) === name));
  const criteria = { query: parseQuery(typed), errorsOnly, services: new Set(indices) };
  const result = await matcher.matches(t, criteria, { cancelled: false });
  const ids = [...result.rows].flatMap((hit, i) => (hit ? [t.id(i)] : []));
  assert.equal(result.count, ids.length);
  return ids;
}

test('what was typed is nothing, a text, an expression or a bad one', () => {
  assert.deepEqual(parseQuery(''), { kind: 'none' });
  assert.deepEqual(parseQuery('  '), { kind: 'none' });
  assert.deepEqual(parseQuery('A b'), { kind: 'text', needle: 'a b' });
  assert.deepEqual(parseQuery('/'), { kind: 'text', needle: '/' });
  assert.deepEqual(parseQuery('//'), { kind: 'text', needle: '//' });
  assert.deepEqual(parseQuery('/v3/x'), { kind: 'text', needle: '/v3/x' });
  assert.deepEqual(parseQuery('/a.b/ '), { kind: 'expression', regexp: /a.b/i });
  const bad = parseQuery('/[/');
  assert.equal(bad.kind, 'bad');
  assert.match(bad.message, /^\/\[\/ is no regular expression \([^:]*character class\)/);
});

test('a text is looked for in names, services, hosts, projects and ids', async () => {
  assert.deepEqual(await found('FUNCT'), ['f1', 'f2']);
  assert.deepEqual(await found('volume-api'), ['root']);
  assert.deepEqual(await found('api-1'), ['root']);
  assert.deepEqual(await found('nova'), ['f1']);
  assert.deepEqual(await found('Q2'), ['q2']);
});

test('a text is looked for in every value of both infos, numbers as they are written', async () => {
  assert.deepEqual(await found('volumes'), ['root', 'q1']);
  assert.deepEqual(await found('timeouterror'), ['q2']);
  assert.deepEqual(await found('12345678901234567890'), ['q1']);
  assert.deepEqual(await found('1.5'), ['f1']);
});

test('keys, true and null are no values', async () => {
  assert.deepEqual(await found('statement'), []);
  assert.deepEqual(await found('true'), []);
  assert.deepEqual(await found('null'), []);
});

test('an expression is tried on each value by itself', async () => {
  assert.deepEqual(await found('/^SELECT \\d$/'), ['q2']);
  assert.deepEqual(await found('/backend \\d$/'), ['q2']);
  assert.deepEqual(await found('/^select.*function/'), []);
  assert.deepEqual(await found('/^F1$/'), ['f1']);
  assert.deepEqual(await found('/seven\\s7/'), ['f2']);
});

test('without a text the filters alone decide', async () => {
  assert.equal((await found('')).length, 5);
  assert.deepEqual(await found('', { errorsOnly: true }), ['q2']);
  assert.deepEqual(await found('', { services: ['scheduler'] }), ['f1', 'f2']);
  assert.deepEqual(await found('', { services: ['scheduler', 'Volume-API'] }), ['root', 'f1', 'f2']);
});

test('text and filters must all fit', async () => {
  assert.deepEqual(await found('select', { errorsOnly: true }), ['q2']);
  assert.deepEqual(await found('1', { errorsOnly: true, services: ['api'] }), ['q2']);
  assert.deepEqual(await found('select', { services: ['scheduler'] }), []);
});

test('a bad expression hides nothing', async () => {
  assert.equal((await found('/[/')).length, 5);
});

test('a longer text is looked for only among what the shorter one found', async () => {
  const t = trace();
  const matcher = new Matcher();
  assert.deepEqual(await found('select', {}, t, matcher), ['q1', 'q2']);
  t.infos.opened.length = 0;
  assert.deepEqual(await found('select 1', {}, t, matcher), ['q2']);
  assert.deepEqual(t.infos.opened, [0]);
});

test('what a shorter text found says nothing of other searches', async () => {
  const t = trace();
  const matcher = new Matcher();
  assert.deepEqual(await found('select 1', { errorsOnly: true }, t, matcher), ['q2']);
  assert.deepEqual(await found('select', { errorsOnly: true }, t, matcher), ['q2']);
  assert.deepEqual(await found('select', {}, t, matcher), ['q1', 'q2']);
  assert.deepEqual(await found('select', { services: ['scheduler'] }, t, matcher), []);
  assert.deepEqual(await found('select', { services: ['api'] }, t, matcher), ['q1', 'q2']);
  assert.deepEqual(await found('/select/', {}, t, matcher), ['q1', 'q2']);
  assert.deepEqual(await found('', {}, t, matcher), ['root', 'q1', 'q2', 'f1', 'f2']);
});

test('blocks are opened for rows only that nothing else decides', async () => {
  const t = trace();
  await found('wsgi', { services: ['Volume-API'] }, t);
  assert.deepEqual(t.infos.opened, []);
});

test('a cancelled search answers nothing, and the next one does not build on it', async () => {
  const spans = Array.from({ length: 5000 }, (_, k) => ({ id: `s${k}`, name: 'x', start: k, stop: k, info: { k } }));
  const t = fakeTrace(spans, { blockRows: 10 });
  const token = { cancelled: false };
  const matcher = new Matcher();
  const criteria = { query: parseQuery('4999'), errorsOnly: false, services: new Set() };
  const shares = [];
  const result = await matcher.matches(t, criteria, token, (share) => {
    shares.push(share);
    token.cancelled = shares.length >= 3;
  });
  assert.equal(result, null);
  assert.ok(shares.length < 20, `went on to ${shares.at(-1)}`);
  assert.deepEqual(await found('4999', {}, t, matcher), ['s4999']);
});

test('a trace without spans', async () => {
  assert.deepEqual(await found('x', {}, fakeTrace([])), []);
});

function marks(text, typed) {
  const parts = highlightParts(text, parseQuery(typed));
  assert.equal(parts.map((part) => part.text).join(''), text);
  return parts.map((part) => (part.hit ? `[${part.text}]` : part.text)).join('');
}

test('hits are marked, whatever the case', () => {
  assert.equal(marks('SELECT select', 'Sel'), '[SEL]ECT [sel]ect');
  assert.equal(marks('aaaa', 'aa'), '[aa][aa]');
  assert.equal(marks('a.b axb', '/A.B/'), '[a.b] [axb]');
  assert.equal(marks('text', '/x*/'), 'te[x]t');
  assert.equal(marks('text', ''), 'text');
  assert.equal(marks('text', '/[/'), 'text');
  assert.equal(marks('', 'x'), '');
  assert.equal(marks('(1)', '(1)'), '[(1)]');
});

test('characters that grow in lower case do not move the marks', () => {
  assert.equal(marks('\u0130\u0130 Volume', 'volume'), '\u0130\u0130 [Volume]');
});

test('no mark ends within a character', () => {
  assert.equal(marks('a\u{1F680}b', '/\\ud83d/'), 'a[\u{1F680}]b');
  assert.equal(marks('\u{1F680}\u{1F680}', '\ude80\ud83d'), '[\u{1F680}\u{1F680}]');
});

test('of very many hits not all are marked', () => {
  assert.ok(highlightParts('a'.repeat(100000), parseQuery('a')).length < 2000);
});

test('what needs ids waits until all are there', async () => {
  const t = trace();
  const { id } = t;
  t.id = () => '';
  t.complete = new Promise((resolve) => {
    setImmediate(() => {
      t.id = id;
      resolve();
    });
  });
  assert.deepEqual(await found('Q2', {}, t), ['q2']);
});
