// Sentences of the translation lead the eye to those of the official text, and back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildSite, launch, serveFolder } from './fixture.mjs';

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

const lit = (page) => page.evaluate(() => {
  const text = (hook) => [...document.querySelectorAll(`${hook} .lit[data-s]`)].map((part) => part.textContent).join('');
  return { official: text('[data-official]'), translation: text('[data-translation]') };
});

test('a sentence under the pointer lights up with its counterpart', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.url}en/luan/2022-4/5/`);
  await page.hover('[data-translation] [data-s="3"]');
  const expected = {
    official: '坚持扩增量,提质量,加快高新技术产业发展。',
    translation: 'Continuing to expand numbers and raise quality, the city will speed up the development of high-tech industry.',
  };
  assert.deepEqual(await lit(page), expected);
  await page.hover('[data-official] [data-s="6"]');
  const { official, translation } = await lit(page);
  assert.equal(official, '力争全年高新技术产业增加值增速12%以上。');
  assert.match(translation, /at least 12 per cent in the value added/);
  await page.hover('h1');
  assert.deepEqual(await lit(page), { official: '', translation: '' });
  await page.close();
});

test('the focus of a link lights its sentence up', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}en/luan/2022-4/5/`);
  await page.focus('[data-translation] [data-s="5"] a');
  assert.match((await lit(page)).official, /^充分发挥经开区、高新区/);
  await page.close();
});

test('with a paragraph in the address, that paragraph is cited', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}zh/luan/2022-4/5/#p1`);
  const cited = () => page.evaluate(() => [...document.querySelectorAll('[data-cite]')].map((one) => one.textContent));
  const [standard, plain, address] = await cited();
  assert.match(address, /\/zh\/luan\/2022-4\/5\/#p1$/);
  for (const text of [standard, plain]) assert.ok(text.includes(address), text);
  await page.evaluate(() => { location.hash = ''; });
  assert.ok((await cited()).every((text) => !text.includes('#')));
  await page.close();
});
