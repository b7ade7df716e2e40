// The language switch stays on the same page, on every kind of page, and comes back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildSite, launch, pageOfEveryKind, pagesOf, serveFolder } from './fixture.mjs';

const folder = buildSite();
let browser, server;

before(async () => {
  server = await serveFolder(folder, '/under/a/path/');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const other = (address) => address.replace(/^(zh|en)\//, (found) => (found === 'zh/' ? 'en/' : 'zh/'));

test('every kind of page of the contract is built', () => {
  const kinds = new Set(pagesOf(folder).map((page) => page.kind));
  for (const kind of [
    'home', 'city', 'plan', 'section', 'targets', 'indicator', 'topics', 'topic',
    'compare', 'search', 'glossary', 'page', 'sitemap', 'error',
  ]) {
    assert.ok(kinds.has(kind), `a page of the kind ${kind}`);
  }
});

test('every address exists in both languages', () => {
  const addresses = new Set(pagesOf(folder).map((page) => page.address));
  const lonely = [...addresses].filter((address) => /^(zh|en)\//.test(address) && !addresses.has(other(address)));
  assert.deepEqual(lonely, []);
});

for (const found of pageOfEveryKind(folder)) {
  test(`${found.kind} in ${found.language}: the switch leads to the same page and back`, async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}${found.address}`);
    const switches = page.locator('a[data-language-switch]');
    if (found.kind === 'error') {
      assert.ok((await switches.count()) >= 1);
      await page.close();
      return;
    }
    await switches.first().click();
    await page.waitForURL(`${server.url}${other(found.address)}`);
    assert.equal(await page.$eval('html', (html) => html.dataset.pageKind), found.kind);
    const language = await page.$eval('html', (html) => html.lang);
    assert.ok(language.startsWith(other(found.address).slice(0, 2)), language);
    await page.locator('a[data-language-switch]').first().click();
    await page.waitForURL(`${server.url}${found.address}`);
    await page.close();
  });
}

test('the switch is a plain link with hreflang and works without scripts on every page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const faults = [];
  for (const { address, kind, html, redirect } of pagesOf(folder)) {
    if (redirect || kind === 'error' || address === '') continue;
    await page.setContent(html);
    const link = await page.$eval('a[data-language-switch]', (a) => [a.getAttribute('href'), a.hreflang]);
    const target = new URL(link[0], `http://site/${address}`).pathname.slice(1);
    if (target !== other(address)) faults.push(`${address} → ${target}`);
    if (!link[1].startsWith(other(address).slice(0, 2))) faults.push(`${address}: hreflang ${link[1]}`);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('the switch keeps the fragment', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}zh/luan/2022-4/5/`);
  const id = await page.$eval('mark[data-target]', (mark) => mark.id);
  await page.goto(`${server.url}zh/luan/2022-4/5/#${id}`);
  await page.locator('a[data-language-switch]').first().click();
  await page.waitForURL(`${server.url}en/luan/2022-4/5/#${id}`);
  await page.close();
});
