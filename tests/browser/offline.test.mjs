// The offline package opens by a double click: links and search work from file://.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { buildSite, filesOf, launch, temporaryFolder, watched } from './fixture.mjs';

let browser, folder;

before(async () => {
  const zip = join(temporaryFolder(), 'site.zip');
  buildSite({ args: ['--package', zip] });
  const unpacked = temporaryFolder();
  execFileSync('unzip', ['-q', zip, '-d', unpacked]);
  // The pages may stand in a folder of their own.
  const home = filesOf(unpacked).find((file) => file.endsWith('zh/index.html'));
  folder = join(unpacked, home.slice(0, -'zh/index.html'.length));
  browser = await launch();
});

after(async () => browser?.close());

test('its links lead from page to page', async () => {
  const context = await browser.newContext();
  const { page, troubles } = await watched(context);
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  for (const step of ['luan/index.html', 'luan/2022-4/index.html', 'luan/2022-4/5/index.html']) {
    await page.locator(`main a[href$="${step.split('/').slice(-2).join('/')}"]`).first().click();
    await page.waitForURL(new RegExp(`${step.replaceAll('.', '\\.')}`));
  }
  await page.locator('a[data-language-switch]').first().click();
  await page.waitForURL(/en\/luan\/2022-4\/5\/index\.html/);
  assert.deepEqual(troubles, []);
  await context.close();
});

test('its search answers', async () => {
  const context = await browser.newContext();
  const { page, troubles } = await watched(context);
  await page.goto(`${pathToFileURL(join(folder, 'zh/search/index.html')).href}?q=${encodeURIComponent('双招双引')}`);
  await page.waitForSelector('html[data-search-state="done"]', { timeout: 15_000 });
  assert.ok((await page.locator('[data-result]').count()) >= 3);
  const href = await page.locator('[data-result] a').first().evaluate((link) => link.href);
  assert.ok(existsSync(new URL(href.split('#')[0].split('?')[0])), href);
  assert.deepEqual(troubles, []);
  await context.close();
});
