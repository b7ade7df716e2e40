// Pages that are read stay light: under 40 KB with style and script, under 10 KB of script, as sent.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildSite, pagesOf } from './fixture.mjs';

const folder = buildSite();
const sent = (bytes) => gzipSync(bytes, { level: 6 }).length;

/** Files that a page loads by itself. */
function loads(page) {
  const references = [
    ...page.html.matchAll(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g),
    ...page.html.matchAll(/<link[^>]*href="([^"]+)"[^>]*rel="stylesheet"/g),
    ...page.html.matchAll(/<script[^>]*src="([^"]+)"/g),
  ].map(([, reference]) => reference);
  return [...new Set(references)].map((reference) =>
    new URL(reference.replaceAll('&amp;', '&'), `http://site/${page.address}`).pathname.slice(1));
}

test('section and plan pages keep to their weight', () => {
  const heavy = [];
  for (const page of pagesOf(folder)) {
    if (!['section', 'home', 'city', 'page', 'glossary', 'plan'].includes(page.kind)) continue;
    let all = sent(page.html);
    let scripts = 0;
    for (const file of loads(page)) {
      const bytes = sent(readFileSync(join(folder, file)));
      all += bytes;
      if (file.endsWith('.js')) scripts += bytes;
    }
    if (page.kind === 'section' && all >= 40 * 1024) heavy.push(`${page.address}: ${all} bytes`);
    if (scripts >= 10 * 1024) heavy.push(`${page.address}: ${scripts} bytes of script`);
  }
  assert.deepEqual(heavy, []);
});
