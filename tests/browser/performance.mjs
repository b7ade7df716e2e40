// Lighthouse's performance on a slow phone, as it simulates one, for a page of every kind of the
// sample site. Wall time decides, so this is no test: run it by hand on a quiet machine.
//   node tests/browser/performance.mjs

import lighthouse from 'lighthouse';
import { browserFlags, buildSite, launch, pageOfEveryKind, serveFolder } from './fixture.mjs';

const port = 9334;
const folder = buildSite();
const server = await serveFolder(folder);
const browser = await launch({ args: [...browserFlags, `--remote-debugging-port=${port}`] });

console.log('| page | score | first paint | largest paint | blocked | shift | bytes |');
console.log('|---|---|---|---|---|---|---|');
for (const page of pageOfEveryKind(folder).filter(({ kind }) => kind !== 'error')) {
  const { lhr } = await lighthouse(`${server.url}${page.address}`, { port, logLevel: 'error', onlyCategories: ['performance'] });
  const shown = (audit) => lhr.audits[audit].displayValue?.replaceAll('\u00a0', ' ');
  console.log(`| ${[
    `${page.kind} ${page.language}`,
    Math.round(lhr.categories.performance.score * 100),
    shown('first-contentful-paint'),
    shown('largest-contentful-paint'),
    shown('total-blocking-time'),
    shown('cumulative-layout-shift'),
    Math.round(lhr.audits['total-byte-weight'].numericValue),
  ].join(' | ')} |`);
}
await browser.close();
await server.close();
