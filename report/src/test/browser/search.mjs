// What is searched is found, counted, and shown with what leads to it.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

const SEARCHES = [
  ['keystone', 1],
  ['VOLUME-MANAGER', 3],
  ['mgr-1', 3],
  ['select * from quotas', 20],
  ['needle-1', 1],
  ['oserror', 1],
  ['query-1', 11],
  ['no such thing', 0],
  ['/quotas\\.l.st$/', 1],
  ['/^42$/', 21],
  ['/^QUERY-1\\d$/', 10],
];

pageTest('all texts of a span are found, whatever their case', 'web', {}, async (page) => {
  await page.counts(31, 31);
  for (const [text, count] of SEARCHES) {
    await page.search(text);
    await page.counts(count, 31);
  }
  await page.search('');
  await page.counts(31, 31);
});

pageTest('matches are shown with their ancestors', 'web', {}, async (page) => {
  await page.search('needle-1');
  await page.counts(1, 31);
  const rows = (await page.rows()).map((row) => [row.id, row.context]);
  assert.deepEqual(rows, [
    ['root', true],
    ['rpc', true],
    ['create', true],
    ['driver', false],
  ]);
});

pageTest('what is searched for is marked in the row', 'web', {}, async (page, raw) => {
  await page.search('KEYSTONE');
  await page.counts(1, 31);
  assert.equal(await raw.locator('[data-span-id=auth] mark').textContent(), 'keystone');
});

pageTest('a bad expression is told, and hides nothing', 'web', {}, async (page) => {
  await page.search('/[/');
  await page.shown('search-message');
  assert.match(await page.byTestId('search-message').getAttribute('role'), /alert|status/);
  assert.ok((await page.rows()).length > 0);
  await page.search('');
  await page.hidden('search-message');
});

pageTest('one of many is found', 'wide', {}, async (page) => {
  await page.search('s9876');
  await page.counts(1, 10001);
  assert.deepEqual(await page.rowIds(), ['root', 's9876']);
});

pageTest('an id of the end of a large page is found', 'large', {}, async (page) => {
  await page.search('000000004e20');
  await page.counts(1, 20001);
});

pageTest('a service is filtered by its button, and coloured alike', 'web', {}, async (page, raw) => {
  const button = raw.locator('[data-testid=services] [data-service=volume-manager]');
  await button.click();
  await page.counts(3, 31);
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  const colours = await page.evaluate(() => {
    const colour = (element) => getComputedStyle(element).backgroundColor;
    return [
      colour(document.querySelector('[data-service=volume-manager] [data-swatch]')),
      colour(document.querySelector('[data-span-id=create] [data-bar]')),
      colour(document.querySelector('[data-span-id=rpc] [data-bar]')),
    ];
  });
  assert.equal(colours[0], colours[1]);
  assert.notEqual(colours[1], colours[2]);
  await button.click();
  await page.counts(31, 31);
});
