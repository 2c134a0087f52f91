// Takes the pictures of the documents: node pictures.mjs FOLDER TRACE_PAGE [DIFF_PAGE LIST_URL]. See make.sh.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const [folder, tracePage, diffPage, listUrl] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  await picture('trace', { url: fileUrl(tracePage) }, openAll);
  await picture('trace-dark', { url: fileUrl(tracePage), colorScheme: 'dark' }, openAll);
  await picture('phone', { url: fileUrl(tracePage), width: 390 }, openAll);
  await picture('detail', { url: fileUrl(tracePage) }, async (page) => {
    await openAll(page);
    await page
      .locator('[role=row]', { hasText: /INSERT|SELECT/ })
      .first()
      .click();
    await page.locator('[data-testid=detail]').waitFor();
  });
  await picture('flame', { url: fileUrl(tracePage) }, async (page) => {
    await page.click('[data-testid=tab-flame]');
    await page.locator('[data-testid=flame] [data-frame]').first().waitFor();
  });
  await picture('queries', { url: fileUrl(tracePage) }, async (page) => {
    await page.click('[data-testid=tab-queries]');
    await page.locator('[data-testid=queries] [data-count]').first().waitFor();
  });
  if (diffPage) {
    await picture('diff', { url: fileUrl(diffPage) }, async (page) => {
      await page.locator('[data-testid=diff] [data-diff]').first().waitFor();
    });
  }
  if (listUrl) await picture('list', { url: listUrl }, () => {});
} finally {
  await browser.close();
}

function fileUrl(file) {
  return pathToFileURL(path.resolve(file)).href;
}

async function openAll(page) {
  await page.locator('[data-ready=true]').waitFor({ state: 'attached' });
  await page.locator('[role=treegrid]').focus();
  await page.keyboard.press('*');
  await page.keyboard.press('Home');
  await page.evaluate(() => document.activeElement.blur());
}

async function picture(name, { url, width = 1280, height = 800, colorScheme = 'light' }, prepare) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(url);
  await prepare(page);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.close();
}
