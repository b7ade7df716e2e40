// The tasks of docs/search.md that are told right from wrong: a part of search.mjs.

/** Runs every task on an open search page and says how many were done. */
export async function measureTasks({ page, texts, typed, fold, simplified, span, below }) {
  const run = (query) => page.evaluate(async (query) => {
    const { gongbaoSearch: search } = globalThis;
    const table = await search.open();
    const found = await search.run(query);
    const rows = search.ordered(found.hits, table, '');
    const sections = await Promise.all(rows.slice(0, 2000).map(({ page }) => search.text('t', page)));
    return { count: rows.length, ids: sections.map(({ id }) => id) };
  }, query);
  const suggest = (query) => page.evaluate(async (query) => {
    const { gongbaoSearch: search } = globalThis;
    const running = search.run(query);
    const found = await search.suggest(query, running);
    return { count: (await running).hits.size, offered: found.map(({ text }) => text) };
  }, query);
  const share = (done, of) => `${done} of ${of} (${(done / of).toFixed(3)})`;

  // The scan learns traditional characters from the index, else it would not find what search does.
  const pairs = await page.evaluate(async (chars) => {
    const { gongbaoSearch: search } = globalThis;
    await search.loadTraditional(chars);
    return Array.from(chars, (c) => [c, search.fold(c).text]);
  }, [...new Set(texts.flatMap(({ folded }) => [...folded]))].filter((c) => /\p{Script=Han}/u.test(c)).join(''));
  for (const [from, to] of pairs) if (from !== to) simplified.set(from, to);
  for (const text of texts) text.folded = fold(text.text);

  // Spans: recall and precision against a scan.
  const scores = { expected: 0, found: 0, right: 0, exact: 0, spans: 0 };
  for (let nth = 0; nth < 360; nth++) {
    const query = span(1 + (nth % 12));
    const expected = new Set(texts.filter(({ folded }) => folded.includes(query)).map(({ id }) => id));
    const { count, ids } = await run(query);
    scores.spans += 1;
    scores.expected += expected.size;
    scores.found += count;
    scores.right += count > 2000 ? Math.min(count, expected.size) : ids.filter((id) => expected.has(id)).length;
    if (count === expected.size) scores.exact += 1;
    else console.log(`  differs: ${query} found ${count}, scan ${expected.size}`);
  }
  console.log(`spans ${scores.spans}: recall ${(scores.right / scores.expected).toFixed(4)}, precision ${(scores.right / scores.found).toFixed(4)}, counts equal ${scores.exact}`);

  let first = 0;
  const titles = Math.min(100, texts.length);
  for (let nth = 0; nth < titles; nth++) {
    const { title } = texts[texts.length > 100 ? below(texts.length) : nth];
    const { ids } = await run(title);
    if (texts.find(({ id }) => id === ids[0])?.title === title) first += 1;
    else console.log(`  not first: ${title}`);
  }
  console.log(`title first: ${share(first, titles)}`);

  // Traditional characters find what simplified ones do.
  const traditional = typed.filter((one) => one.traditional !== one.zh);
  let same = 0;
  for (const one of traditional) {
    const { count, ids } = await run(one.traditional);
    const expected = texts.filter(({ folded }) => folded.includes(fold(one.zh)));
    const known = new Set(expected.map(({ id }) => id));
    if (count === expected.length && count > 0 && ids.every((id) => known.has(id))) same += 1;
    else console.log(`  traditional: ${one.traditional} found ${count}, scan ${expected.length}`);
  }
  console.log(`traditional characters: ${share(same, traditional.length)}`);

  // Spelled by their sounds, phrases are offered.
  for (const way of ['plain', 'spaced', 'marked', 'numbered', 'initials']) {
    const tries = typed.filter((one) => one[way] && (way !== 'initials' || (one.term && one.zh.length <= 8)));
    let offered = 0;
    let best = 0;
    const missed = [];
    for (const one of tries) {
      const { offered: list } = await suggest(one[way]);
      if (list.includes(one.zh)) offered += 1;
      else missed.push(`${one[way]} (${one.zh})`);
      if (list[0] === one.zh) best += 1;
    }
    console.log(`${way === 'initials' ? 'initials' : `pinyin, ${way}`}: offered ${share(offered, tries.length)}, as the first ${share(best, tries.length)}`);
    if (missed.length) console.log(`  missed: ${missed.slice(0, 8).join(', ')}`);
  }

  // English terms find the sections that hold the Chinese.
  const english = typed.filter((one) => one.en);
  let whole = 0;
  for (const one of english) {
    const { count, ids } = await run(one.en);
    const expected = texts.filter(({ folded }) => folded.includes(fold(one.zh)));
    const known = new Set(ids);
    if (count > 2000 ? count >= expected.length : expected.every(({ id }) => known.has(id))) whole += 1;
    else console.log(`  English: ${one.en} found ${count}, of ${expected.length} ${expected.filter(({ id }) => known.has(id)).length}`);
  }
  console.log(`English terms: ${share(whole, english.length)}`);

  await mistakes({ suggest, texts, typed, fold, below, share });
}

/** Wrong characters, and nonsense. */
async function mistakes({ suggest, texts, typed, fold, below, share }) {
  const chars = [...new Set(texts.flatMap(({ folded }) => [...folded]))].filter((c) => /\p{Script=Han}/u.test(c));
  const holds = (query) => texts.some(({ folded }) => folded.includes(query));
  const tries = typed.filter(({ zh }) => [...zh].length >= 3 && holds(fold(zh)));
  for (const [kind, spoil] of Object.entries({
    changed: (list, at) => list.splice(at, 1, chars[below(chars.length)]),
    dropped: (list, at) => list.splice(at, 1),
    swapped: (list, at) => list.splice(Math.min(at, list.length - 2), 2, list[Math.min(at, list.length - 2) + 1], list[Math.min(at, list.length - 2)]),
  })) {
    let near = 0;
    let count = 0;
    let counted = 0;
    for (const { zh } of tries) {
      const list = [...fold(zh)];
      spoil(list, below(list.length));
      const query = list.join('');
      if (holds(query)) continue;
      count += 1;
      const answer = await suggest(query);
      if (answer.count) counted += 1;
      if (answer.offered.some((text) => fold(text) === fold(zh))) near += 1;
    }
    console.log(`one character ${kind}: offered ${share(near, count)}; counted as a result ${counted}`);
  }
  let nothing = 0;
  const nonsense = 60;
  for (let nth = 0; nth < nonsense; nth++) {
    const list = Array.from({ length: 3 + (nth % 4) }, () => chars[below(chars.length)]);
    const query = nth % 3 ? list.join('') : Array.from({ length: 6 }, () => 'bqxzvkjw'[below(8)]).join('');
    if (holds(query) || (await suggest(query)).count === 0) nothing += 1;
  }
  console.log(`nonsense finds nothing: ${share(nothing, nonsense)}`);
}
