// Keys alone are enough.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

pageTest('arrows, Home and End walk through the rows', 'web', {}, async (page) => {
  await page.pressInTree('*', 'Home');
  await page.selects('root');
  for (const [key, id] of [
    ['ArrowDown', 'auth'],
    ['ArrowDown', 'list'],
    ['ArrowUp', 'auth'],
    ['End', 'orphan'],
    ['ArrowDown', 'orphan'],
    ['Home', 'root'],
    ['ArrowUp', 'root'],
  ]) {
    await page.press(key);
    await page.selects(id);
  }
});

pageTest('pages are walked through', 'wide', {}, async (page) => {
  await page.pressInTree('*', 'Home', 'PageDown');
  await page.until('a page further', () => {
    const selected = document.querySelector('[role=row][aria-selected=true]');
    return Number(selected?.getAttribute('aria-rowindex')) > 10;
  });
  await page.press('PageUp');
  await page.selects('root');
});

pageTest('ArrowLeft and ArrowRight close, open, and go to parent and child', 'web', {}, async (page) => {
  await page.pressInTree('*');
  await page.rowCount(31);
  await page.follow('driver');
  await page.selects('driver');
  await page.press('ArrowLeft');
  await page.selects('create');
  await page.press('ArrowLeft');
  await page.rowCount(29);
  await page.press('ArrowLeft');
  await page.selects('rpc');
  await page.press('ArrowRight');
  await page.selects('create');
  await page.press('ArrowRight');
  await page.rowCount(31);
  await page.press('ArrowRight');
  await page.selects('driver');
});

pageTest('ArrowRight stays where a filter leaves no child', 'web', {}, async (page) => {
  await page.search('/^root$/');
  await page.counts(1, 31);
  await page.pressInTree('Home', 'ArrowRight');
  await page.selects('root');
  await page.counts(1, 31);
});

pageTest('what is closed away leaves the selection to what closes it', 'web', {}, async (page, raw) => {
  await page.pressInTree('*');
  await page.follow('driver');
  await page.selects('driver');
  await raw.locator('[data-span-id=rpc] [data-toggle]').click();
  await page.selects('rpc');
});

pageTest('Enter in the search selects the first match of what stands there', 'web', {}, async (page, raw) => {
  await page.search('driver');
  await raw.locator('[data-testid=search]').fill('auth');
  await page.press('Enter');
  await page.selects('auth');
});

pageTest('focus goes on from a menu, a detail and a repeated query', 'web', {}, async (page, raw) => {
  await raw.locator('.menu summary').press('Enter');
  await raw.locator('[data-testid=theme]').press('Enter');
  await page.until('the menu has the focus', () => document.activeElement.tagName === 'SUMMARY');
  await page.follow('auth', 'stats');
  await page.tabIs('stats');
  await page.click('tab-queries');
  await raw.locator('[data-testid=nplus1] [data-parent-id=list] button').press('Enter');
  await page.until('the tree has the focus', () => document.activeElement.getAttribute('role') === 'treegrid');
});

pageTest('digits show that many levels', 'web', {}, async (page) => {
  for (const [key, count] of [
    ['1', 3],
    ['2', 8],
    ['3', 29],
    ['4', 31],
    ['1', 3],
    ['*', 31],
  ]) {
    await page.pressInTree(key);
    await page.rowCount(count);
  }
});

pageTest('Enter opens the detail, Escape closes it', 'web', {}, async (page) => {
  await page.pressInTree('*', 'Home', 'ArrowDown', 'Enter');
  assert.match(await page.detailOf('auth'), /keystone\.authenticate/);
  await page.pressInTree('Escape');
  await page.hidden('detail');
});

pageTest('a slash leads to the search, where keys are text, and Escape out of it', 'web', {}, async (page) => {
  await page.pressInTree('Home', '/');
  await page.focusIsOn('[data-testid=search]');
  await page.press('*', '1', 'z', '?');
  assert.equal(await page.byTestId('search').inputValue(), '*1z?');
  await page.press('Escape');
  await page.focusIsOn('[role=treegrid]');
});

pageTest('a question mark shows the keys, Escape leads back', 'web', {}, async (page) => {
  await page.hidden('help');
  await page.pressInTree('?');
  await page.shown('help');
  const help = await page.byTestId('help').textContent();
  for (const key of ['Home', 'End', 'PageUp', 'Enter', 'Escape', '/', '*', 'z', 'Z'])
    assert.ok(help.includes(key), key);
  await page.press('Escape');
  await page.hidden('help');
  await page.focusIsOn('[role=treegrid]');
});

pageTest('tabs are changed by arrows', 'web', {}, async (page) => {
  await page.byTestId('tab-tree').focus();
  for (const name of ['flame', 'stats', 'queries']) {
    await page.press('ArrowRight');
    await page.tabIs(name);
  }
});

pageTest('Tab reaches every control, which has a name and shows its focus', 'web', {}, async (page) => {
  const controls = await page.evaluate(() => {
    window.__controls = [...document.querySelectorAll('button, input, select, a[href], [role=treegrid]')].filter(
      (each) => each.getClientRects().length > 0 && !each.closest('[role=row]') && each.tabIndex >= 0,
    );
    window.__seen = new Set();
    document.activeElement?.blur();
    return window.__controls.length;
  });
  for (let i = 0; i <= controls + 2; i++) {
    await page.press('Tab');
    const dull = await page.evaluate(() => {
      const at = document.activeElement;
      window.__seen.add(at);
      const style = getComputedStyle(at);
      const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
      return at === document.body || ring ? null : at.outerHTML.slice(0, 100);
    });
    assert.equal(dull, null);
  }
  const missed = await page.evaluate(() =>
    window.__controls.filter((each) => !window.__seen.has(each)).map((each) => each.outerHTML.slice(0, 100)),
  );
  assert.deepEqual(missed, []);
  const nameless = await page.evaluate(() =>
    window.__controls
      .filter((each) => !(each.getAttribute('aria-label') ?? each.title + each.textContent).trim())
      .map((each) => each.outerHTML.slice(0, 100)),
  );
  assert.deepEqual(nameless, []);
});
