import test from 'node:test';
import assert from 'node:assert/strict';
import { readHash, writeHash } from '../../main/page/hash.js';

test('what is written is read', () => {
  for (const id of ['a b', `x"'><img>&a=1#/é%20`, '1']) {
    assert.deepEqual(readHash(writeHash(id, 'flame')), { span: id, view: 'flame' });
  }
  assert.deepEqual(readHash(writeHash(null, 'tree')), { span: null, view: 'tree' });
});

test('a broken link names what it can', () => {
  assert.deepEqual(readHash('#span=%E0%A4&view=nowhere'), { span: '%E0%A4', view: null });
  assert.deepEqual(readHash(''), { span: null, view: null });
});

test('half a character does not break the address', () => {
  assert.equal(writeHash('\ud800', 'tree'), '#span=%EF%BF%BD&view=tree');
});
