import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laidOutSql } from '../../main/page/sql.js';

test('clauses begin lines', () => {
  assert.equal(
    laidOutSql('SELECT a, b FROM t LEFT OUTER JOIN u ON t.id = u.id WHERE a = 1 AND b IN (SELECT c FROM v) order by a'),
    'SELECT a, b\nFROM t\nLEFT OUTER JOIN u\n  ON t.id = u.id\nWHERE a = 1\n  AND b IN (SELECT c FROM v)\norder by a',
  );
  assert.equal(laidOutSql('UPDATE t SET a=%(a)s WHERE id = 1'), 'UPDATE t\nSET a=%(a)s\nWHERE id = 1');
});

test('words within names, texts and comments begin none', () => {
  for (const same of [
    "SELECT ' FROM x' ",
    'SELECT " FROM x"',
    'SELECT ` FROM `',
    'SELECT 1 /* FROM x */',
    'SELECT 1 -- FROM x',
    'SELECT fromage, x.set',
  ]) {
    assert.equal(laidOutSql(same), same);
  }
});

test('a statement that has lines stays as it is', () => {
  const statement = 'SELECT a\n   FROM t WHERE 1';
  assert.equal(laidOutSql(statement), statement);
});

test('nothing but white space is changed, even of what is no SQL', () => {
  for (const odd of [
    "SELECT '\u0000 -- x",
    ')) FROM ((',
    '/* /* /* FROM',
    "it's FROM",
    '',
    '  FROM  x',
    '"'.repeat(3),
  ]) {
    assert.equal(laidOutSql(odd).replace(/\s+/g, ' '), odd.replace(/\s+/g, ' '));
  }
});

test('long statements take no long time', () => {
  const began = performance.now();
  for (const part of ['/*', "'", '"', ' ', '(', 'LEFT ', '-- ', 'a, ']) laidOutSql(part.repeat(100000 / part.length));
  assert.ok(performance.now() - began < 2000);
});
