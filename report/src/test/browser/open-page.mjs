// An open page as its user sees it. Functions given to evaluate() and until() run in the page.

import assert from 'node:assert/strict';
import fs from 'node:fs/promises';

/** For whatever is waited for. */
export const LIMIT_MS = 8000;

export class OpenPage {
  #page;

  constructor(page) {
    this.#page = page;
  }

  evaluate(f, argument) {
    return this.#page.evaluate(f, argument);
  }

  /** Waits until the function gives something true, looking once a frame; gives that. */
  async until(what, f, argument) {
    const end = performance.now() + LIMIT_MS;
    for (;;) {
      const value = await this.#page.evaluate(f, argument);
      if (value) return value;
      if (performance.now() > end) assert.fail(`not within ${LIMIT_MS} ms: ${what}; ${await this.#situation()}`);
      await this.#page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  }

  #situation() {
    return this.#page.evaluate(() => {
      const selected = document.querySelector('[role=row][aria-selected=true]');
      const at = document.activeElement;
      return JSON.stringify({
        hash: location.hash,
        selected: selected && selected.dataset.spanId,
        focus: at && (at.dataset.testid ?? at.getAttribute('role') ?? at.tagName),
      });
    });
  }

  ready() {
    return this.until('ready', () => document.querySelector('[data-ready="true"]') !== null);
  }

  byTestId(name) {
    return this.#page.locator(`[data-testid="${name}"]`);
  }

  async press(...keys) {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Keys, beginning in the tree. */
  async pressInTree(...keys) {
    await this.#page.locator('[role=treegrid]').focus();
    await this.press(...keys);
  }

  async click(testId) {
    await this.byTestId(testId).click();
  }

  /** Rows that are there, from the top: their data, ids, and words. */
  rows() {
    return this.#page.evaluate(() => {
      const words = (element) =>
        element.nodeType === Node.TEXT_NODE ? element.data : [...element.childNodes].map(words).join(' ');
      return [...document.querySelectorAll('[role=row][data-span-id]')]
        .filter((row) => row.getClientRects().length > 0)
        .map((row) => ({
          ...row.dataset,
          id: row.dataset.spanId,
          index: Number(row.getAttribute('aria-rowindex')),
          level: Number(row.getAttribute('aria-level')),
          expanded: row.getAttribute('aria-expanded'),
          selected: row.getAttribute('aria-selected') === 'true',
          context: row.dataset.context === 'true',
          words: words(row),
        }))
        .sort((a, b) => a.index - b.index);
    });
  }

  async row(id) {
    return (await this.rows()).find((row) => row.id === id);
  }

  async rowIds() {
    return (await this.rows()).map((row) => row.id);
  }

  rowCount(wanted) {
    return this.until(
      `${wanted} rows`,
      (n) => document.querySelector('[role=treegrid]').getAttribute('aria-rowcount') === String(n),
      wanted,
    );
  }

  /** Waits until this row is selected and wholly in view; gives its level and index. */
  selects(id) {
    return this.until(
      `${id} is selected and in view`,
      (wanted) => {
        const selected = [...document.querySelectorAll('[role=row][aria-selected=true]')];
        const row = selected.find((each) => each.dataset.spanId === wanted);
        if (row === undefined || row.getClientRects().length === 0) return null;
        const grid = document.querySelector('[role=treegrid]').getBoundingClientRect();
        const box = row.getBoundingClientRect();
        if (box.top < grid.top - 1 || box.bottom > Math.min(grid.bottom, innerHeight) + 1) return null;
        return { level: Number(row.getAttribute('aria-level')), index: Number(row.getAttribute('aria-rowindex')) };
      },
      id,
    );
  }

  /** Follows a link within the open page. */
  async follow(id, view = 'tree') {
    await this.#page.evaluate((hash) => (location.hash = hash), `#span=${encodeURIComponent(id)}&view=${view}`);
  }

  /** Clicks on a row that is in view, and waits for its detail; gives the detail's text. */
  async openDetail(id) {
    await this.follow(id);
    await this.selects(id);
    await this.pressInTree('Enter');
    return this.detailOf(id);
  }

  detailOf(id) {
    return this.until(
      `the detail of ${id}`,
      (wanted) => {
        const detail = document.querySelector('[data-testid=detail]');
        const text = detail.getClientRects().length > 0 ? detail.textContent : '';
        return text.includes(wanted) ? text : null;
      },
      id,
    );
  }

  hidden(testId) {
    return this.until(
      `${testId} is hidden`,
      (name) => {
        const element = document.querySelector(`[data-testid="${name}"]`);
        return element === null || element.getClientRects().length === 0;
      },
      testId,
    );
  }

  shown(testId) {
    return this.until(
      `${testId} is shown`,
      (name) => document.querySelector(`[data-testid="${name}"]`)?.getClientRects().length > 0,
      testId,
    );
  }

  focusIsOn(selector) {
    return this.until(`the focus is on ${selector}`, (wanted) => document.activeElement?.matches(wanted), selector);
  }

  async search(text) {
    await this.byTestId('search').fill(text);
  }

  /** Waits until the count of the search reads "visible / total". */
  counts(visible, total) {
    return this.until(
      `${visible} of ${total} spans`,
      ([v, t]) => {
        const count = document.querySelector('[data-testid=count]').textContent.replace(/\s/g, '');
        return count === `${v}/${t}`;
      },
      [visible, total],
    );
  }

  tabIs(name) {
    return this.until(
      `the tab ${name} is selected`,
      (tab) => document.querySelector(`[data-testid="tab-${tab}"]`).getAttribute('aria-selected') === 'true',
      name,
    );
  }

  /** What a button gives to download. */
  async download(testId) {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.evaluate((name) => document.querySelector(`[data-testid="${name}"]`).click(), testId),
    ]);
    return fs.readFile(await download.path(), 'utf8');
  }
}
