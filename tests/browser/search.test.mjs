// What Ctrl+F finds, search finds, and nothing else (promise 9).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildSite, copySite, filesOf, launch, repository, serveFolder, temporaryFolder, watched } from './fixture.mjs';
import { sections } from './seed.mjs';

const done = () => document.documentElement.dataset.searchState === 'done';

/** Folds on its own, so that a mistake shared by index and script cannot hide. */
function fold(text) {
  const source = text.normalize('NFKC').toLowerCase().replace(/[‐-―−]/g, '-').replace(/[〜∼]/g, '~');
  const chars = [...source];
  return chars
    .filter((c, at) => /[\p{L}\p{N}%+\n]/u.test(c)
      || (/[.\-~/]/.test(c) && /[0-9]/.test(chars[at - 1] ?? '') && /[0-9]/.test(chars[at + 1] ?? '')))
    .join('');
}

/** Numbers that look random and are always the same. */
function dice(seed) {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** Spans of 1 to 12 characters out of the texts, as they stand folded. */
function spans(texts, count) {
  const below = dice(5);
  const found = [];
  while (found.length < count) {
    const paragraphs = fold(texts[below(texts.length)].text).split('\n');
    const chars = [...paragraphs[below(paragraphs.length)]];
    const length = 1 + (found.length % 12);
    if (chars.length < length) continue;
    const at = below(chars.length - length + 1);
    const span = chars.slice(at, at + length).join('');
    // A sign between digits is part of a number only where both digits are in the span.
    if (fold(span) === span) found.push(span);
  }
  return found;
}

async function openSearch(context, url, language = 'zh') {
  const { page, troubles } = await watched(context);
  await page.goto(`${url}${language}/search/`);
  await page.waitForFunction(done);
  return { page, troubles };
}

/** Asks by the address and reads the page's hooks. */
async function ask(page, url, query, { language = 'zh', rest = '' } = {}) {
  await page.goto(`${url}${language}/search/?q=${encodeURIComponent(query)}${rest}`);
  await page.waitForFunction(done);
  return answer(page);
}

const answer = (page) =>
  page.evaluate(() => ({
    count: document.querySelector('[data-result-count]')?.textContent,
    results: [...document.querySelectorAll('[data-result]')].map((item) => ({
      id: item.dataset.result,
      link: item.querySelector('a').href,
      marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
      text: item.textContent,
    })),
    suggestions: [...document.querySelectorAll('[data-suggestion]')].map((item) => ({
      text: item.dataset.suggestion,
      query: new URL(item.querySelector('a').href).searchParams.get('q'),
    })),
    message: document.querySelector('[data-search-message]').textContent,
  }));

/** Compares the answers to spans with a scan of the texts. */
async function compare(page, texts, count) {
  const folded = texts.map(({ id, text }) => ({ id, text: fold(text) }));
  for (const span of spans(texts, count)) {
    const expected = folded.filter(({ text }) => text.includes(span)).map(({ id }) => id).sort();
    const found = await page.evaluate(async (query) => {
      const { gongbaoSearch: search } = globalThis;
      const table = await search.open();
      const { hits, terms, by } = await search.run(query);
      const rows = search.ordered(hits, table, '');
      const shown = await Promise.all(rows.slice(0, 20).map((row) => search.shown(row, { query, terms, by }, 'zh')));
      const sections = await Promise.all(rows.map(({ page }) => search.text('t', page)));
      return {
        ids: sections.map(({ id }) => id),
        shown: shown.map(({ section, excerpt }) => ({
          id: section.id,
          marks: excerpt.pieces.filter(({ mark }) => mark).map(({ text }) => text),
        })),
      };
    }, span);
    assert.deepEqual(found.ids.sort(), expected, span);
    for (const { id, marks } of found.shown) {
      assert.equal(marks.length, 1, `${span} is marked once in ${id}`);
      assert.equal(fold(marks[0]), span, `${span} is marked in ${id}`);
    }
  }
}

let browser;
let context;

before(async () => {
  browser = await launch();
  context = await browser.newContext();
});

after(() => browser?.close());

describe('on the sample', () => {
  let folder;
  let server;
  let page;
  let troubles;
  const at = (query, options) => ask(page, server.url, query, options);
  const ids = ({ results }) => results.map(({ id }) => id);
  const holding = (phrase) => sections().filter(({ text }) => fold(text).includes(fold(phrase))).map(({ id }) => id).sort();

  before(async () => {
    folder = buildSite();
    server = await serveFolder(folder, '/a/b/');
    ({ page, troubles } = await openSearch(context, server.url));
  });

  after(() => server?.close());

  test('spans are found where they stand and nowhere else', () => compare(page, sections(), 600));

  test('folding is that of the index, over all of Unicode', async () => {
    const blocks = await page.evaluate(async () => {
      const { gongbaoSearch: search } = globalThis;
      const found = [];
      for (let block = 0; block < 0x1100; block++) {
        const codes = Array.from({ length: 256 }, (_, at) => block * 256 + at).filter((code) => code < 0xd800 || code > 0xdfff);
        const chars = codes.map((code) => String.fromCodePoint(code));
        await search.loadTraditional(chars.join('').normalize('NFKD'));
        found.push(Array.from({ length: 256 }, (_, at) => `${codes.includes(block * 256 + at) ? search.foldChar(String.fromCodePoint(block * 256 + at)) : ''}|`).join(''));
      }
      return found;
    });
    const lines = blocks.map((text, block) =>
      `${block.toString(16).padStart(4, '0')} ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`);
    assert.deepEqual(lines, readFileSync(join(repository, 'tests/search/fold.txt'), 'utf8').trimEnd().split('\n'));
  });

  test('words are those of the index', async () => {
    await page.evaluate(() => globalThis.gongbaoSearch.load(['search-latin']));
    const vectors = readFileSync(join(repository, 'tests/search/words.tsv'), 'utf8').trimEnd().split('\n').slice(1);
    for (const vector of vectors) {
      const [text, expected] = vector.split('\t');
      const found = await page.evaluate((text) => globalThis.gongbaoSearch.words(text).map(({ stem }) => stem).join(' '), text);
      assert.equal(found, expected, text);
    }
  });

  test('a phrase is found however it is typed', async () => {
    const ways = {
      双招双引: ['双招双引', '“双招双引”', '雙招雙引', '双招、双引', '"双招双引"'],
      研发投入: ['研發投入', '研发投入'],
      '5+1': ['5+1', '５＋１', '“5+1”'],
      '90家': ['90家', '９０家', '90 家'],
      '12%': ['12%', '１２％'],
      '2022—2030年': ['2022-2030年', '2022—2030年', '2022–2030年'],
    };
    for (const [phrase, typed] of Object.entries(ways)) {
      for (const query of typed) {
        const found = await at(query);
        assert.deepEqual(ids(found).sort(), holding(phrase), query);
        assert.equal(found.count, String(found.results.length));
      }
    }
  });

  test('numbers are whole with their signs', async () => {
    assert.ok(!(await at('2%')).results.some(({ marks }) => /\d\.2%/.test(marks[0])));
    assert.equal((await at('022-203')).count, String(holding('2022—2030年').length));
  });

  test('several words must all occur; the sentence with the target comes with it', async () => {
    const found = await at('高新技术企业 90');
    assert.deepEqual(ids(found), ['luan/2022-4/5']);
    assert.deepEqual(found.results[0].marks, ['高新技术企业', '90']);
  });

  test('titles come first', async () => {
    let first = 0;
    for (const { id, text } of sections()) {
      const title = text.replace(/^(?:\(.\)|\d+\.)/, '').replace(/。.*$/s, '');
      const found = await at(title);
      if (ids(found)[0] === id) first += 1;
    }
    assert.ok(first >= 0.95 * sections().length, `${first} of ${sections().length}`);
  });

  test('pinyin, initials and near matches are offered, best first, and not counted', async () => {
    const cases = {
      shuangzhaoshuangyin: '双招双引',
      'shuāng zhāo shuāng yǐn': '双招双引',
      'shuang1 zhao1 shuang1 yin3': '双招双引',
      gaoxinjishuqiye: '高新技术企业',
      gxjsqy: '高新技术企业',
      yanfatouru: '研发投入',
      kejitepaituan: '科技特派团',
      破四唯: '破四维',
      高新技木企业: '高新技术企业',
      双招双弓: '双招双引',
    };
    for (const [query, expected] of Object.entries(cases)) {
      const found = await at(query);
      assert.equal(found.count, '0', query);
      assert.equal(found.results.length, 0, query);
      assert.equal(found.suggestions[0]?.text, expected, query);
      assert.equal(found.suggestions[0].query, expected, query);
    }
  });

  test('terms are found in the other language', async () => {
    for (const query of ['proof-of-concept centre', 'proof-of-concept center', 'Proof of concept centres']) {
      for (const language of ['zh', 'en']) {
        const found = await at(query, { language });
        assert.deepEqual(ids(found).sort(), holding('概念验证中心'), query);
        assert.ok(found.results.every(({ link }) => link.startsWith(`${server.url}${language}/`)));
      }
    }
    const english = await at('概念验证中心', { language: 'en' });
    assert.deepEqual(ids(english).sort(), holding('概念验证中心'));
    assert.ok(english.suggestions.some(({ text }) => /proof-of-concept/i.test(text)));
  });

  test("Lu'an is found in each spelling", async () => {
    for (const query of ["Lu'an", 'Lu’an', 'luan', 'Lùʼān', 'liuan', "liu'an", 'LUAN']) {
      const found = ids(await at(query));
      for (const id of holding('六安')) assert.ok(found.includes(id), `${query}: ${id}`);
    }
  });

  test('nonsense finds nothing, and says so', async () => {
    for (const query of ['阿嚏阿嚏', 'zzqxv', '龘靐', '九九八十一难']) {
      const found = await at(query);
      assert.equal(found.count, '0', query);
      assert.ok(found.message.includes(query), query);
    }
  });

  test('nothing typed, and nothing but signs', async () => {
    assert.deepEqual((await at('')).results, []);
    const signs = await at('，。');
    assert.equal(signs.results.length, 0);
    assert.notEqual(signs.message, '');
  });

  test('filters, order and limit stand in the address', async () => {
    const all = await at('企业', { rest: '&limit=all' });
    assert.equal(all.results.length, Number(all.count));
    const luan = await at('企业', { rest: '&limit=all&city=luan&sort=oldest' });
    assert.ok(luan.results.every(({ id }) => id.startsWith('luan/')));
    assert.equal(luan.count, String(all.results.filter(({ id }) => id.startsWith('luan/')).length));
    await at('企业');
    const option = await page.$eval('[data-search-filter=city] option[value=luan]', (option) => option.textContent);
    assert.match(option, new RegExp(`\\(${luan.count}\\)`));
    await page.selectOption('[data-search-filter=city]', 'luan');
    await page.waitForFunction(done);
    assert.equal(new URL(page.url()).searchParams.get('city'), 'luan');
    assert.equal((await answer(page)).count, luan.count);
  });

  test('a result leads to the marked words', async () => {
    for (const language of ['zh', 'en']) {
      await at('概念验证中心', { language });
      await page.click('[data-result] a');
      const mark = page.locator('mark.search-hit').first();
      await mark.waitFor();
      assert.equal(await mark.textContent(), '概念验证中心');
      assert.ok(await mark.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight && element === document.activeElement;
      }));
    }
  });

  test('typing searches, composing does not, keys move', async () => {
    await at('');
    await page.keyboard.press('/');
    await page.keyboard.type('双招双引');
    await page.waitForFunction(() => document.querySelectorAll('[data-result]').length > 0);
    await page.waitForFunction(done);
    assert.equal(new URL(page.url()).searchParams.get('q'), '双招双引');
    const before = (await answer(page)).count;
    await page.evaluate(() => {
      const input = document.querySelector('[data-search-form] input');
      input.dispatchEvent(new CompositionEvent('compositionstart'));
      input.value = 'qi ye';
      input.dispatchEvent(new InputEvent('input', { isComposing: true }));
    });
    await page.waitForTimeout(200);
    assert.equal((await answer(page)).count, before);
    await page.evaluate(() => {
      const input = document.querySelector('[data-search-form] input');
      input.value = '企业';
      input.dispatchEvent(new CompositionEvent('compositionend'));
    });
    await page.waitForFunction((before) => document.querySelector('[data-result-count]').textContent !== before, before);
    await page.waitForFunction(done);
    assert.equal((await answer(page)).count, String(holding('企业').length));
    const links = await page.$$eval('[data-suggestion] a, [data-result] a', (links) => links.map((link) => link.href));
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.href), links[0]);
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.href), links[1]);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT');
    await page.keyboard.press('Escape');
    await page.waitForFunction(done);
    assert.equal(await page.inputValue('[data-search-form] input'), '');
  });

  test('the box of every page suggests', async () => {
    await page.goto(`${server.url}zh/luan/`);
    await page.keyboard.press('/');
    await page.keyboard.type('gxjsqy');
    // what the first letters alone suggest comes before it
    await page.locator('[role=option]').first().filter({ hasText: /^高新技术企业/ }).waitFor();
    const box = page.locator('[role=combobox]');
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    assert.match(await page.locator(`[id="${active}"]`).textContent(), /^高新技术企业/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/zh\/search\/\?q=/);
    await page.waitForFunction(done);
    assert.equal((await answer(page)).count, String(holding('高新技术企业').length));
  });

  test('nothing went wrong on the way', () => assert.deepEqual(troubles, []));

  test('a missing or damaged file is an error, not "no results"', async () => {
    const damage = {
      changed: (path) => {
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1] ^= 0x55;
        writeFileSync(path, bytes);
      },
      cut: (path) => writeFileSync(path, readFileSync(path).subarray(0, -5)),
      'a page of another kind': (path) => writeFileSync(path, '<!doctype html><title>Not here</title>'),
      missing: (path) => rmSync(path),
    };
    for (const part of ['manifest.json', 'm', 'n', 'g', 't']) {
      for (const [kind, harm] of Object.entries(damage)) {
        const copy = temporaryFolder();
        cpSync(folder, copy, { recursive: true });
        const path = join(copy, 'search', part);
        (part === 'manifest.json' ? [path] : readdirSync(path).map((name) => join(path, name))).forEach(harm);
        const broken = await serveFolder(copy);
        const own = await context.newPage();
        const found = await ask(own, broken.url, '双招双引');
        assert.equal(found.count, undefined, `${part} ${kind}`);
        assert.notEqual(found.message, '', `${part} ${kind}`);
        assert.ok(await own.locator('[data-search-message]').isVisible(), `${part} ${kind}`);
        await own.close();
        await broken.close();
      }
    }
  });

  test('a site published anew while its search page stands open is searched anew', async () => {
    const site = copySite();
    const translation = join(site, 'content/luan/2022-4.en.md');
    writeFileSync(translation, `${readFileSync(translation, 'utf8').trimEnd()} Nightingales sing.\n`);
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    const own = await serveFolder(copy);
    const { page } = await openSearch(context, own.url);
    const before = await ask(page, own.url, '双招双引');
    rmSync(join(copy, 'search'), { recursive: true });
    cpSync(join(buildSite({ site }), 'search'), join(copy, 'search'), { recursive: true });
    // A phrase that only the new texts hold, and one whose files have been read already.
    for (const [query, count] of [['nightingales', '1'], ['双招双引', before.count]]) {
      await page.fill('main [data-search-input]', query);
      await page.waitForFunction((query) => document.documentElement.dataset.searchQuery === query, query);
      await page.waitForFunction(done);
      assert.equal((await answer(page)).count, count, query);
    }
    await page.close();
    await own.close();
  });

  test('on a large site filters come when they are asked for', async () => {
    const page = await context.newPage();
    await ask(page, server.url, '');
    await page.evaluate(async () => { (await globalThis.gongbaoSearch.open()).sections = 5000; });
    await page.fill('main [data-search-input]', '企业');
    await page.waitForFunction(() => document.querySelectorAll('[data-result]').length > 0);
    await page.waitForFunction(done);
    assert.equal(await page.locator('[data-search-filter]').count(), 0);
    await page.click('[data-search-filters] button');
    await page.waitForSelector('[data-search-filter=city]');
    await page.waitForFunction(done);
    assert.ok(await page.locator('[data-search-filter=sort]').isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SELECT');
    await page.close();
  });

  test('two builds make the same files', () => {
    const again = buildSite();
    const index = filesOf(folder).filter((file) => file.startsWith('search/'));
    assert.deepEqual(filesOf(again).filter((file) => file.startsWith('search/')), index);
    for (const file of index) assert.ok(readFileSync(join(again, file)).equals(readFileSync(join(folder, file))), file);
  });

  test('the package searches from a disk', async () => {
    const unpacked = temporaryFolder();
    const zip = join(temporaryFolder(), 'site.zip');
    buildSite({ args: ['--package', zip] });
    execFileSync('unzip', ['-q', zip, '-d', unpacked]);
    const { page: own, troubles: own_troubles } = await watched(context);
    const url = pathToFileURL(join(unpacked, 'zh/search/index.html')).href;
    await own.goto(`${url}?q=${encodeURIComponent('双招双引')}`);
    await own.waitForFunction(done);
    const found = await answer(own);
    assert.deepEqual(ids(found).sort(), holding('双招双引'));
    await own.click('[data-result] a');
    await own.locator('mark.search-hit').first().waitFor();
    assert.deepEqual(own_troubles, []);
  });
});

