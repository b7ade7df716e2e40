// A plan on paper looks like a document: the text, its address, page numbers; no navigation.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSite, launch, serveFolder, temporaryFolder } from './fixture.mjs';
import { sections } from './seed.mjs';

let browser, server;

before(async () => {
  server = await serveFolder(buildSite());
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function printed(address) {
  const page = await browser.newPage();
  await page.goto(`${server.url}${address}`);
  const path = join(temporaryFolder(), 'page.pdf');
  await page.pdf({ path, preferCSSPageSize: true });
  await page.close();
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

// A PDF has no one form for every character (⼀ and 一), and breaks lines where the paper ends.
const plain = (text) => text.normalize('NFKC').replace(/\s+/g, '');

test('a plan is printed whole', async () => {
  const text = plain(await printed('zh/luan/2022-4/'));
  for (const { text: official } of sections().filter(({ id }) => id.startsWith('luan/2022-4/'))) {
    // Lines and pages may cut a sentence; its pieces are there.
    const pieces = plain(official).match(/[\u4e00-\u9fff]{6,12}/g);
    const missing = pieces.filter((piece) => !text.includes(piece));
    assert.ok(missing.length <= pieces.length * 0.25, `missing: ${missing}`);
  }
});

test('paper has no navigation', async () => {
  const page = await browser.newPage();
  await page.emulateMedia({ media: 'print' });
  for (const address of ['zh/luan/2022-4/5/', 'en/luan/2022-4/5/', 'zh/luan/2022-4/', 'zh/']) {
    await page.goto(`${server.url}${address}`);
    const seen = await page.$$eval('header nav, a[data-language-switch], form[role=search], [role=search] input', (elements) =>
      elements.filter((element) => element.getClientRects().length > 0).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(seen, [], address);
  }
  await page.close();
});

test('paper says that the site is a sample, that the English is unofficial, and where it stands', async () => {
  const chinese = plain(await printed('zh/luan/2022-4/5/'));
  assert.match(chinese, /演示|示例|样例/);
  const english = await printed('en/luan/2022-4/5/');
  assert.match(english, /unofficial/i);
  assert.match(english, /demonstration|sample/i);
  assert.match(english.replace(/\s+/g, ''), /luan\/2022-4\/5/);
});
