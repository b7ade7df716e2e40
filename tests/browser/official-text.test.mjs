// The official text is published to the character, in both languages (promise 1).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildSite, languages, launch, serveFolder } from './fixture.mjs';
import { plans, sections } from './seed.mjs';

let browser, server, context;

before(async () => {
  server = await serveFolder(buildSite());
  browser = await launch();
  // Without scripts: what is compared is what was built.
  context = await browser.newContext({ javaScriptEnabled: false });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const official = (page) =>
  page.$$eval('[data-official]', (parts) => parts.map((part) => part.textContent).join(''));

test('the seed has 24 sections', () => {
  assert.equal(sections().length, 24);
});

for (const language of languages) {
  test(`every section page in ${language} holds the official text to the character`, async () => {
    const page = await context.newPage();
    for (const { id, text } of sections()) {
      const response = await page.goto(`${server.url}${language}/${id}/`);
      assert.equal(response.status(), 200, id);
      assert.equal(await page.$eval('html', (html) => html.dataset.pageKind), 'section');
      assert.equal(await page.$eval('article[data-section]', (article) => article.dataset.section), id);
      assert.equal(await official(page), text, `${language}/${id}`);
      const languagesOfText = await page.$$eval('[data-official]', (parts) =>
        parts.map((part) => part.closest('[lang]').lang));
      assert.ok(languagesOfText.every((lang) => lang === 'zh-CN'), `${id}: ${languagesOfText}`);
    }
    await page.close();
  });

  test(`every plan page in ${language} holds the whole official text`, async () => {
    const page = await context.newPage();
    for (const plan of plans) {
      await page.goto(`${server.url}${language}/${plan}/`);
      const whole = await page.$$eval('[data-official]', (parts) => parts.map((part) => part.textContent).join(''));
      const expected = sections().filter(({ id }) => id.startsWith(`${plan}/`)).map(({ text }) => text).join('');
      if (whole !== '') assert.equal(whole, expected, plan);
      const shown = await page.$eval('main', (main) => main.textContent.replace(/\s+/g, ''));
      for (const { id, text } of sections().filter(({ id }) => id.startsWith(`${plan}/`))) {
        const tail = text.slice(-60).replace(/\s+/g, '');
        if (language === 'zh') assert.ok(shown.includes(tail), `${id} is on ${plan}`);
      }
    }
    await page.close();
  });
}

test('every English section page has a translation, or says that it has none', async () => {
  const page = await context.newPage();
  for (const { id } of sections()) {
    await page.goto(`${server.url}en/${id}/`);
    const translation = await page.$$eval('[data-translation]', (parts) =>
      parts.map((part) => part.textContent.trim()).join(' '));
    assert.ok(translation.length > 200, `${id}: ${translation.length} characters`);
    assert.ok(!/[\u3400-\u9fff]{12}/.test(translation), `${id} is in English`);
  }
  await page.close();
});