describe('on 2,000 made-up tasks', () => {
  test('spans are found where they stand and nowhere else', async () => {
    const site = temporaryFolder();
    execFileSync(join(repository, 'target/debug/examples/generate_plans'), [site, '2000', '3']);
    const folder = buildSite({ site });
    const server = await serveFolder(folder);
    const { page, troubles } = await openSearch(context, server.url);
    await compare(page, textsOf(site), 360);
    assert.deepEqual(troubles, []);
    await server.close();
  });
});

/** The official texts of made-up plans, read from their files; the translation tells the keys. */
function textsOf(site) {
  return filesOf(join(site, 'content')).filter((file) => file.endsWith('.zh.md')).flatMap((file) => {
    const read = (name) => readFileSync(join(site, 'content', name), 'utf8');
    const keys = [...read(file.replace('.zh.', '.en.')).matchAll(/\{#([^}]+)\}$/gm)].map(([, key]) => key);
    const parts = read(file).split(/^#+ /m).slice(1);
    assert.equal(parts.length, keys.length, file);
    return parts.map((part, at) => ({
      id: `${file.replace(/\.zh\.md$/, '')}/${keys[at]}`,
      text: part.trim().replace('\n', '').replace(/\n+/g, '\n').replace(/\\(.)/g, '$1'),
    }));
  });
}
