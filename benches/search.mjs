// Measures search in Chromium over a folder that `cargo bench --bench search -- SECTIONS|SITE FOLDER` wrote:
//
//   node benches/search.mjs FOLDER SITE [QUERIES] [bytes|tasks]
//
// SITE is any built site: its search page, style and scripts are used with the folder's index.
// Says recall and precision of spans, bytes on the wire with an empty cache (page, style, scripts, index,
// headers; text compressed as servers do), bytes of a following query, times from key to results, and the
// tasks of docs/search.md.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from '../tests/browser/fixture.mjs';
import { measureTasks } from './search-tasks.mjs';

const [folder, site, count = '120', part = ''] = process.argv.slice(2);
const done = () => document.documentElement.dataset.searchState === 'done';

const packed = new Map();
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
  const file = path.startsWith('/search/') ? join(folder, path) : join(site, path);
  const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };
  const type = types[extname(file)] ?? 'application/octet-stream';
  try {
    let bytes = readFileSync(file);
    const headers = { 'content-type': type, 'cache-control': 'max-age=3600' };
    if (types[extname(file)]) {
      if (!packed.has(file)) packed.set(file, gzipSync(bytes, { level: 9 }));
      bytes = packed.get(file);
      headers['content-encoding'] = 'gzip';
    }
    response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const url = `http://127.0.0.1:${server.address().port}/`;

/** Folds as a scan would; knows traditional characters once they are read from the index. */
const simplified = new Map();
function fold(text) {
  const chars = [...text.normalize('NFKC').toLowerCase().replace(/[‐-―−]/g, '-')];
  return chars
    .filter((c, at) => /[\p{L}\p{N}%+\n]/u.test(c)
      || (/[.\-~/]/.test(c) && /[0-9]/.test(chars[at - 1] ?? '') && /[0-9]/.test(chars[at + 1] ?? '')))
    .map((c) => simplified.get(c) ?? c)
    .join('');
}

const texts = readFileSync(join(folder, 'texts.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
for (const text of texts) text.folded = fold(text.text);
let state = 11;
const below = (end) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * end);
};

function span(length) {
  for (;;) {
    const paragraphs = texts[below(texts.length)].folded.split('\n');
    const chars = [...paragraphs[below(paragraphs.length)]];
    if (chars.length < length) continue;
    const at = below(chars.length - length + 1);
    const found = chars.slice(at, at + length).join('');
    if (fold(found) === found) return found;
  }
}

const browser = await launch();

/** A page of a fresh browser context, and the bytes that came over the wire so far. */
async function fresh() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const wire = { bytes: 0, requests: 0, index: 0, parts: {} };
  const parts = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const { pathname } = new URL(response.url);
    parts.set(requestId, /^\/search\/(\w+)/.exec(pathname)?.[1] ?? (extname(pathname).slice(1) || 'html'));
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const part = parts.get(requestId);
    wire.bytes += encodedDataLength;
    wire.requests += 1;
    if (!/^(html|js|css|svg)$/.test(part)) wire.index += encodedDataLength;
    wire.parts[part] = (wire.parts[part] ?? 0) + encodedDataLength;
  });
  return { context, page, wire };
}

const address = (query) => `${url}zh/search/?q=${encodeURIComponent(query)}`;
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const spread = (list, unit) => `median ${unit(at(list, 0.5))}, p95 ${unit(at(list, 0.95))}, most ${unit(Math.max(...list))}`;
const ms = (value) => `${value.toFixed(0)} ms`;

// Cold and following queries, as a reader types them.
const cold = [];
const next = [];
const requests = [];
const times = [];
const own = [];
const worst = [];
for (let nth = 0; nth < (part === 'tasks' ? 0 : Number(count)); nth++) {
  const { context, page, wire } = await fresh();
  const first = span(1 + (nth % 12));
  await page.goto(address(first));
  await page.waitForFunction(done);
  await page.waitForLoadState('networkidle');
  cold.push(wire.bytes);
  requests.push(wire.requests);
  own.push(wire.index);
  worst.push({ bytes: wire.bytes, query: first, parts: { ...wire.parts } });
  const before = wire.bytes;
  const query = span(1 + ((nth + 5) % 12));
  times.push(await page.evaluate((query) => new Promise((ready) => {
    const input = document.querySelector('main [data-search-input]');
    const start = performance.now();
    const watch = new MutationObserver(() => {
      if (document.documentElement.dataset.searchState === 'done') {
        watch.disconnect();
        ready(performance.now() - start);
      }
    });
    watch.observe(document.documentElement, { attributes: true });
    input.value = query;
    input.dispatchEvent(new InputEvent('input'));
  }), query));
  await page.waitForLoadState('networkidle');
  next.push(wire.bytes - before);
  await context.close();
}
function tell() {
  console.log(`cold, everything: ${spread(cold, kb)}; requests ${at(requests, 0.5)}, most ${Math.max(...requests)}`);
  const told = (parts) => Object.entries(parts).sort((a, b) => b[1] - a[1]).map(([part, bytes]) => `${part} ${(bytes / 1000).toFixed(1)}`).join(', ');
  const parts = {};
  for (const { parts: its } of worst) for (const [part, bytes] of Object.entries(its)) parts[part] = (parts[part] ?? 0) + bytes / worst.length;
  console.log(`  on average: ${told(parts)}`);
  for (const { bytes, query, parts } of worst.sort((a, b) => b.bytes - a.bytes).slice(0, 10)) console.log(`  ${kb(bytes)} ${query}: ${told(parts)}`);
  console.log(`cold, index alone: ${spread(own, kb)}`);
  console.log(`following query: ${spread(next, kb)}`);
  console.log(`from key to results: ${spread(times, ms)}`);
}
if (part !== 'tasks') tell();

if (part !== 'bytes') {
  const { context, page } = await fresh();
  await page.goto(`${url}zh/search/`);
  await page.waitForFunction(done);
  const typed = readFileSync(join(folder, 'typed.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  await measureTasks({ page, texts, typed, fold, simplified, span, below });
  await context.close();
}
await browser.close();
server.close();
