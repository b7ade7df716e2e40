// The site as data: every file is what its schema says, all files agree with each other and with
// the pages, and spreadsheets read them as they are meant.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { buildSite, pagesOf, repository } from './fixture.mjs';

const sites = {
  sample: buildSite(),
  complete: buildSite({ site: join(repository, 'tests/fixtures/complete'), args: ['--strict'] }),
};

const read = (folder, file) => readFileSync(join(folder, 'data', file), 'utf8');
const json = (folder, file) => JSON.parse(read(folder, file));

/** Ids of the plans that have pages. */
const plansOf = (folder) => [...new Set(json(folder, 'sections.json').sections.map(({ plan }) => plan))];

/** Rows of a CSV file (RFC 4180). */
function rows(text) {
  const cells = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  for (let match; pattern.lastIndex < text.length && (match = pattern.exec(text)); ) {
    cells.at(-1).push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') cells.push([]);
  }
  if (cells.at(-1).length === 0) cells.pop();
  return cells;
}

for (const [name, folder] of Object.entries(sites)) {
  test(`${name}: every file fits its schema`, () => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
    for (const file of ['sections', 'targets', 'relations', 'addresses']) {
      const validate = ajv.compile(json(folder, `schema/${file}.schema.json`));
      validate(json(folder, `${file}.json`));
      assert.deepEqual(validate.errors, null, file);
    }
    for (const [schema, paths] of Object.entries({
      plan: plansOf(folder).map((plan) => `plans/${plan}.json`),
      compare: readdirSync(join(folder, 'data/compare')).map((file) => `compare/${file}`),
    })) {
      const validate = ajv.compile(json(folder, `schema/${schema}.schema.json`));
      for (const path of paths) {
        validate(json(folder, path));
        assert.deepEqual(validate.errors, null, path);
      }
    }
  });

  test(`${name}: targets stand in the texts of plans where they say`, () => {
    const texts = new Map(plansOf(folder)
      .flatMap((plan) => json(folder, `plans/${plan}.json`).sections)
      .map(({ id, text }) => [id, text.zh]));
    for (const { id, section, text, start, end } of json(folder, 'targets.json').targets) {
      assert.equal([...texts.get(section)].slice(start, end).join(''), text, id);
    }
    for (const plan of plansOf(folder)) {
      const lines = read(folder, `plans/${plan}.zh.txt`);
      assert.ok(lines.startsWith('\ufeff'), plan);
      for (const { text } of json(folder, `plans/${plan}.json`).sections) assert.ok(lines.includes(text.zh), plan);
      const page = readFileSync(join(folder, 'en', plan, 'index.html'), 'utf8');
      assert.match(page, new RegExp(`type="application/json" href="[./]+/data/plans/${plan}.json"`));
    }
  });

  test(`${name}: the files agree with each other and with the pages`, () => {
    const sections = new Map(json(folder, 'sections.json').sections.map((one) => [one.id, one]));
    for (const section of sections.values()) {
      for (const url of Object.values(section.url)) assert.ok(existsSync(join(folder, url, 'index.html')), url);
    }
    for (const target of json(folder, 'targets.json').targets) {
      assert.ok(sections.has(target.section), target.id);
      assert.ok(target.sentence.includes(target.text), target.id);
      assert.equal([...target.text].length, target.end - target.start, target.id);
      for (const url of Object.values(target.url)) {
        const [path, fragment] = url.split('#');
        const html = readFileSync(join(folder, path, 'index.html'), 'utf8');
        assert.match(html, new RegExp(`id="?${fragment}"?[ >]`), url);
      }
    }
    for (const { a, b, kind } of json(folder, 'relations.json').relations) {
      assert.ok(sections.has(a) && sections.has(b), `${a} ${b}`);
      if (kind === 'similar') assert.ok(a < b, `${a} ${b}`);
    }
    const { addresses } = json(folder, 'addresses.json');
    const pages = pagesOf(folder).filter((page) => !page.redirect && page.file.endsWith('index.html'));
    assert.deepEqual(addresses, pages.map((page) => `/${page.address}`).sort());
  });

  test(`${name}: the table says what the records say, and spreadsheets leave it alone`, () => {
    const text = read(folder, 'targets.csv');
    assert.ok(text.startsWith('\ufeff'), 'byte order mark');
    assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n](?=[^"]*$)/, 'lines end in CRLF');
    const [header, ...table] = rows(text.slice(1));
    const metadata = json(folder, 'targets.csv-metadata.json');
    const { columns } = metadata.tableSchema;
    assert.equal(metadata['@context'][0], 'http://www.w3.org/ns/csvw');
    assert.equal(metadata.url, 'targets.csv');
    assert.equal(columns.length, header.length);
    columns.forEach((column, at) => {
      for (const titles of Object.values(column.titles)) assert.ok(titles.includes(header[at]), column.name);
    });
    const { targets } = json(folder, 'targets.json');
    assert.equal(table.length, targets.length);
    table.forEach((cells, at) => {
      assert.equal(cells.length, header.length);
      const target = { ...targets[at], plan: targets[at].section.replace(/\/[^/]*$/, '') };
      columns.forEach(({ name, datatype }, column) => {
        const cell = cells[column];
        if (datatype === 'string') {
          assert.doesNotMatch(cell, /^[=+\-@\t\r]/, `${target.id} ${name}`);
          // An interval of ISO 8601 is no date to any spreadsheet.
          assert.doesNotMatch(cell, /^\d+([-/.]\d+){1,2}$/, `${target.id} ${name}`);
        }
        if (!(name in target) || name === 'period') return;
        const meant = target[name] === null ? '' : String(target[name]);
        assert.equal(cell.replace(/^'/, ''), meant, `${target.id} ${name}`);
      });
    });
  });

  test(`${name}: the workbook opens at its table, with headings in view, filters and a fixed date`, () => {
    const part = (path) => execFileSync('unzip', ['-p', join(folder, 'data/targets.xlsx'), path], { encoding: 'utf8' });
    const sheet = part('xl/worksheets/sheet1.xml');
    assert.match(sheet, /<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    assert.match(sheet, /<autoFilter ref="A1:/);
    assert.match(sheet, /<cols>/);
    assert.match(part('docProps/core.xml'), /<dcterms:created[^>]*>2000-01-01T00:00:00Z/);
    assert.match(part('xl/workbook.xml'), /指标 Targets.*说明 Notes/s);
  });

  test(`${name}: sitemap.xml names every page with its counterpart`, () => {
    const xml = readFileSync(join(folder, 'sitemap.xml'), 'utf8');
    const base = /<loc>(https?:\/\/[^/<]+)/.exec(xml)[1];
    const entries = [...xml.matchAll(/<url>\n<loc>([^<]*)<\/loc>\n((?:<xhtml:link[^>]*\/>\n)*)<\/url>/g)];
    const listed = new Set(entries.map(([, loc]) => loc));
    for (const [, loc, links] of entries) {
      const page = join(folder, loc.slice(base.length), 'index.html');
      assert.ok(existsSync(page), loc);
      const html = readFileSync(page, 'utf8');
      assert.match(html, new RegExp(`<link rel="canonical" href="${loc}">`));
      for (const [, language, href] of links.matchAll(/hreflang="([^"]*)" href="([^"]*)"/g)) {
        assert.ok(html.includes(`<link rel="alternate" hreflang="${language}" href="${href}">`), `${loc} ${language}`);
        if (language !== 'x-default') assert.ok(listed.has(href), href);
      }
    }
    const { addresses } = json(folder, 'addresses.json');
    const missing = addresses.filter((address) => !listed.has(base + address));
    assert.deepEqual(missing, ['/', '/en/search/', '/zh/search/']);
    assert.match(readFileSync(join(folder, 'robots.txt'), 'utf8'), new RegExp(`^Sitemap: ${base}/sitemap.xml$`, 'm'));
  });
}

test('two builds give the same workbook', () => {
  const again = buildSite();
  const file = 'data/targets.xlsx';
  assert.ok(readFileSync(join(again, file)).equals(readFileSync(join(sites.sample, file))));
});

test('only plans with a date are in a feed', () => {
  assert.ok(!existsSync(join(sites.sample, 'zh/feed.xml')) && !existsSync(join(sites.sample, 'en/feed.xml')));
  for (const language of ['zh', 'en']) {
    const xml = readFileSync(join(sites.complete, language, 'feed.xml'), 'utf8');
    assert.equal(xml.match(/<entry>/g).length, 2);
    assert.deepEqual(xml.match(/(?<=<published>)[^<]*/g), ['2026-01-12T00:00:00+08:00', '2025-02-18T09:30:00+08:00']);
    const own = readFileSync(join(sites.complete, language, 'shifan/feed.xml'), 'utf8');
    assert.equal(own.match(/<entry>/g).length, 2);
    assert.match(own, new RegExp(`rel="self" [^>]*href="[^"]*/${language}/shifan/feed.xml"`));
    const city = readFileSync(join(sites.complete, language, 'shifan/index.html'), 'utf8');
    assert.match(city, /<link rel="alternate" type="application\/atom\+xml" [^>]*href="feed.xml">/);
    const page = readFileSync(join(sites.complete, language, 'index.html'), 'utf8');
    assert.match(page, /<link rel="alternate" type="application\/atom\+xml" [^>]*href="feed.xml">/);
  }
});
