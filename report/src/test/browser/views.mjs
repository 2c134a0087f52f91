// Summary, statistics, queries, flame and detail give the numbers of the trace.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

/** The data of the elements, once there are any. */
function dataOf(page, selector) {
  return page.until(
    selector,
    (wanted) => {
      const found = [...document.querySelectorAll(wanted)].filter((each) => each.getClientRects().length > 0);
      return found.length > 0 && found.map((each) => ({ ...each.dataset, text: each.textContent }));
    },
    selector,
  );
}

pageTest('the summary', 'web', {}, async (page) => {
  const [summary] = await dataOf(page, '[data-testid=summary]');
  const { totalUs, spans, errors, unfinished, orphans, dropped, repeated } = summary;
  assert.deepEqual(
    { totalUs, spans, errors, unfinished, orphans, dropped, repeated },
    { totalUs: '130000', spans: '31', errors: '2', unfinished: '1', orphans: '1', dropped: '3', repeated: '1' },
  );
  assert.match(summary.text, /8da1d58c-2fca-41e6-a510-3b3f56cf0f48/);
  assert.match(summary.text, /2026-03-14.09:26:53/);
  const places = await dataOf(page, '[data-place]');
  assert.equal(places.length, 3);
  assert.deepEqual([places[0].name, places[0].count, places[0].criticalUs], ['db', '1', '28000']);
});

pageTest('statistics by name, service and host', 'web', {}, async (page) => {
  await page.click('tab-stats');
  const of = async (table) =>
    new Map(
      (await dataOf(page, `[data-testid=stats-${table}] [data-key]`)).map(({ key, count, totalUs, selfUs }) => [
        key,
        [count, totalUs, selfUs].map(Number),
      ]),
    );
  const names = await of('type');
  assert.deepEqual(names.get('db'), [21, 20 * 771 + 28000, 20 * 771 + 28000]);
  assert.deepEqual(names.get('rpc'), [1, 38000, 5000]);
  assert.deepEqual((await of('service')).get('volume-manager'), [3, 59000, 34000]);
  assert.deepEqual([...(await of('host')).keys()].sort(), ['api-1', 'mgr-1']);
  const selfTimes = [...names.values()].map(([, , self]) => self);
  assert.deepEqual(
    selfTimes,
    [...selfTimes].sort((a, b) => b - a),
  );
});

pageTest('queries, and those that are repeated', 'web', {}, async (page) => {
  await page.click('tab-queries');
  const [repeated, ...others] = await dataOf(page, '[data-testid=nplus1] [data-count]');
  assert.deepEqual(others, []);
  assert.deepEqual([repeated.parentId, repeated.count, repeated.totalUs], ['list', '20', '15420']);
  assert.match(repeated.statement, /^select \* from quotas where id = \?$/i);
  const queries = await dataOf(page, '[data-testid=queries] [data-count]');
  assert.deepEqual(
    queries.map(({ count, totalUs }) => [count, totalUs]),
    [
      ['1', '28000'],
      ['20', '15420'],
    ],
  );
});

pageTest('the flame view: frames in time, then the heaviest left', 'web', {}, async (page, raw) => {
  await page.click('tab-flame');
  const frames = await dataOf(page, '[data-testid=flame] [data-frame]');
  const root = frames.find((each) => each.level === '1' && each.spanId === 'root');
  assert.deepEqual([root.name, root.totalUs], ['wsgi', '100000']);
  assert.ok(frames.some((each) => each.level === '2' && each.spanId === 'slow'));
  await page.click('flame-order');
  const merged = await page.until('frames of alike spans', () => {
    const frame = document.querySelector('[data-frame][data-level="2"][data-name=db]');
    return frame !== null && frame.dataset.spanId === undefined && { ...frame.dataset };
  });
  assert.deepEqual([merged.count, merged.totalUs], ['1', '28000']);
  await page.click('flame-order');
  // Not a click on the element: it may lie under what is drawn.
  const [x, y] = await page.until('the frame of slow', () => {
    const box = document.querySelector('[data-frame][data-span-id=slow]')?.getBoundingClientRect();
    return box?.width > 0 && [box.left + box.width / 2, box.top + box.height / 2];
  });
  await raw.mouse.click(x, y);
  assert.match(await page.detailOf('slow'), /SELECT count\(\*\)/);
});

pageTest('the detail has all there is of a span', 'web', {}, async (page) => {
  const text = (await page.openDetail('driver')).replace(/\s+/g, ' ');
  for (const part of ['driver', 'create', 'function', 'volume-manager', 'mgr-1', 'cinder', 'lvm.create', 'OSError']) {
    assert.ok(text.includes(part), `${part}: ${text}`);
  }
  assert.match(text, /2026-03-14[ T]?09:26:53\.055000/);
  assert.match(text, /2026-03-14[ T]?09:26:53\.080000/);
  assert.match(text, /19\.2 %/);
});

pageTest('gaps, the largest first', 'web', {}, async (page) => {
  await page.openDetail('root');
  const gaps = await dataOf(page, '[data-testid=gaps] [data-gap-us]');
  const found = gaps.map(({ gapStartUs, gapUs }) => [Number(gapUs), Number(gapStartUs)]);
  assert.deepEqual(
    found.map(([size]) => size),
    [2000, 2000, 1000, 1000, 1000, 229],
  );
  assert.deepEqual(
    found.map(([, start]) => start).sort((a, b) => a - b),
    [0, 1771, 21000, 50000, 90000, 99000],
  );
});

pageTest('id and statement are copied as they are', 'web', {}, async (page) => {
  await page.evaluate(() => {
    const copied = [];
    window.__copied = copied;
    const clipboard = { writeText: async (text) => copied.push(text) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });
  await page.openDetail('slow');
  await page.click('copy-id');
  await page.click('copy-sql');
  const copied = await page.until('two copies', () => window.__copied.length === 2 && window.__copied);
  assert.deepEqual(copied, ['slow', 'SELECT count(*) FROM volumes -- all']);
});
