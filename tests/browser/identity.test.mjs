// What pages must say about themselves (政府网站发展指引, 国办发〔2017〕47号; docs/publication.md): tags on each
// kind of page, the foot, and JSON-LD; and that nothing is said that the files do not give.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildSite, pagesOf, repository } from './fixture.mjs';

const sample = buildSite();
const complete = buildSite({ site: join(repository, 'tests/fixtures/complete'), args: ['--strict'] });

const siteTags = ['SiteName', 'SiteDomain', 'SiteIDCode'];
const columnTags = ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'];
const articleTags = ['ArticleTitle', 'PubDate', 'ContentSource'];
const columnTypes = ['首页', '概况信息', '机构职能', '政策文件', '数据发布', '数据开放', '政策解读'];

const tags = (html) =>
  Object.fromEntries([...html.matchAll(/<meta name="([A-Z][A-Za-z]*)" content="([^"]*)">/g)].map((one) => one.slice(1)));

const linked = (html) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map((one) => JSON.parse(one[1]));

test('each kind of page carries its tags, none of them empty', () => {
  for (const { html, kind, address, redirect } of pagesOf(complete)) {
    if (redirect) continue;
    const found = tags(html);
    const wanted = [...siteTags];
    if (kind !== 'error') wanted.push(...columnTags);
    if (kind === 'plan' || kind === 'section') wanted.push(...articleTags);
    for (const tag of wanted) assert.ok(found[tag]?.trim(), `${address}: ${tag}`);
    for (const [tag, content] of Object.entries(found)) assert.notEqual(content, 'null', `${address}: ${tag}`);
    assert.match(found.SiteDomain, /^[a-z0-9.-]+$/);
    assert.match(found.SiteIDCode, /^(bm)?\d+$/);
    assert.equal(found.SiteIDCode.length, 10);
    if (kind === 'error') continue;
    assert.ok(columnTypes.includes(found.ColumnType), found.ColumnType);
    assert.notEqual(found.ColumnDescription, found.ColumnName, address);
    assert.doesNotMatch(found.ColumnKeywords, /，/, 'keywords are parted by half-width commas');
    if (found.PubDate) assert.match(found.PubDate, /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/);
    const descriptions = html.match(/<meta name="description"/gi) ?? [];
    assert.ok(descriptions.length <= 1, `${address}: one description`);
  }
});

test('what the files do not give is absent', () => {
  for (const { html, address } of pagesOf(sample)) {
    const found = tags(html);
    for (const tag of ['SiteIDCode', 'PubDate', 'ContentSource', 'Author']) {
      assert.equal(found[tag], undefined, `${address}: ${tag}`);
    }
    assert.doesNotMatch(html, /article:published_time|datePublished|beian\.|bszs\.conac/, address);
    assert.match(html, /<meta name="robots" content="noindex">/, address);
  }
});

test('the foot names who answers for the site', () => {
  for (const { html, address, redirect, kind } of pagesOf(complete)) {
    if (redirect) continue;
    const foot = html.slice(html.indexOf('<footer'));
    for (const words of ['0000000000', '示ICP备00000000号-1', '示公网安备00000000000000号', '0000-00000000', '/sitemap/']) {
      assert.ok(foot.includes(words), `${address}: ${words}`);
    }
    assert.match(foot, /href="https:\/\/beian\.miit\.gov\.cn\/"/);
    assert.match(foot, /href="https:\/\/beian\.mps\.gov\.cn\/#\/query\/webSearch\?code=0{14}"/);
    if (kind !== 'error') assert.match(foot, /href="https:\/\/zfwzgl\.www\.gov\.cn\/exposure\/jiucuo\.html\?site_code=0{10}&amp;url=https%3A/);
  }
});

test('the complete site may be indexed', () => {
  const shut = pagesOf(complete).filter(({ html }) => html.includes('content="noindex"')).map(({ address }) => address);
  assert.deepEqual(shut.filter((address) => !/404|search/.test(address)), []);
});

test('JSON-LD is JSON and says what the page is', () => {
  const types = {};
  for (const { html, kind } of pagesOf(complete)) {
    for (const block of linked(html)) {
      assert.equal(block['@context'], 'https://schema.org');
      (types[kind] ??= new Set()).add(block['@type']);
      for (const step of block.itemListElement ?? []) {
        if (step.item) assert.match(step.item, /^https:\/\/plans\.shifan\.example\//);
      }
    }
  }
  assert.ok(types.home.has('WebSite'));
  assert.ok(types.plan.has('Legislation') && types.plan.has('Report'));
  for (const kind of ['plan', 'section', 'city']) assert.ok(types[kind].has('BreadcrumbList'), kind);
  const [dataset] = linked(readFileSync(join(sample, 'en/pages/data/index.html'), 'utf8'));
  assert.equal(dataset['@type'], 'Dataset');
  for (const file of dataset.distribution) {
    const path = new URL(file.contentUrl).pathname;
    assert.ok(readFileSync(join(sample, path)).length > 0, path);
  }
});
