// Texts of a trace are shown, and never become part of the page.

import assert from 'node:assert/strict';
import { shown } from '../../main/page/format.js';
import { pageTest, textOfPage } from './chromium.mjs';

const TEXTS = JSON.parse(textOfPage('odd-texts.json'));

/** As ASCII: a lone half of a character does not survive its way out of the browser. */
const ascii = (text) =>
  JSON.stringify(text).replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

pageTest('no text becomes an element, an attribute or a script', 'odd', {}, async (page) => {
  for (const tab of ['tab-flame', 'tab-stats', 'tab-queries', 'tab-tree']) {
    await page.click(tab);
    await page.tabIs(tab.slice('tab-'.length));
  }
  await page.pressInTree('*', 'Home', 'Enter');
  for (let i = 0; i < TEXTS.length; i++) {
    await page.press('ArrowDown');
    await page.until(
      `the detail of span ${i}`,
      (n) => document.querySelector('[data-testid=detail]').textContent.includes(`SELECT ${n} `),
      i,
    );
  }
  const found = await page.evaluate(() => ({
    ran: window.__ran,
    elements: document.querySelectorAll('img, b#odd, svg[onload], iframe, object, link').length,
    scripts: [...document.scripts].filter((each) => each.type === '').length,
    handlers: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on')))
      .length,
    links: [...document.links].length,
  }));
  assert.deepEqual(found, { ran: undefined, elements: 0, scripts: 1, handlers: 0, links: 0 });
});

pageTest('no text stands in the file as markup', 'odd', {}, async () => {
  const html = textOfPage('odd.html');
  assert.equal(html.match(/<script>/g).length, 1);
  for (const markup of [/<img/i, /<svg/i, /<b id/i, /<!--/]) assert.doesNotMatch(html, markup);
});

pageTest('each odd text is in the row and the detail, with what cannot be seen escaped', 'odd', {}, async (page) => {
  await page.pressInTree('*', 'Home', 'Enter');
  for (const [i, text] of TEXTS.entries()) {
    await page.press('ArrowDown');
    const { row, detail } = await page.until(
      `span ${i}`,
      (n) => {
        const asciiOf = (s) =>
          JSON.stringify(s).replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
        const selected = document.querySelector('[role=row][aria-selected=true]');
        const panel = document.querySelector('[data-testid=detail]');
        if (!panel.textContent.includes(`SELECT ${n} `) || selected.dataset.spanId[0] !== String(n)[0]) return null;
        return { row: asciiOf(selected.textContent), detail: asciiOf(panel.textContent) };
      },
      i,
    );
    const bare = (quoted) => quoted.slice(1, -1);
    assert.ok(row.includes(bare(ascii(`n${shown(text)}`))), `row of ${ascii(text)}: ${row}`);
    const places = detail.split(bare(ascii(shown(text)))).length - 1;
    assert.ok(places >= 8, `${ascii(text)} is ${places} times in its detail: ${detail}`);
  }
});

pageTest('an odd id can be linked to', 'odd', {}, async (page) => {
  for (const [i, text] of TEXTS.entries()) {
    if (!/\p{Cs}/u.test(text)) {
      await page.follow(i + text);
      await page.selects(i + text);
    }
  }
});
