// The page of two traces: where time was won and lost.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

const ROOT = 'wsgi POST /v3/demo/volumes';

/** Rows by their path, case and spaces beside brackets aside. */
async function rows(page) {
  const list = await page.until('rows of the comparison', () => {
    const found = [...document.querySelectorAll('[data-testid=diff] [data-diff]')];
    return found.length > 0 && found.map((each) => ({ ...each.dataset, text: each.textContent }));
  });
  return list.map(({ diff, path, aUs, bUs, deltaUs, aCount, bCount, text }) => ({
    path: path.toLowerCase(),
    numbers: [diff, ...[aUs, bUs, deltaUs, aCount, bCount].map(Number)],
    text,
  }));
}

pageTest('groups are slower, faster, new, gone or the same', 'diff', {}, async (page) => {
  const found = new Map((await rows(page)).map(({ path, numbers }) => [path, numbers]));
  const under = (path) => found.get(`${ROOT} > ${path}`.toLowerCase());
  assert.deepEqual(found.get(ROOT.toLowerCase()), ['slower', 100000, 40000, 28000, 1, 1]);
  assert.deepEqual(under('db SELECT count(*) FROM volumes'), ['faster', 28000, 1000, -27000, 1, 1]);
  assert.deepEqual(under('function cache.get'), ['new', 0, 3000, 3000, 0, 1]);
  assert.deepEqual(under('function quotas.list'), ['gone', 19000, 0, -3580, 1, 0]);
  assert.deepEqual(under('function quotas.list > db SELECT * FROM quotas WHERE id = ?'), [
    'gone',
    15420,
    0,
    -15420,
    20,
    0,
  ]);
  assert.deepEqual(under('function keystone.authenticate'), ['same', 771, 771, 0, 1, 1]);
});

pageTest('the largest difference stands first', 'diff', {}, async (page) => {
  const sizes = (await rows(page)).map(({ numbers }) => Math.abs(numbers[3]));
  assert.deepEqual(
    sizes,
    [...sizes].sort((a, b) => b - a),
  );
});

pageTest('the summary has the times of both', 'diff', {}, async (page) => {
  const summary = page.byTestId('summary');
  assert.equal(await summary.getAttribute('data-a-us'), '125000');
  assert.equal(await summary.getAttribute('data-b-us'), '40000');
});

pageTest('odd texts are inert in a comparison too', 'odd-diff', {}, async (page) => {
  const [first] = await rows(page);
  assert.notEqual(first, undefined);
  const found = await page.evaluate(() => [window.__ran, document.querySelectorAll('img, b#odd, svg[onload]').length]);
  assert.deepEqual(found, [undefined, 0]);
});
