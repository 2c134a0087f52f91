// A link opens what it names, and the address follows what is selected.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

pageTest('a link opens the tree at its span', 'web', { hash: '#span=hanging&view=tree' }, async (page) => {
  assert.equal((await page.selects('hanging')).level, 4);
});

pageTest('a link opens a view', 'web', { hash: '#view=stats' }, async (page) => {
  await page.tabIs('stats');
});

pageTest('a link in the open page does the same', 'web', {}, async (page) => {
  await page.follow('query-19');
  await page.selects('query-19');
  await page.follow('driver', 'queries');
  await page.tabIs('queries');
  await page.follow('driver');
  await page.tabIs('tree');
  await page.selects('driver');
});

pageTest(
  'a link to what is not there leaves a page that works',
  'web',
  { hash: '#span=nobody&view=nowhere' },
  async (page) => {
    assert.ok((await page.rows()).length > 0);
    await page.pressInTree('End');
    await page.selects('orphan');
  },
);

pageTest('a link that is none leaves a page that works', 'web', { hash: '#%E0%A4%A&=&span' }, async (page) => {
  await page.pressInTree('Home');
  await page.selects('root');
});

pageTest('the address follows the selected row', 'web', {}, async (page) => {
  await page.pressInTree('*', 'Home', 'ArrowDown');
  await page.until('the address names auth', () => location.hash.includes('span=auth'));
  await page.click('tab-flame');
  await page.until('the address names the view', () => location.hash.includes('view=flame'));
});

pageTest('a repeated query leads to its parent', 'web', {}, async (page, raw) => {
  await page.click('tab-queries');
  await raw.locator('[data-testid=nplus1] [data-parent-id=list]').click();
  await page.tabIs('tree');
  await page.selects('list');
});

pageTest('Back leads to where one was', 'web', {}, async (page, raw) => {
  await page.pressInTree('*', 'Home', 'ArrowDown');
  await page.until('the address names auth', () => location.hash.includes('span=auth'));
  await page.follow('driver');
  await page.selects('driver');
  await raw.goBack();
  await page.selects('auth');
});

pageTest('a link to the first of folded siblings shows it', 'web', {}, async (page) => {
  await page.pressInTree('*');
  await page.click('fold');
  await page.rowCount(12);
  await page.follow('query-0');
  await page.selects('query-0');
  assert.equal((await page.row('query-0')).folded, undefined);
});

// Ids of the first rows stand before the script, those of the others behind it.
const LAST_OF_LARGE = '00000000-0000-0001-0000-000000004e20';

pageTest('a link opens the last row of a large page', 'large', { hash: `#span=${LAST_OF_LARGE}` }, async (page) => {
  await page.selects(LAST_OF_LARGE);
});

pageTest('the address follows to the last row of a large page', 'large', {}, async (page) => {
  await page.pressInTree('End');
  await page.selects(LAST_OF_LARGE);
  await page.until('the address names it', (id) => location.hash.includes(id), LAST_OF_LARGE);
});
