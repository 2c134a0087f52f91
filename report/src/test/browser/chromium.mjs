// Pages of the folder $PAGES in one Chromium, each opened from disk, without a network, in a session of its own.

import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LIMIT_MS, OpenPage } from './open-page.mjs';

// `require` looks where NODE_PATH says, `import` does not.
const { chromium } = createRequire(import.meta.url)('playwright-core');

let browser = null;

async function chromiumItself() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  return browser;
}

after(() => browser?.close());

export function fileOfPage(name) {
  return path.join(process.env.PAGES, name);
}

export function textOfPage(name) {
  return fs.readFileSync(fileOfPage(name), 'utf8');
}

/**
 * A test of a page that is ready. Whatever it does, the page must have asked for nothing and reported no error.
 * options: {hash, scripts: false, width, height, colorScheme, expectErrors: true}
 */
export function pageTest(what, name, options, run) {
  test(what, { timeout: 60000 }, async () => {
    const { width = 1280, height = 720, scripts = true, colorScheme = 'light' } = options;
    const context = await (
      await chromiumItself()
    ).newContext({ offline: true, viewport: { width, height }, javaScriptEnabled: scripts, colorScheme });
    try {
      context.setDefaultTimeout(LIMIT_MS);
      const page = await context.newPage();
      const url = pathToFileURL(fileOfPage(`${name}.html`)).href;
      const noise = noiseOf(page, url);
      await page.goto(url + (options.hash ?? ''));
      const open = new OpenPage(page);
      if (scripts) await open.ready();
      await run(open, page);
      if (!options.expectErrors) assert.deepEqual(noise, []);
    } finally {
      await context.close();
    }
  });
}

/** All that a page should not do, as it does it. */
function noiseOf(page, url) {
  const noise = [];
  page.on('request', (request) => {
    const wanted = request.url();
    if (wanted.split('#')[0] !== url && !/^(data|blob):/.test(wanted)) noise.push(`asked for ${wanted}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') noise.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => noise.push(`error: ${error.stack}`));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return noise;
}
