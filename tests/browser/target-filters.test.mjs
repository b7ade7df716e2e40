// Filters of the index of targets where it has many pages: they reach over all of them, count what
// they would leave, and read no more files than they show.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { buildSite, launch, serveFolder, temporaryFolder, watched } from './fixture.mjs';

const cities = Array.from({ length: 20 }, (_, at) => `city-${String.fromCharCode(97 + at)}`);
const tasks = 30;

/** Twenty cities with thirty tasks of two targets each; one of them promises libraries, one had a plan the year before. */
function manyTargets() {
  const site = join(temporaryFolder(), 'site');
  const write = (path, text) => {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  };
  write('gongbao.toml', 'name = { zh = "试验", en = "Trial" }\nbase_url = "https://plans.example.org"\nsample = true\n');
  for (const [at, city] of cities.entries()) {
    write(`content/${city}/city.toml`, `name = { zh = "${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[at]}市", en = "${city}" }\n`);
    const plan = (year, lines) => {
      write(`content/sources/${city}-${year}.txt`, `计划\n${lines.map((line) => line.join('')).join('\n')}\n`);
      write(`content/${city}/${year}.zh.md`, [
        `---\ntitle: 计划\nkind: plan\nyear: ${year}\ncovers: ${year}\ncompleteness: whole`,
        `source: {file: ${city}-${year}.txt, lines: 1-${lines.length + 1}}\n---\n`,
        ...lines.map(([heading, text]) => `## ${heading}\n${text}\n`),
      ].join('\n'));
    };
    plan(2025, Array.from({ length: tasks }, (_, task) => {
      const rare = at === 15 && task === 3 ? '到2027年建成图书馆藏书2万册。' : '';
      return [`${task + 1}.任务。`, `新增学校${task + 2}所，产值增长${task + 1}.5%以上。${rare}`];
    }));
    if (at === 19) plan(2024, [['1.任务。', '新增学校1所。']]);
  }
  return site;
}

/** What each filter asks of a target, by the data that are published. */
function asked(folder) {
  const read = (file) => JSON.parse(readFileSync(join(folder, 'data', file), 'utf8'));
  const topics = new Map(read('sections.json').sections.map(({ id, topics }) => [id, topics]));
  const values = {
    city: (target) => [target.city],
    year: (target) => [String(target.covers)],
    kind: (target) => [target.kind],
    topic: (target) => topics.get(target.section),
    comparator: (target) => [target.comparator],
    unit: (target) => [target.unit ?? ''],
    until: (target) => [target.period?.to?.slice(0, 4) ?? ''],
  };
  return (name, value) => read('targets.json').targets
    .filter((target) => values[name](target).includes(value)).map(({ id }) => id);
}

let browser;
let folder;
let server;
before(async () => {
  folder = buildSite({ site: manyTargets() });
  server = await serveFolder(folder);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

async function opened(query) {
  const { page, troubles } = await watched(await browser.newContext());
  const read = [];
  page.on('request', (request) => {
    if (request.url().includes('/data/')) read.push(request.url().replace(/^.*\/data\//, ''));
  });
  await page.goto(`${server.url}en/targets/${query}`);
  await page.waitForSelector('[data-target-matches], [role=status]:not(:empty)');
  return { page, troubles, read };
}

const rows = (page) => page.locator('[data-target-matches] [data-target-row]').count();
const status = (page) => page.locator('[data-target-filters] [role=status]').textContent();

test('the files of filters fit their schemas', () => {
  const json = (path) => JSON.parse(readFileSync(join(folder, 'data', path), 'utf8'));
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  const rows = readdirSync(join(folder, 'data/targets')).map((file) => `targets/${file}`);
  assert.equal(rows.length, cities.length);
  for (const [schema, paths] of Object.entries({ 'target-rows': rows, 'target-facets': ['targets-facets.json'] })) {
    const validate = ajv.compile(json(`schema/${schema}.schema.json`));
    for (const path of paths) {
      validate(json(path));
      assert.deepEqual(validate.errors, null, path);
    }
  }
});

test('without a filter nothing is read', async () => {
  const { page, troubles, read } = await opened('');
  assert.deepEqual(read, []);
  assert.deepEqual(troubles, []);
  await page.close();
});

test('a filter that few rows pass reads the files of those rows alone', async () => {
  const { page, troubles, read } = await opened('?unit=%E5%86%8C');
  await page.waitForSelector('[data-target-matches]');
  assert.deepEqual(read, ['targets-facets.json', 'targets/city-p.json']);
  assert.equal(await rows(page), 1);
  assert.match(await status(page), /1 of 1202/);
  assert.match(await page.locator('[data-target-matches]').textContent(), /2万册/);
  assert.deepEqual(troubles, []);
  await page.close();
});

test('years, of documents and until which, are filters too', async () => {
  for (const [query, city] of [['?year=2024', 'city-t'], ['?until=2027', 'city-p']]) {
    const { page, troubles, read } = await opened(query);
    await page.waitForSelector('[data-target-matches]');
    assert.deepEqual(read, ['targets-facets.json', `targets/${city}.json`]);
    assert.equal(await rows(page), 1);
    assert.match(await status(page), /1 of 1202/);
    assert.deepEqual(troubles, []);
    await page.context().close();
  }
});

test('a filter that many rows pass counts all and lists the first', async () => {
  const { page, read } = await opened('?comparator=%3E%3D');
  await page.waitForSelector('[data-target-matches]');
  assert.equal(await rows(page), 300);
  assert.match(await status(page), /600 of 1202/);
  assert.equal(read.length, 11, read.join(' '));
  assert.match(await page.locator('[data-target-matches] p').textContent(), /first 300/);
  const option = await page.locator('select[name=city] option[value=city-b]').textContent();
  assert.match(option, /\(30\)$/);
  await page.selectOption('select[name=city]', 'city-b');
  await page.waitForFunction(() => document.querySelectorAll('[data-target-matches] [data-target-row]').length === 30);
  assert.match(page.url(), /city=city-b/);
  await page.click('[data-target-filters] button[type=reset]');
  await page.waitForFunction(() => !document.querySelector('[data-target-matches]'));
  await page.close();
});

test('on one page each value of each filter leaves the rows that the data say, and counts them', async () => {
  const sample = buildSite();
  const ids = asked(sample);
  const here = await serveFolder(sample);
  const { page, troubles } = await watched(await browser.newContext());
  await page.goto(`${here.url}zh/targets/`);
  await page.waitForSelector('[data-target-filters] [role=status]:not(:empty)');
  const options = await page.$$eval('[data-target-filters] select', (selects) => selects.flatMap((select) =>
    [...select.options].filter(({ value }) => value).map(({ value, textContent }) => ({ name: select.name, value, label: textContent }))));
  const names = new Set(options.map(({ name }) => name));
  for (const name of ['city', 'kind', 'topic', 'comparator', 'unit']) assert.ok(names.has(name), name);
  for (const { name, value, label } of options) {
    const expected = ids(name, value).sort();
    assert.ok(expected.length > 0, `${name} ${value}`);
    assert.match(label, new RegExp(`\\(${expected.length}\\)$`), `${name} ${value}`);
    await page.selectOption(`select[name=${name}]`, value);
    const shown = await page.$$eval('[data-target-row]:not([hidden])', (rows) => rows.map((row) => row.dataset.targetRow));
    assert.deepEqual([...new Set(shown)].sort(), expected, `${name} ${value}`);
    assert.equal(new URL(page.url()).searchParams.get(name), value);
    await page.selectOption(`select[name=${name}]`, '');
  }
  assert.deepEqual(troubles, []);
  await page.context().close();
  await here.close();
});
