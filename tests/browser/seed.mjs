// The documents as received, read by the tests themselves, so that no mistake of the program's own
// reader can hide.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './fixture.mjs';

/** The sample's plans, in the order in which the compilation has them. */
export const plans = ['shenzhen/2022-1', 'luan/2022-2', 'shenzhen/2022-3', 'luan/2022-4'];

const digits = '一二三四五六七八九';

/** Every section of the sample: `{ id, text }`, the text to the character. */
export function sections() {
  const lines = readFileSync(join(repository, 'content/sources/plans.txt'), 'utf8').split('\n');
  const found = [];
  let plan = -1;
  for (const line of lines) {
    if (/第\d篇$/.test(line)) {
      plan += 1;
      continue;
    }
    if (line === '') continue;
    const [, chinese, arabic] = /^(?:\((.)\)|(\d+)\.)/.exec(line);
    const key = arabic ?? String(digits.indexOf(chinese) + 1);
    found.push({ id: `${plans[plan]}/${key}`, text: line });
  }
  return found;
}
