// The pages are valid HTML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { buildSite, pagesOf } from './fixture.mjs';

test('every page validates', async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:standard'],
    rules: {
      // Matters of taste, not of validity.
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
      'prefer-native-element': 'off',
      'tel-non-breaking': 'off',
      'no-inline-style': 'error',
      'doctype-style': 'off',
      'attr-quotes': 'off',
      'attribute-boolean-style': 'off',
      'no-implicit-button-type': 'error',
      // Tested over real focus and roles by axe.
      'no-redundant-role': 'error',
      // Rules for government websites spell their own names of meta elements.
      'meta-refresh': 'off',
    },
  });
  const found = new Map();
  for (const page of pagesOf(buildSite())) {
    const report = await validator.validateString(page.html);
    for (const result of report.results) {
      for (const message of result.messages) {
        const kind = `${page.kind}: ${message.ruleId}: ${message.message}`;
        if (!found.has(kind)) found.set(kind, `${page.file}:${message.line}:${message.column}`);
      }
    }
  }
  assert.deepEqual([...found].map(([kind, place]) => `${kind} (${place})`).slice(0, 40), []);
});
