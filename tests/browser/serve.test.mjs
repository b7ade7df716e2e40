// `serve`: an editor changes a file and sees it, without losing the place; a mistake is shown over
// the page while the last good site stays.

import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { copySite, launch, start } from './fixture.mjs';

const site = copySite();
const file = (path) => join(site, path);
let browser, server, url;

before(async () => {
  server = await start(['serve', '--port', '0', '--site', site], /http:\/\/127\.0\.0\.1:(\d+)\/?/);
  url = server.match[0].replace(/\/?$/, '/');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Replaces text in a file as editors do: a new file under a passing name, then renamed. */
function edit(path, from, to) {
  const text = readFileSync(file(path), 'utf8');
  assert.ok(text.includes(from), `${path} holds ${from}`);
  writeFileSync(file(`${path}.tmp`), text.replace(from, to));
  renameSync(file(`${path}.tmp`), file(path));
  return () => writeFileSync(file(path), text);
}

const eventually = { timeout: 20_000 };
const overlay = (page) => page.locator('[data-diagnostics-overlay]');

test('a change of the translation appears by itself and the place is kept', async () => {
  const page = await browser.newPage({ viewport: { width: 800, height: 400 } });
  await page.goto(`${url}en/luan/2022-4/`);
  await page.evaluate(() => globalThis.scrollTo(0, 900));
  const place = await page.evaluate(() => globalThis.scrollY);
  assert.ok(place > 500, `the page is long enough: ${place}`);
  await page.evaluate(() => { globalThis.loadedBefore = true; });
  const undo = edit('content/luan/2022-4.en.md', 'high-tech', 'HIGH-TECH-CHANGED');
  await page.waitForFunction(() => document.body.textContent.includes('HIGH-TECH-CHANGED'), null, eventually);
  await page.waitForFunction((wanted) => Math.abs(globalThis.scrollY - wanted) < 60, place, eventually);
  undo();
  await page.waitForFunction(() => !document.body.textContent.includes('HIGH-TECH-CHANGED'), null, eventually);
  await page.close();
});

test('a change of the settings appears by itself', async () => {
  const page = await browser.newPage();
  await page.goto(`${url}zh/`);
  const settings = readFileSync(file('gongbao.toml'), 'utf8');
  const name = /zh = "([^"]+)"/.exec(settings)[1];
  const undo = edit('gongbao.toml', `zh = "${name}"`, `zh = "${name}改"`);
  await page.waitForFunction((text) => document.body.textContent.includes(text), `${name}改`, eventually);
  undo();
  await page.waitForFunction((text) => !document.body.textContent.includes(text), `${name}改`, eventually);
  await page.close();
});

test('a mistake is shown over the last good page and goes when it is mended', async () => {
  const page = await browser.newPage();
  await page.goto(`${url}zh/luan/2022-4/5/`);
  const undo = edit('content/luan/2022-4.zh.md', '90家以上', '91家以上');
  await overlay(page).waitFor({ state: 'visible', ...eventually });
  const shown = await overlay(page).evaluate((element) => (element.shadowRoot ?? element).textContent);
  assert.match(shown, /2022-4\.zh\.md/, 'the overlay names the file');
  const official = () => page.$$eval('[data-official]', (parts) => parts.map((part) => part.textContent).join(''));
  assert.ok((await official()).includes('90家以上'), 'the last good site stays');
  await page.reload();
  assert.ok((await official()).includes('90家以上'), 'after a reload too');
  undo();
  await overlay(page).waitFor({ state: 'hidden', ...eventually });
  await page.close();
});

test('text from files cannot run in the overlay', async () => {
  const page = await browser.newPage();
  await page.goto(`${url}zh/`);
  const settings = readFileSync(file('gongbao.toml'), 'utf8');
  appendFileSync(file('gongbao.toml'), '\n"<img src=x onerror=globalThis.ran=1>" = 1\n');
  await overlay(page).waitFor({ state: 'visible', ...eventually });
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  writeFileSync(file('gongbao.toml'), settings);
  await overlay(page).waitFor({ state: 'hidden', ...eventually });
  await page.close();
});

/** Sends a request as it stands, without a client's tidying. */
const raw = (path, headers = {}) =>
  new Promise((done, fail) => {
    const { port } = new URL(url);
    request({ host: '127.0.0.1', port, path, headers, setHost: !headers.Host }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (data) => { body += data; });
      response.on('end', () => done({ status: response.statusCode, body }));
    }).on('error', fail).end();
  });

test('it answers to its own names only', async () => {
  assert.equal((await raw('/zh/')).status, 200);
  const strange = await raw('/zh/', { Host: 'evil.example' });
  assert.ok(strange.status >= 400 && strange.status < 500, `${strange.status}`);
});

test('it serves nothing outside its folder', async () => {
  for (const path of ['/../gongbao.toml', '/..%2f..%2fgongbao.toml', '/%2e%2e/gongbao.toml', '/zh/..%5c..%5cgongbao.toml', '//etc/passwd', '/%2fetc/passwd']) {
    const { status, body } = await raw(path);
    assert.ok(status >= 300, `${path}: ${status}`);
    assert.ok(!body.includes('name = ') && !body.includes('root:'), path);
  }
});

test('it listens on loopback alone', async () => {
  const { port } = new URL(url);
  const outer = Object.values(networkInterfaces()).flat().find((address) => !address.internal && address.family === 'IPv4');
  if (!outer) return;
  const reached = await new Promise((done) => {
    const socket = connect({ host: outer.address, port, timeout: 2000 });
    socket.on('connect', () => { socket.destroy(); done(true); });
    socket.on('error', () => done(false));
    socket.on('timeout', () => { socket.destroy(); done(false); });
  });
  assert.equal(reached, false);
});
