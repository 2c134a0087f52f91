// Errors are found, however deep they lie.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

pageTest('next error selects one after the other, and opens what is closed', 'web', {}, async (page) => {
  await page.pressInTree('1', 'Home');
  await page.rowCount(3);
  for (const id of ['driver', 'late', 'driver']) {
    await page.click('next-error');
    await page.selects(id);
  }
});

pageTest('a closed row tells of the errors below it', 'web', {}, async (page) => {
  await page.pressInTree('1');
  await page.rowCount(3);
  const root = await page.row('root');
  assert.equal(root.errorsBelow, '2');
  assert.match(root.words, /\b2 errors\b/);
  await page.press('*');
  await page.rowCount(31);
  assert.equal((await page.row('root')).errorsBelow, undefined);
});

pageTest('only errors, and what leads to them', 'web', {}, async (page) => {
  await page.click('filter-errors');
  await page.counts(2, 31);
  const rows = await page.rows();
  assert.deepEqual(
    rows.map((row) => row.id),
    ['root', 'rpc', 'create', 'driver', 'late'],
  );
  assert.deepEqual(
    rows.filter((row) => !row.context).map((row) => row.id),
    ['driver', 'late'],
  );
  await page.click('filter-errors');
  await page.counts(31, 31);
});

pageTest('an error is told in words', 'web', {}, async (page) => {
  await page.click('next-error');
  await page.selects('driver');
  assert.match((await page.row('driver')).words, /error/i);
  assert.match(await page.openDetail('driver'), /OSError.*no space left on needle-1/s);
});

pageTest('a file that is cut off says so', 'cut', { expectErrors: true }, async (page, raw) => {
  await raw.locator('[role=alert]', { hasText: 'This file is cut off' }).waitFor();
  await page.pressInTree('Home', 'Enter');
  await page.until('the detail says so', () =>
    document.querySelector('[data-testid=detail]').textContent.includes('cut off'),
  );
});
