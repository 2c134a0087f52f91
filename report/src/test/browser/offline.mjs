// A page loads nothing and runs nothing but its own script.

import assert from 'node:assert/strict';
import { pageTest, textOfPage } from './chromium.mjs';

pageTest('all that there is can be opened offline', 'web', {}, async (page) => {
  for (const tab of ['tab-flame', 'tab-stats', 'tab-queries', 'tab-tree']) await page.click(tab);
  for (const toggle of ['critical-path', 'skew-toggle', 'fold', 'fold', 'filter-errors']) await page.click(toggle);
  await page.openDetail('driver');
  await page.pressInTree('?');
  await page.shown('help');
});

pageTest('the policy stands before any script or style, and allows hashes only', 'web', {}, async () => {
  const html = textOfPage('web.html');
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html);
  const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1)]));
  assert.deepEqual(directives.get('default-src'), ["'none'"]);
  for (const source of directives.get('script-src')) assert.match(source, /^'sha256-[A-Za-z0-9+/=]+'$/);
  for (const source of directives.get('style-src')) assert.match(source, /^'sha256-[A-Za-z0-9+/=]+'$/);
  assert.ok(html.indexOf('Content-Security-Policy') < html.search(/<(script|style|link)/));
});

pageTest(
  'what is put into the page later does not run, and loads nothing',
  'web',
  { expectErrors: true },
  async (page) => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.__ran = "a script"';
      const image = document.createElement('div');
      image.innerHTML = '<img src="https://example.org/x.png" onerror="window.__ran = \'a handler\'">';
      document.body.append(script, image);
      const loaded = await fetch('data:,x').then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return { ran: window.__ran, loaded };
    });
    assert.deepEqual(ran, { ran: undefined, loaded: false });
  },
);
