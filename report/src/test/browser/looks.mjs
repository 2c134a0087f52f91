// Light and dark, wide and narrow, in print and without scripts.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

const brightness = (page) =>
  page.evaluate(() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
    return (r + g + b) / 3;
  });

for (const [colorScheme, isRight] of [
  ['light', (value) => value > 200],
  ['dark', (value) => value < 60],
]) {
  pageTest(`${colorScheme}, as the system is`, 'web', { colorScheme }, async (page) => {
    assert.ok(isRight(await brightness(page)));
  });
}

pageTest('the theme can be switched', 'web', {}, async (page) => {
  const seen = [await brightness(page)];
  for (let i = 0; i < 3; i++) {
    await page.evaluate(() => document.querySelector('[data-testid=theme]').click());
    seen.push(await brightness(page));
  }
  assert.ok(Math.min(...seen) < 60 && Math.max(...seen) > 200, `${seen}`);
});

for (const [width, height] of [
  [1280, 720],
  [390, 800],
]) {
  pageTest(
    `nothing scrolls sideways at ${width} × ${height}, and rows are in view`,
    'web',
    { width, height },
    async (page) => {
      await page.pressInTree('*');
      for (const tab of ['tab-flame', 'tab-stats', 'tab-queries', 'tab-tree']) {
        await page.click(tab);
        await page.tabIs(tab.slice('tab-'.length));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${tab}: ${over} px too wide`);
      }
      const inView = await page.evaluate(() => {
        const grid = document.querySelector('[role=treegrid]').getBoundingClientRect();
        return [...document.querySelectorAll('[role=row][data-span-id]')].filter((row) => {
          const box = row.getBoundingClientRect();
          return box.height > 0 && box.top >= grid.top - 1 && box.bottom <= Math.min(grid.bottom, innerHeight) + 1;
        }).length;
      });
      assert.ok(inView >= 5, `${inView} rows`);
    },
  );
}

pageTest('print has the summary, white, without controls', 'web', { colorScheme: 'dark' }, async (page, raw) => {
  await raw.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.ok((await brightness(page)) > 250);
  await page.hidden('search');
  await page.hidden('next-error');
  await page.shown('summary');
});

pageTest(
  'printed rows are all of a small trace, on a line as wide as the paper has; then few again',
  'wide',
  {},
  async (page, raw) => {
    await page.pressInTree('*');
    await raw.setViewportSize({ width: 718, height: 1000 });
    await raw.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      const [root] = document.querySelectorAll('[role=row][data-span-id]');
      const box = (selector) => root.querySelector(selector).getBoundingClientRect();
      const { right } = box('.line');
      return {
        rows: document.querySelectorAll('[role=row][data-span-id]').length,
        over: box('[data-bar]').right - right,
      };
    });
    assert.equal(printed.rows, 1000);
    assert.ok(printed.over < 1, `${printed.over} px beyond the line`);
    await raw.emulateMedia({ media: 'screen' });
    const left = await page.evaluate(() => {
      dispatchEvent(new Event('afterprint'));
      return document.querySelectorAll('*').length;
    });
    assert.ok(left < 1500, `${left} elements`);
  },
);

pageTest('without scripts there is the summary', 'web', { scripts: false }, async (page, raw) => {
  const text = await raw.locator('body').innerText();
  assert.match(text, /wsgi/);
  assert.match(text, /31 spans/);
  assert.match(text, /2 errors/);
  assert.match(text, /130 ms/);
});
