// No page asks for anything outside its own folder, and a strict policy holds (promise 4).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildSite, launch, pagesOf, serveFolder, watched } from './fixture.mjs';

const folder = buildSite();
let browser, server;

before(async () => {
  server = await serveFolder(folder, '/a/folder/');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test('every page loads without a word on the console and stays in its folder', async () => {
  const context = await browser.newContext();
  const asked = new Set();
  context.on('request', (request) => asked.add(request.url()));
  const { page, troubles } = await watched(context);
  const faults = [];
  for (const { address, kind, redirect } of pagesOf(folder)) {
    // The page for what is not found has addresses of the domain's root.
    if (redirect || kind === 'error') continue;
    troubles.length = 0;
    await page.goto(`${server.url}${address}`, { waitUntil: 'load' });
    faults.push(...troubles.map((trouble) => `${address}: ${trouble}`));
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(server.outside, []);
  assert.deepEqual([...asked].filter((url) => !url.startsWith(server.url) && !url.startsWith('data:')), []);
  await context.close();
});

test('the page for what is not found works at the root', async () => {
  const root = await serveFolder(folder);
  const context = await browser.newContext();
  const { page, troubles } = await watched(context);
  const response = await page.goto(`${root.url}zh/luan/no/such/page`);
  assert.equal(response.status(), 404);
  assert.equal(await page.$eval('html', (html) => html.dataset.pageKind), 'error');
  const style = await page.$eval('body', (body) => getComputedStyle(body).fontFamily);
  assert.notEqual(style, '"Times New Roman"', 'its style sheet is found from any depth');
  assert.deepEqual(troubles.filter((trouble) => !trouble.includes('no/such/page') && !trouble.includes('404')), []);
  await context.close();
  await root.close();
});

test('every page carries a policy that allows no inline script or style', () => {
  const faults = [];
  for (const { file, html, redirect } of pagesOf(folder)) {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/i.exec(html)?.[1];
    if (!policy) {
      if (!redirect) faults.push(`${file}: no policy`);
      continue;
    }
    if (!/default-src '(none|self)'/.test(policy)) faults.push(`${file}: ${policy}`);
    if (/unsafe-inline|unsafe-eval|https?:|\*/.test(policy)) faults.push(`${file}: ${policy}`);
    if (/<script(?![^>]*\bsrc=)(?![^>]*type="application\/(ld\+)?json")[^>]*>/i.test(html)) faults.push(`${file}: inline script`);
    if (/<style|\sstyle="|\son[a-z]+="/i.test(html.replace(/<pre[\s\S]*?<\/pre>/g, ''))) faults.push(`${file}: inline style or handler`);
  }
  assert.deepEqual([...new Set(faults)].slice(0, 20), []);
});
