// What the browser tests share: the built site, a plain file server, and one Chromium a file.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.GONGBAO ?? join(repository, 'target/debug/gongbao');
export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const languages = ['zh', 'en'];

/** Nothing is looked up outside the machine, and root may run it. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const temporary = [];

/** A folder that goes when the tests end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-test-'));
  temporary.push(folder);
  return folder;
}

process.on('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** Runs the program; its output is part of the error when it fails. */
export function gongbao(...args) {
  if (!existsSync(binary)) throw new Error(`no program at ${binary}: run cargo build first`);
  return execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Builds a site (the sample, unless told) into a fresh folder and returns that folder. */
export function buildSite({ site = repository, args = [] } = {}) {
  const output = join(temporaryFolder(), 'public');
  gongbao('build', '--site', site, '--output', output, ...args);
  return output;
}

/** A copy of the sample's own files (or of another site's), to be changed by a test. */
export function copySite(from = repository) {
  const copy = join(temporaryFolder(), 'site');
  for (const part of ['gongbao.toml', 'content', 'themes']) {
    if (existsSync(join(from, part))) cpSync(join(from, part), join(copy, part), { recursive: true });
  }
  return copy;
}

/** Every file of a folder, as paths with `/`, in order. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split('\\').join('/'))
    .sort();
}

/** Every page of a built site: its file, its address from the site's root, and its kind. */
export function pagesOf(folder) {
  return filesOf(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const html = readFileSync(join(folder, file), 'utf8');
      return {
        file,
        html,
        address: file.replace(/(^|\/)index\.html$/, '$1'),
        kind: /data-page-kind="([a-z]+)"/.exec(html)?.[1] ?? null,
        language: file.startsWith('en/') ? 'en' : 'zh',
        // A page that only leads elsewhere has no kind.
        redirect: /http-equiv="refresh"/i.test(html),
      };
    });
}

/** One page of every kind in each language: the first of its kind with the most of it to see. */
export function pageOfEveryKind(folder) {
  const chosen = new Map();
  const wanted = {
    city: 'luan/', plan: 'luan/2022-4/', section: 'luan/2022-4/5/', compare: 'compare/luan/shenzhen/',
    indicator: 'targets/high-tech-enterprises/', topic: 'topics/hitech-enterprises/',
  };
  for (const page of pagesOf(folder)) {
    if (page.kind === null || page.redirect || page.address === '') continue;
    const key = `${page.kind} ${page.language}`;
    const best = wanted[page.kind];
    if (!chosen.has(key) || (best && page.address === `${page.language}/${best}`)) chosen.set(key, page);
  }
  return [...chosen.values()];
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** A plain file server for a folder, at the root or under a path such as `/a/b/`. */
export async function serveFolder(folder, prefix = '/') {
  const outside = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (!path.startsWith(prefix)) {
      outside.push(path);
      response.writeHead(404, { 'content-type': 'text/plain' }).end('outside');
      return;
    }
    let file = resolve(folder, path.slice(prefix.length));
    const inside = !relative(folder, file).startsWith('..');
    if (inside && existsSync(file) && statSync(file).isDirectory()) {
      if (!path.endsWith('/')) {
        response.writeHead(301, { location: `${path}/` }).end();
        return;
      }
      file = join(file, 'index.html');
    }
    if (!inside || !existsSync(file)) {
      const page = join(folder, '404.html');
      response.writeHead(404, { 'content-type': types['.html'] });
      response.end(existsSync(page) ? readFileSync(page) : 'not found');
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  return {
    origin: `http://127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}${prefix}`,
    /** Paths that were asked for outside the prefix. */
    outside,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}

/** Chromium with a profile of its own. */
export async function launch(options = {}) {
  return chromium.launch({ executablePath: executable, args: browserFlags, ...options });
}

/** A page's findings: console errors, exceptions, failed requests, violations of its policy. */
export async function watched(context) {
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // What the browser gives up itself when it goes to the next page.
    if (reason !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  await page.exposeFunction('reportViolation', (text) => troubles.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      globalThis.reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { page, troubles };
}

/** Starts a program that goes on running; resolves when its output matches. */
export async function start(args, pattern, { timeout = 60_000 } = {}) {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const match = await new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no ${pattern} in:\n${output}`)), timeout);
    const read = (data) => {
      output += data;
      const found = pattern.exec(output);
      if (found) {
        clearTimeout(timer);
        done(found);
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`ended with ${code}:\n${output}`));
    });
  });
  return {
    match,
    output: () => output,
    stop: () =>
      new Promise((done) => {
        child.removeAllListeners('exit');
        child.on('exit', done);
        child.kill('SIGTERM');
      }),
  };
}
