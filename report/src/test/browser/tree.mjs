// Every span has its row, however deep, however many.

import assert from 'node:assert/strict';
import { pageTest } from './chromium.mjs';

pageTest('rows have the levels, times and states of their spans', 'web', {}, async (page) => {
  await page.pressInTree('*');
  await page.rowCount(31);
  const rows = new Map((await page.rows()).map((row) => [row.id, row]));
  const auth = rows.get('auth');
  assert.deepEqual([auth.level, auth.index, auth.startUs, auth.durationUs, auth.state], [2, 2, '1000', '771', 'ok']);
  assert.match(auth.words, /771 µs/);
  assert.match(auth.words, /function.*keystone\.authenticate.*volume-api/);
  const driver = await visible(page, 'driver');
  assert.deepEqual([driver.level, driver.state, driver.selfUs], [4, 'error', '25000']);
  const hanging = await visible(page, 'hanging');
  assert.deepEqual([hanging.durationUs, hanging.state], ['', 'unfinished']);
  assert.match(hanging.words, /unfinished/);
  const create = await visible(page, 'create');
  assert.equal(create.skew, 'true');
  const orphan = await visible(page, 'orphan');
  assert.deepEqual([orphan.level, orphan.orphan, orphan.index], [1, 'true', 31]);
  assert.match(orphan.words, /parent/);
});

async function visible(page, id) {
  await page.follow(id);
  await page.selects(id);
  return page.row(id);
}

pageTest('1,200 levels: each can be reached', 'deep', {}, async (page) => {
  await page.pressInTree('*');
  await page.rowCount(1200);
  await page.press('End');
  assert.deepEqual(await page.selects('s1199'), { level: 1200, index: 1200 });
  await page.press('Home');
  await page.selects('s0');
  for (let level = 2; level <= 40; level++) await page.press('ArrowDown');
  assert.deepEqual(await page.selects('s39'), { level: 40, index: 40 });
  for (const n of [600, 17, 1198]) {
    await page.follow(`s${n}`);
    assert.deepEqual(await page.selects(`s${n}`), { level: n + 1, index: n + 1 });
  }
});

pageTest('1,200 levels: a wheel leads through all rows', 'deep', {}, async (page, raw) => {
  await page.pressInTree('*');
  await page.rowCount(1200);
  const seen = new Set(await page.rowIds());
  const box = await raw.locator('[role=treegrid]').boundingBox();
  await raw.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let turns = 0; seen.size < 1200 && turns < 200; turns++) {
    await raw.mouse.wheel(0, box.height * 0.8);
    await raw.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    for (const id of await page.rowIds()) seen.add(id);
  }
  assert.equal(seen.size, 1200);
});

pageTest('10,000 children: few elements, and the last is reached', 'wide', {}, async (page) => {
  await page.pressInTree('*');
  await page.rowCount(10001);
  await page.press('End');
  assert.deepEqual(await page.selects('s9999'), { level: 2, index: 10001 });
  await page.follow('s5000');
  assert.deepEqual(await page.selects('s5000'), { level: 2, index: 5002 });
  assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) < 1500);
});

pageTest('a row is closed and opened by a click', 'web', {}, async (page, raw) => {
  await page.pressInTree('*');
  await page.rowCount(31);
  await raw.locator('[data-span-id=list] [data-toggle]').click();
  await page.rowCount(11);
  assert.equal((await page.row('slow')).index, 4);
  assert.equal((await page.row('list')).expanded, 'false');
  await raw.locator('[data-span-id=list] [data-toggle]').click();
  await page.rowCount(31);
});

pageTest('alike siblings are folded to one row, and a link into them opens it', 'web', {}, async (page) => {
  await page.pressInTree('*');
  await page.click('fold');
  await page.rowCount(12);
  const folded = await page.row('query-0');
  assert.deepEqual([folded.folded, folded.foldedUs, folded.expanded], ['20', '15420', 'false']);
  assert.match(folded.words, /×20/);
  await page.follow('query-7');
  await page.selects('query-7');
  await page.rowCount(31);
});

pageTest('the path that the request waited for adds up to its time', 'web', {}, async (page) => {
  await page.pressInTree('*');
  await page.rowCount(31);
  assert.equal((await page.rows()).filter((row) => row.criticalUs !== undefined).length, 0);
  await page.click('critical-path');
  let sum = 0;
  for (const row of await allRows(page)) sum += Number(row.criticalUs ?? 0);
  assert.equal(sum, 100000);
});

async function allRows(page) {
  const rows = new Map();
  for (const key of ['Home', 'End']) {
    await page.pressInTree(key);
    await page.selects(key === 'Home' ? 'root' : 'orphan');
    for (const row of await page.rows()) rows.set(row.id, row);
  }
  assert.equal(rows.size, 31);
  return rows.values();
}

pageTest('clocks are aligned when asked for, and not before', 'web', {}, async (page) => {
  await page.follow('create');
  await page.selects('create');
  const start = async (id) => Number((await page.row(id)).startUs);
  assert.equal(await start('create'), 51000);
  const inside = (await start('driver')) - (await start('create'));
  await page.click('skew-toggle');
  const moved = await start('create');
  assert.ok(moved >= 52000 && moved + 34000 <= 90000, `${moved}`);
  assert.equal((await start('driver')) - moved, inside);
  await page.click('skew-toggle');
  assert.equal(await start('create'), 51000);
});

pageTest('z shows the selected span in full width, Z all', 'web', {}, async (page) => {
  const range = () =>
    page.evaluate(() => {
      const { fromUs, toUs } = document.querySelector('[data-testid=axis]').dataset;
      return [Number(fromUs), Number(toUs)];
    });
  assert.deepEqual(await range(), [0, 130000]);
  await page.follow('auth');
  await page.selects('auth');
  await page.pressInTree('z');
  const [from, to] = await range();
  assert.ok(from <= 1000 && to >= 1771 && to - from <= 2 * 771 + 1, `${from} … ${to}`);
  await page.press('Z');
  assert.deepEqual(await range(), [0, 130000]);
});

pageTest('a drag over the minimap zooms, a double click on it shows all', 'web', {}, async (page, raw) => {
  const axis = (share) =>
    page.until(
      `the axis shows ${share}`,
      ([from, to]) => {
        const { fromUs, toUs } = document.querySelector('[data-testid=axis]').dataset;
        return Math.abs(fromUs / 130000 - from) < 0.02 && Math.abs(toUs / 130000 - to) < 0.02;
      },
      share,
    );
  const box = await page.byTestId('minimap').boundingBox();
  const y = box.y + box.height / 2;
  await raw.mouse.move(box.x + box.width * 0.25, y);
  await raw.mouse.down();
  await raw.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  await raw.mouse.up();
  await axis([0.25, 0.5]);
  await raw.mouse.dblclick(box.x + box.width * 0.9, y);
  await axis([0, 1]);
});

pageTest('a trace without spans says so', 'empty', {}, async (page) => {
  assert.deepEqual(await page.rows(), []);
  assert.equal(await page.byTestId('summary').getAttribute('data-spans'), '0');
  assert.match(await page.evaluate(() => document.body.innerText), /no spans|0 spans|empty/i);
});

pageTest('rows tell their status, of however many blocks of infos they are', 'far', {}, async (page) => {
  await page.pressInTree('1');
  await page.rowCount(12);
  await page.until('all have their status', () => {
    const cells = [...document.querySelectorAll('[role=row]:not([hidden]) .status')];
    return cells.length === 12 && cells.every((cell, i) => cell.textContent === String(200 + i));
  });
});
