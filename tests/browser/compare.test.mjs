// The choice of two or three cities on a site with so many that no pair has a page of its own.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSite, copySite, filesOf, launch, serveFolder, temporaryFolder } from './fixture.mjs';

const CITIES = 22;
const WHOLE = 'city-01';
const EXCERPT = 'city-02';
const THIRD = 'city-03';

/** The sample's vocabularies with made-up cities: the first held whole, the others in part. */
function manyCities() {
  const site = copySite();
  const content = join(site, 'content');
  for (const entry of readdirSync(content, { withFileTypes: true })) {
    if (entry.isDirectory()) rmSync(join(content, entry.name), { recursive: true });
  }
  for (let number = 1; number <= CITIES; number += 1) {
    const slug = `city-${String(number).padStart(2, '0')}`;
    const folder = join(content, slug);
    mkdirSync(folder);
    writeFileSync(join(folder, 'city.toml'), `name = { zh = "第${number}市", en = "City ${number}" }\n`);
    const completeness = slug === WHOLE ? 'whole' : 'excerpt';
    const own = number % 2
      ? '## 2.推进科学普及。\n办好科技活动周，建设科普基地5个，组织科普讲座进社区、进学校、进企业。\n'
      : '## 2.发展科技金融。\n设立天使投资基金，推广科技保险和研发贷款贴息，为科技企业融资牵线搭桥。\n';
    writeFileSync(join(folder, '2022.zh.md'), [
      '---', 'title: 2022年科技工作计划', 'kind: plan', 'year: 2022', 'covers: 2022',
      `completeness: ${completeness}`, '---', '',
      '## 1.培育高新技术企业。',
      `强化高新技术企业培育认定，年内新增高新技术企业${number + 10}家以上。`, '', own,
    ].join('\n'));
  }
  return site;
}

let browser, server, folder;

before(async () => {
  folder = buildSite({ site: manyCities() });
  server = await serveFolder(folder);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(query, { lang = 'zh', ...options } = {}) {
  const page = await browser.newPage(options);
  await page.goto(`${server.url}${lang}/compare/${query}`);
  return page;
}

const heads = (page) => page.$$eval('.compare thead', (all) => all.map((head) =>
  [...head.querySelectorAll('th')].slice(1).map((th) => th.textContent.trim())));

/** What stands in a row, by the names of its cities. */
const row = (page, name) => page.$$eval('.compare tbody tr', (rows, name) => {
  const found = rows.find((tr) => tr.querySelector('th').textContent.trim() === name);
  return found && [...found.querySelectorAll('td')].map((td) => td.textContent.replace(/\s+/g, ' ').trim());
}, name);

test('no pair has a page, and the choice is offered', async () => {
  const pages = filesOf(folder).filter((file) => /^zh\/compare\/.+\/index\.html$/.test(file));
  assert.deepEqual(pages, []);
  const page = await open('');
  assert.equal(await page.locator('input[name=city]').count(), CITIES);
  assert.equal(await page.locator('[data-compare-result] table').count(), 0);
  assert.notEqual((await page.locator('[data-compare-status]').textContent()).trim(), '');
  await page.close();
});

test('two cities from the address stand side by side', async () => {
  const page = await open(`?cities=${WHOLE},${EXCERPT}`);
  await page.waitForSelector('.compare');
  assert.deepEqual(new Set((await heads(page)).flat()), new Set(['第1市', '第2市']));
  assert.deepEqual(
    await page.$$eval('input[name=city]:checked', (boxes) => boxes.map((box) => box.value)),
    [WHOLE, EXCERPT],
  );
  // What differs comes first.
  const titles = await page.$$eval('[data-compare-result] h2', (all) => all.map((h2) => h2.textContent.trim()));
  assert.match(titles[0], /^仅一市/);
  await page.close();
});

test('silence of a whole document is "not stated", of an excerpt "not in the text held here"', async () => {
  const page = await open(`?cities=${WHOLE},${EXCERPT}`, { lang: 'en' });
  await page.waitForSelector('.compare');
  const finance = await row(page, 'Science finance');
  assert.equal(finance[0], 'Not stated');
  assert.notEqual(finance[1], 'Not in the text held here');
  const science = await row(page, 'Science popularisation');
  assert.equal(science[1], 'Not in the text held here');
  assert.match(await page.locator('[data-compare-result]').textContent(), /excerpts/);
  await page.close();
});

test('a third city joins, the address keeps the choice, a fourth cannot be chosen', async () => {
  const page = await open(`?cities=${WHOLE},${EXCERPT}`);
  await page.waitForSelector('.compare');
  await page.check(`input[value=${THIRD}]`);
  await page.waitForFunction(() => document.querySelectorAll('.compare thead th').length % 4 === 0);
  assert.equal(new URL(page.url()).search, `?cities=${WHOLE},${EXCERPT},${THIRD}`);
  for (const head of await heads(page)) assert.deepEqual(head, ['第1市', '第2市', '第3市']);
  assert.equal(await page.locator('input[name=city]:disabled').count(), CITIES - 3);
  // Every cell leads to the text, every city to its page.
  const links = await page.$$eval('.compare a', (all) => all.map((a) => a.pathname));
  for (const path of new Set(links)) {
    assert.equal((await page.request.get(server.origin + path)).status(), 200, path);
  }
  await page.reload();
  await page.waitForSelector('.compare');
  assert.deepEqual((await heads(page))[0], ['第1市', '第2市', '第3市']);
  await page.uncheck(`input[value=${THIRD}]`);
  await page.uncheck(`input[value=${EXCERPT}]`);
  await page.waitForFunction(() => !document.querySelector('.compare'));
  await page.close();
});

test('names that no city has are passed over', async () => {
  const page = await open(`?cities=nowhere,${WHOLE},../${EXCERPT}`);
  assert.equal(await page.locator('input[name=city]:checked').count(), 1);
  assert.equal(await page.locator('.compare').count(), 0);
  await page.close();
});

test('three cities fit on a phone', async () => {
  const page = await open(`?cities=${WHOLE},${EXCERPT},${THIRD}`, { viewport: { width: 320, height: 640 } });
  await page.waitForSelector('.compare');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide} px wide`);
  await page.close();
});

test('three cities print across on A4', async () => {
  const page = await open(`?cities=${WHOLE},${EXCERPT},${THIRD}`);
  await page.waitForSelector('.compare');
  const path = join(temporaryFolder(), 'compare.pdf');
  await page.pdf({ path, preferCSSPageSize: true });
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }));
  const [width, height] = size.slice(1).map(Number);
  assert.ok(Math.abs(width - 842) < 2 && Math.abs(height - 595) < 2, size[0]);
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  for (const name of ['第1市', '第2市', '第3市']) assert.ok(text.includes(name), name);
  await page.close();
});
