// The glossary narrows to what is typed, and leads to uses that are there.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildSite, launch, serveFolder, watched } from './fixture.mjs';

let browser;
let server;
before(async () => {
  server = await serveFolder(buildSite());
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

const shown = (page) => page.$$eval('.glossary tbody tr:not([hidden]) th', (cells) => cells.map((cell) => cell.textContent.trim()));

for (const [lang, typed, expected] of [['zh', '双招', /双招双引/], ['zh', 'Proof-of-Concept', /概念验证/], ['en', "lu'an", /Lu'an|Lu’an/]]) {
  test(`${lang}: ${typed} leaves the terms that hold it`, async () => {
    const { page, troubles } = await watched(await browser.newContext());
    await page.goto(`${server.url}${lang}/glossary/`);
    const all = await shown(page);
    await page.fill('[data-glossary-filter]', typed);
    await page.waitForFunction(() => document.querySelector('.glossary tbody tr[hidden]'));
    const left = await shown(page);
    assert.ok(left.length > 0 && left.length < all.length / 4, `${left.length} of ${all.length}`);
    assert.ok(left.some((term) => expected.test(term)), left.join('; '));
    assert.match(await page.textContent('.glossary-filter [role=status]'), new RegExp(`${left.length}.*${all.length}`));
    await page.fill('[data-glossary-filter]', '');
    assert.deepEqual(await shown(page), all);
    assert.deepEqual(troubles, []);
    await page.context().close();
  });
}

test('a term that stands in the texts under another spelling leads to that one', async () => {
  const { page } = await watched(await browser.newContext());
  await page.goto(`${server.url}zh/glossary/`);
  const row = page.locator('tr', { has: page.locator('th', { hasText: '破四唯' }) });
  const link = await row.locator('a[href*="search"]').getAttribute('href');
  assert.equal(new URL(link, page.url()).searchParams.get('q'), '破四维');
  await page.context().close();
});
