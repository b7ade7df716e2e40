// Everything can be read without JavaScript, and what needs it says so (promise 5).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildSite, launch, pageOfEveryKind, serveFolder } from './fixture.mjs';

const folder = buildSite();
let browser, server, context;

before(async () => {
  server = await serveFolder(folder);
  browser = await launch();
  context = await browser.newContext({ javaScriptEnabled: false });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const found of pageOfEveryKind(folder)) {
  test(`${found.kind} in ${found.language} shows its text`, async () => {
    const page = await context.newPage();
    await page.goto(found.kind === 'error' ? `${server.url}no/such` : `${server.url}${found.address}`);
    const text = await page.locator('main').innerText();
    assert.ok(text.trim().length > (['error', 'search'].includes(found.kind) ? 20 : 80), text);
    assert.ok(await page.locator('h1').first().isVisible());
    await page.close();
  });
}

for (const [language, word] of [['zh', /JavaScript|脚本/], ['en', /JavaScript/]]) {
  test(`search in ${language} says that it needs JavaScript`, async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}${language}/search/?q=%E4%BA%BA%E6%89%8D`);
    assert.match(await page.locator('main').innerText(), word);
    await page.close();
  });
}
