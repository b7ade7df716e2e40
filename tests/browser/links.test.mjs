// Every link of the built folder leads somewhere, none is absolute, and every page is reached.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSite, filesOf, launch, pagesOf } from './fixture.mjs';

const folder = buildSite();
const pages = [];
let browser;

before(async () => {
  browser = await launch();
  const blank = await browser.newPage();
  for (const page of pagesOf(folder)) {
    pages.push({ ...page, ...(await blank.evaluate(inspect, page.html)) });
  }
});

after(async () => browser?.close());

/** Runs in the browser: what a page refers to, and the places it has. */
function inspect(html) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const references = [];
  for (const element of parsed.querySelectorAll('[href], [src], [action], [poster], [data-index]')) {
    for (const name of ['href', 'src', 'action', 'poster']) {
      const value = element.getAttribute(name);
      if (value !== null) {
        references.push({ value, name, tag: element.localName, rel: element.getAttribute('rel') ?? '' });
      }
    }
  }
  return {
    references,
    ids: [...parsed.querySelectorAll('[id]')].map((element) => element.id),
  };
}

/** A reference that a standard wants absolute. */
const wantsAbsolute = ({ tag, rel }) => tag === 'link' && /canonical|alternate|license/.test(rel);
const leavesSite = ({ value }) => /^[a-z][a-z0-9+.-]*:/i.test(value);

function target(page, value) {
  const url = new URL(value, `http://site/${page.address}`);
  const path = decodeURIComponent(url.pathname).slice(1);
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return { file, fragment: decodeURIComponent(url.hash.slice(1)) };
}

test('links between pages are relative and lead to files and fragments that exist', () => {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const faults = [];
  for (const page of pages) {
    for (const reference of page.references) {
      if (wantsAbsolute(reference) || leavesSite(reference)) continue;
      if (page.kind === 'error') continue;
      if (reference.value.startsWith('/')) {
        faults.push(`${page.file}: absolute ${reference.value}`);
        continue;
      }
      const { file, fragment } = target(page, reference.value);
      const path = join(folder, file);
      if (!existsSync(path) || !statSync(path).isFile()) faults.push(`${page.file}: ${reference.value}`);
      else if (fragment && byFile.has(file) && !fragment.startsWith(':~:') && !byFile.get(file).ids.includes(fragment)) {
        faults.push(`${page.file}: no fragment for ${reference.value}`);
      }
      if (file.endsWith('/index.html') && reference.value.endsWith('index.html')) {
        faults.push(`${page.file}: ${reference.value} is not to the directory`);
      }
    }
  }
  assert.deepEqual([...new Set(faults)].slice(0, 40), []);
});

test('no id stands twice on a page', () => {
  const twice = pages.flatMap((page) =>
    page.ids.filter((id, at) => page.ids.indexOf(id) !== at).map((id) => `${page.file}#${id}`));
  assert.deepEqual(twice, []);
});

test('links that leave the site are secure, marked, and say so to search engines', async () => {
  const faults = [];
  for (const page of pages) {
    for (const reference of page.references.filter(leavesSite)) {
      if (wantsAbsolute(reference)) continue;
      if (!/^(https?|mailto|tel):/.test(reference.value)) faults.push(`${page.file}: ${reference.value}`);
      if (reference.name !== 'href') faults.push(`${page.file}: loads ${reference.value}`);
      if (/^https?:/.test(reference.value) && reference.tag === 'a' && !/noopener|noreferrer|external/.test(reference.rel)) {
        faults.push(`${page.file}: rel of ${reference.value}`);
      }
    }
  }
  assert.deepEqual([...new Set(faults)], []);
});

test('every page can be reached from the home page', () => {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const reached = new Set(['zh/index.html', 'en/index.html']);
  for (const file of reached) {
    const page = byFile.get(file);
    for (const reference of page?.references ?? []) {
      if (reference.tag !== 'a' || leavesSite(reference)) continue;
      const next = target(page, reference.value).file;
      if (byFile.has(next)) reached.add(next);
    }
  }
  const lost = pages
    .filter((page) => !reached.has(page.file) && !page.redirect && !['index.html', '404.html'].includes(page.file))
    .map((page) => page.file);
  assert.deepEqual(lost, []);
});

test('the sitemap lists every page in both languages and nothing else', () => {
  if (!existsSync(join(folder, 'sitemap.xml'))) return;
  const xml = readFileSync(join(folder, 'sitemap.xml'), 'utf8');
  const listed = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url).pathname.slice(1)).sort();
  const files = new Set(filesOf(folder));
  assert.deepEqual(listed.filter((address) => !files.has(`${address}index.html`)), []);
  for (const page of pages) {
    if (['section', 'plan', 'city', 'home'].includes(page.kind) && page.address !== '') {
      assert.ok(listed.includes(page.address), page.address);
    }
  }
});
