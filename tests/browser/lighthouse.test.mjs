// Lighthouse gives full marks for accessibility, best practices and SEO to a site that has its
// identity (tests/fixtures/complete): the sample asks not to be indexed, and so cannot.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import lighthouse from 'lighthouse';
import { browserFlags, buildSite, launch, pageOfEveryKind, repository, serveFolder } from './fixture.mjs';

const port = 9333;
const folder = buildSite({ site: join(repository, 'tests/fixtures/complete'), args: ['--strict'] });
let browser, server;

before(async () => {
  server = await serveFolder(folder);
  browser = await launch({ args: [...browserFlags, `--remote-debugging-port=${port}`] });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const kinds = ['home', 'plan', 'section', 'targets', 'search', 'glossary'];

for (const page of pageOfEveryKind(folder).filter(({ kind }) => kinds.includes(kind))) {
  test(`${page.kind} in ${page.language}`, async () => {
    const { lhr } = await lighthouse(`${server.url}${page.address}`, {
      port,
      logLevel: 'error',
      onlyCategories: ['accessibility', 'best-practices', 'seo'],
      throttlingMethod: 'provided',
      formFactor: 'mobile',
      disableFullPageScreenshot: true,
    });
    const faults = [];
    for (const category of Object.values(lhr.categories)) {
      if (category.score === 1) continue;
      for (const { id, weight } of category.auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1) faults.push(`${category.id} ${id}: ${audit.title} ${JSON.stringify(audit.details?.items?.slice(0, 2))}`);
      }
      faults.push(`${category.id}: ${category.score * 100}`);
    }
    assert.deepEqual(faults, []);
  });
}
