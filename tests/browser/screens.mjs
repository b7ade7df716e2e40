// Pictures of every kind of page: phone and desk, both languages, light and dark, and paper.
// `tests/screens` runs it; the pictures go to docs/screens/.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, languages, launch, pageOfEveryKind, repository, serveFolder, temporaryFolder } from './fixture.mjs';

const target = join(repository, 'docs/screens');
const devices = {
  phone: { width: 375, height: 812, tallest: 1300 },
  desk: { width: 1280, height: 900, tallest: 1400 },
};

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const folder = buildSite();
const server = await serveFolder(folder);
const browser = await launch();

/** Extra states of pages that are worth seeing. */
const address = (page) => {
  if (page.kind === 'error') return 'no/such/page';
  if (page.kind === 'search') return `${page.address}?q=${encodeURIComponent('双招双引')}`;
  return page.address;
};

async function picture(page, name, { width, tallest }) {
  const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 45,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: 1 },
  });
  await session.detach();
  writeFileSync(join(target, name), Buffer.from(data, 'base64'));
}

const kinds = pageOfEveryKind(folder);
for (const [device, size] of Object.entries(devices)) {
  for (const scheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: size, colorScheme: scheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const kind of kinds) {
      await page.goto(`${server.url}${address(kind)}`, { waitUntil: 'networkidle' });
      await picture(page, `${kind.kind}-${kind.language}-${device}-${scheme}.webp`, size);
    }
    await context.close();
  }
}

// Paper: the first page of what the browser would print.
for (const kind of kinds.filter(({ kind }) => ['plan', 'section', 'targets'].includes(kind))) {
  const page = await browser.newPage();
  await page.goto(`${server.url}${kind.address}`, { waitUntil: 'networkidle' });
  const paper = temporaryFolder();
  await page.pdf({ path: join(paper, 'page.pdf'), preferCSSPageSize: true });
  execFileSync('pdftoppm', ['-jpeg', '-jpegopt', 'quality=70', '-r', '72', '-f', '1', '-l', '1', join(paper, 'page.pdf'), join(paper, 'page')]);
  const made = readdirSync(paper).find((file) => file.endsWith('.jpg'));
  renameSync(join(paper, made), join(target, `${kind.kind}-${kind.language}-print.jpg`));
  await page.close();
}
await browser.close();
await server.close();

const names = readdirSync(target).sort();
const cell = (name) => (names.includes(name) ? `![${name}](${name})` : '');
const rows = [...new Set(kinds.map(({ kind }) => kind))].flatMap((kind) =>
  languages.map((language) => `| ${kind} | ${language} | ${['desk-light', 'desk-dark', 'phone-light', 'phone-dark']
    .map((view) => cell(`${kind}-${language}-${view}.webp`)).join(' | ')} | ${cell(`${kind}-${language}-print.jpg`)} |`));
writeFileSync(join(target, 'README.md'), [
  '# Pictures of every kind of page',
  '',
  'Taken of the sample site by `tests/screens`.',
  '',
  '| kind | language | desk | desk, dark | phone | phone, dark | paper |',
  '|---|---|---|---|---|---|---|',
  ...rows,
  '',
].join('\n'));
const total = names.reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
console.log(`${names.length} pictures, ${(total / 1e6).toFixed(1)} MB, in docs/screens/`);
