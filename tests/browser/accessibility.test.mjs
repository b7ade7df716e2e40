// WCAG 2.2 AA as far as a machine can tell, and the reading at 320 pixels and 400 % zoom.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { buildSite, launch, pageOfEveryKind, pagesOf, serveFolder } from './fixture.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = buildSite();
let browser, server;

before(async () => {
  server = await serveFolder(folder);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Where each kind of page is served; the page for what is not found is asked for by a wrong address. */
const url = (page) => (page.kind === 'error' ? `${server.url}no/such/page` : `${server.url}${page.address}`);

describe('axe finds nothing', () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 375]) {
      test(`${colorScheme}, ${width} px wide`, async () => {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width, height: 900 },
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        const found = [];
        for (const kind of pageOfEveryKind(folder)) {
          await page.goto(url(kind));
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() =>
            globalThis.axe.run(document, {
              resultTypes: ['violations'],
              rules: { 'target-size': { enabled: true } },
            }));
          for (const { id, nodes } of violations) {
            for (const node of nodes) found.push(`${kind.kind} ${kind.language}: ${id} at ${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1).join(' ')}`);
          }
        }
        assert.deepEqual(found, []);
        await context.close();
      });
    }
  }
});

describe('nothing scrolls sideways', () => {
  // 1280 × 1024 at 400 % zoom is 320 × 256.
  for (const [name, viewport, scale] of [
    ['320 px', { width: 320, height: 640 }, 1],
    ['400 % zoom', { width: 320, height: 256 }, 4],
    ['200 % zoom', { width: 640, height: 512 }, 2],
  ]) {
    test(name, async () => {
      const context = await browser.newContext({ viewport, deviceScaleFactor: scale });
      const page = await context.newPage();
      const wide = [];
      for (const kind of pageOfEveryKind(folder)) {
        await page.goto(url(kind));
        const over = await page.evaluate(() => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return null;
          const culprit = [...document.querySelectorAll('body *')].find((element) =>
            element.getBoundingClientRect().right > room + 1);
          return `${document.documentElement.scrollWidth} px: ${culprit?.outerHTML.slice(0, 120)}`;
        });
        if (over) wide.push(`${kind.kind} ${kind.language}: ${over}`);
      }
      assert.deepEqual(wide, []);
      await context.close();
    });
  }
});

test('the first Tab reaches a skip link that leads to the main part', async () => {
  const page = await browser.newPage();
  const faults = [];
  for (const kind of pageOfEveryKind(folder)) {
    await page.goto(url(kind));
    await page.keyboard.press('Tab');
    const state = await page.evaluate(() => {
      const link = document.activeElement;
      const id = link?.getAttribute('href')?.split('#')[1];
      const box = link?.getBoundingClientRect();
      return { inMain: Boolean(id && document.getElementById(id)?.closest('main')), visible: box?.width > 10 && box?.top >= 0 };
    });
    if (!state.inMain || !state.visible) faults.push(`${kind.kind} ${kind.language}: ${JSON.stringify(state)}`);
  }
  assert.deepEqual(faults, []);
  await page.close();
});

test('whatever takes the focus shows it', async () => {
  const page = await browser.newPage();
  const faults = [];
  for (const kind of pageOfEveryKind(folder)) {
    await page.goto(url(kind));
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      const bare = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const style = getComputedStyle(element);
        const shown = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
        return shown ? null : element.outerHTML.slice(0, 100);
      });
      if (bare) faults.push(`${kind.kind} ${kind.language}: ${bare}`);
    }
  }
  assert.deepEqual([...new Set(faults)].slice(0, 10), []);
  await page.close();
});

test('every page has one first heading, one main part, a title of its own, and headings in order', async () => {
  const page = await browser.newPage();
  const faults = [];
  const titles = new Map();
  for (const { address, html, redirect } of pagesOf(folder)) {
    if (redirect) continue;
    const outline = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'text/html');
      return {
        title: parsed.title,
        mains: parsed.querySelectorAll('main').length,
        levels: [...parsed.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => Number(heading.localName[1])),
      };
    }, html);
    if (outline.mains !== 1) faults.push(`${address}: ${outline.mains} main parts`);
    if (outline.levels.filter((level) => level === 1).length !== 1) faults.push(`${address}: ${outline.levels} as headings`);
    // Contents and other navigation may stand before the first heading.
    outline.levels.reduce((before, level) => {
      if (level > before + 1) faults.push(`${address}: h${level} after h${before}`);
      return level;
    }, 1);
    if (!outline.title) faults.push(`${address}: no title`);
    const same = titles.get(outline.title);
    // The root repeats the home page of the default language.
    if (same !== undefined && address !== '' && same !== '') faults.push(`${address}: same title as ${same}: ${outline.title}`);
    titles.set(outline.title, address);
  }
  assert.deepEqual(faults.slice(0, 30), []);
  await page.close();
});

test('forced colours leave nothing unseen', async () => {
  const context = await browser.newContext({ forcedColors: 'active', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const faults = [];
  for (const kind of pageOfEveryKind(folder)) {
    await page.goto(url(kind));
    const unseen = await page.evaluate(() =>
      [...document.querySelectorAll('main a, main p, main h1, main mark')]
        .filter((element) => {
          const style = getComputedStyle(element);
          return element.textContent.trim() && style.color === style.backgroundColor;
        })
        .map((element) => element.outerHTML.slice(0, 80)));
    faults.push(...unseen.map((text) => `${kind.kind} ${kind.language}: ${text}`));
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('the reading settings open within the window, are kept, and work by keyboard', async () => {
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 700 } });
    const page = await context.newPage();
    await page.goto(`${server.url}zh/luan/2022-4/5/`);
    await page.locator('.settings summary').focus();
    await page.keyboard.press('Enter');
    const box = await page.locator('.settings .panel').boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width, `${width}: ${JSON.stringify(box)}`);
    const size = () => page.$eval('main p', (text) => parseFloat(getComputedStyle(text).fontSize));
    const before = await size();
    await page.locator('.settings input[name="size"][value="150"]').check({ force: true });
    assert.ok((await size()) > before * 1.3);
    await page.goto(`${server.url}en/luan/`);
    await page.goto(`${server.url}zh/luan/2022-4/5/`);
    assert.ok((await size()) > before * 1.3, 'kept on the next page');
    assert.deepEqual(await context.cookies(), []);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${over} px too wide with larger type`);
    await context.close();
  }
});
