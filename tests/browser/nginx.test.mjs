// The configurations of docs/nginx with the real nginx: at a host's root and below a path.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { after, before, describe, test } from 'node:test';
import { buildSite, copySite, filesOf, launch, repository, temporaryFolder, watched } from './fixture.mjs';

const nginx = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Starts nginx with a configuration of docs/nginx, on a folder and port of the test's own. */
async function serve(name, folder) {
  const home = temporaryFolder();
  const port = await freePort();
  const site = readFileSync(join(repository, 'docs/nginx', name), 'utf8')
    .replaceAll('/srv/plans/public', folder)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('listen [::]:80;', '');
  mkdirSync(join(home, 'logs'));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${home}/${kind};`)
    .join('\n');
  const config = join(home, 'nginx.conf');
  writeFileSync(join(home, 'site.conf'), site);
  writeFileSync(
    config,
    `daemon off; worker_processes 1; pid ${home}/pid; error_log ${home}/error.log;
    ${process.getuid() === 0 ? 'user root;' : ''}
    events {}
    http {
      include /etc/nginx/mime.types;
      default_type application/octet-stream;
      access_log off;
      gzip on;
      ${paths}
      include ${home}/site.conf;
    }`,
  );
  execFileSync(nginx, ['-t', '-q', '-p', home, '-c', config]);
  const child = spawn(nginx, ['-p', home, '-c', config], { stdio: 'inherit' });
  const get = (path, headers = {}) =>
    new Promise((done, fail) => {
      request({ host: '127.0.0.1', port, path, headers }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          done({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) }));
      }).on('error', fail).end();
    });
  for (let tries = 0; ; tries += 1) {
    try {
      await get('/');
      break;
    } catch (error) {
      if (tries > 50) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  const stop = () => new Promise((done) => { child.on('exit', done); child.kill('SIGQUIT'); });
  return { get, stop, origin: `http://127.0.0.1:${port}` };
}

/** A site with a redirect, built for an address. */
function build(address) {
  const site = copySite();
  appendFileSync(
    join(site, 'content/redirects.toml'),
    '\n[[redirect]]\nfrom = "/zh/luan/2022-9/"\nto = "/zh/luan/2022-4/"\n',
  );
  return buildSite({ site, args: ['--precompress', '--base-url', address] });
}

let browser;
before(async () => { browser = await launch(); });
after(async () => browser?.close());

for (const { name, file, base, address } of [
  { name: 'at the root', file: 'root.conf', base: '/', address: 'https://plans.example' },
  { name: 'below a path', file: 'sub-path.conf', base: '/plans/', address: 'https://www.example.gov.cn/plans' },
]) {
  describe(name, () => {
    let folder, server;
    before(async () => {
      folder = build(address);
      server = await serve(file, folder);
    });
    after(async () => server?.stop());

    test('pages, folders and files', async () => {
      const page = await server.get(`${base}zh/luan/2022-4/5/`);
      assert.equal(page.status, 200);
      assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(page.headers['cache-control'], 'no-cache');
      assert.equal(page.headers['x-content-type-options'], 'nosniff');
      assert.ok(page.bytes.includes('高新技术企业'));
      const folderWithout = await server.get(`${base}zh/luan/2022-4/5`);
      assert.equal(folderWithout.status, 301);
      assert.equal(folderWithout.headers.location, `${base}zh/luan/2022-4/5/`);
      for (const [path, type] of [
        ['data/targets.csv', 'text/csv; charset=utf-8'],
        ['data/targets.json', 'application/json; charset=utf-8'],
        ['sitemap.xml', 'text/xml; charset=utf-8'],
      ]) {
        assert.equal((await server.get(base + path)).headers['content-type'], type, path);
      }
    });

    test('a missing page is answered by the site', async () => {
      const missing = await server.get(`${base}zh/luan/nowhere/`);
      assert.equal(missing.status, 404);
      assert.match(missing.bytes.toString(), /data-page-kind="error"/);
      assert.equal((await server.get(`${base}.gongbao-manifest`)).status, 404);
    });

    test('compressed forms are sent as they were written', async () => {
      const page = await server.get(`${base}zh/luan/2022-4/`, { 'Accept-Encoding': 'gzip' });
      assert.equal(page.headers['content-encoding'], 'gzip');
      assert.equal(page.headers.vary, 'Accept-Encoding');
      assert.deepEqual(page.bytes, readFileSync(join(folder, 'zh/luan/2022-4/index.html.gz')));
      assert.deepEqual(gunzipSync(page.bytes), readFileSync(join(folder, 'zh/luan/2022-4/index.html')));
    });

    test('files named by their content are kept, others asked for again', async () => {
      const hashed = filesOf(folder).filter((path) => /^assets\/.*\.(css|js)$|\.bin$/.test(path));
      assert.ok(hashed.length > 2);
      for (const path of hashed) {
        assert.match((await server.get(base + path)).headers['cache-control'], /immutable/, path);
      }
      const first = await server.get(`${base}zh/`);
      const again = await server.get(`${base}zh/`, { 'If-None-Match': first.headers.etag });
      assert.equal(again.status, 304);
    });

    test('old addresses lead to new ones', async () => {
      const old = await server.get(`${base}zh/luan/2022-9/`);
      assert.equal(old.status, 301);
      assert.match(old.headers.location, new RegExp(`${base}zh/luan/2022-4/$`));
    });

    test('a browser reads, searches and gets lost there', async () => {
      const context = await browser.newContext();
      const { page, troubles } = await watched(context);
      await page.goto(`${server.origin}${base}`);
      await page.goto(`${server.origin}${base}zh/search/?q=${encodeURIComponent('高新技术企业')}`);
      await page.waitForSelector('html[data-search-state="done"]', { timeout: 15_000 });
      assert.ok((await page.locator('[data-result]').count()) > 0);
      assert.deepEqual(troubles, []);
      const lost = await page.goto(`${server.origin}${base}zh/a/b/c/`);
      assert.equal(lost.status(), 404);
      const broken = troubles.filter((trouble) => !trouble.includes('/zh/a/b/c/') && !/status of 404/.test(trouble));
      assert.deepEqual(broken, [], 'the page for lost readers finds its style from anywhere');
      await context.close();
    });
  });
}
