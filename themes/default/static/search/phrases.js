// Phrases: which grams they are made of, and the pages where those stand side by side.

var FEW = 12; // so many texts are read rather than longer lists
var FIRST = 3; // so many grams are asked for before the others

// The grams that make up a phrase, each with its place in it: as few as will do, and none that is
// frequent if it can be helped. The index has a gram of three characters or more where all but its
// last or all but its first are frequent.
function cover(chars, frequent) {
  if (chars.length === 1) return [{ at: 0, gram: chars[0] }];
  var best = [{ cost: 0 }]; // the best way to cover so many characters
  for (var end = 1; end <= chars.length; end++) {
    best.push({ cost: Infinity });
    for (var at = end - 2; at >= 0; at--) {
      var gram = chars.slice(at, end).join('');
      if (end - at > 2 && !frequent.has(chars.slice(at, end - 1).join('')) && !frequent.has(chars.slice(at + 1, end).join(''))) break;
      var cost = frequent.has(gram) ? 6 : 1 - (end - at) / 100;
      for (var before = at; before < end; before++) {
        if (best[before].cost + cost < best[end].cost) best[end] = { cost: best[before].cost + cost, at: at, gram: gram, before: before };
      }
    }
  }
  var grams = [];
  for (end = chars.length; end > 0; end = best[end].before) grams.unshift({ at: best[end].at, gram: best[end].gram });
  return grams;
}

// The places of some grams that stand far apart, the frequent ones left out if others are there.
function chosen(grams, frequent) {
  var rare = grams.filter(function (gram) { return !frequent.has(gram.gram); });
  var from = rare.length ? rare : grams;
  if (from.length <= FIRST) return from;
  return [from[0], from[from.length >> 1], from[from.length - 1]];
}

function common(lists) {
  lists.sort(function (a, b) { return a.length - b.length; });
  return lists.slice(1).reduce(function (pages, list) {
    var at = 0;
    return pages.filter(function (page) {
      while (at < list.length && list[at] < page) at++;
      return list[at] === page;
    });
  }, lists[0] || []);
}

// Where a page stands in an entry's list.
function find(entry, page) {
  var low = 0;
  var high = entry.pages.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (entry.pages[middle] < page) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pagesIn(entries) {
  return common(entries.map(function (entry) { return entry.pages; }));
}

function isShort(entry) {
  return entry.pages;
}

// The entries of grams in the index, or null if one of them stands nowhere.
async function entriesOf(grams, missing) {
  var entries = await Promise.all(grams.map(async function (gram) {
    return (await shard('g', gram.gram)).get(gram.gram);
  }));
  grams.forEach(function (gram, nth) { if (!entries[nth]) missing.add(gram.gram); });
  return entries.includes(undefined) ? null : entries;
}

// Pages that hold a phrase: Map from page to {title, broken, times}.
// What verify says of a page comes from its text; title is 2 for the whole title, 1 for a part of it. Grams that
// no page holds are added to missing.
async function phrase(chars, verify, missing) {
  var frequent = (await open()).frequent;
  var grams = cover(chars, frequent);
  var entries = await entriesOf(chosen(grams, frequent), missing);
  for (var all = false; entries; all = true) {
    if (grams.length === 1) return listed(await loadPages(entries[0]));
    var short = entries.filter(isShort);
    var pages = pagesIn(short);
    var found = short.length && pages.length <= FEW ? await checked(pages, verify) : null;
    if (all ? found : found && found.size) return found;
    if (all) break;
    entries = await entriesOf(grams, missing);
  }
  if (!entries) return new Map();
  await Promise.all(entries.map(loadPages));
  pages = pagesIn(entries);
  return pages.length > FEW ? joined(entries, grams, pages) : checked(pages, verify);
}

function listed(entry) {
  var found = new Map();
  entry.pages.forEach(function (page, nth) {
    var flags = entry.flags[nth];
    found.set(page, { title: flags & 1 ? ((flags & 6) === 6 ? 2 : 1) : 0, broken: !!(flags & 8), times: (flags >> 4) + 1 });
  });
  return found;
}

async function checked(pages, verify) {
  var found = new Map();
  var hits = await Promise.all(pages.map(verify));
  pages.forEach(function (page, nth) { if (hits[nth]) found.set(page, hits[nth]); });
  return found;
}

async function joined(entries, grams, pages) {
  await Promise.all(entries.map(function (entry) {
    return loadPlaces(entry, pages.map(function (page) { return find(entry, page); }));
  }));
  var found = new Map();
  var last = entries.length - 1;
  pages.forEach(function (page) {
    var places = entries.map(function (entry) { return find(entry, page); });
    var others = entries.map(function (entry, nth) { return nth ? new Set(entry.places[places[nth]]) : null; });
    var times = entries[0].places[places[0]].filter(function (place) {
      return others.every(function (set, nth) { return !nth || set.has(place + grams[nth].at - grams[0].at); });
    }).length;
    if (!times) return;
    var flags = entries.map(function (entry, nth) { return entry.flags[places[nth]]; });
    var inTitle = flags.every(function (flag) { return flag & 1; });
    found.set(page, {
      title: inTitle ? (flags[0] & 2 && flags[last] & 4 ? 2 : 1) : 0,
      broken: flags.some(function (flag) { return flag & 8; }),
      times: times
    });
  });
  return found;
}

// What two lists say of a page.
function better(one, other) {
  if (!one) return other;
  return {
    title: Math.max(one.title, other.title),
    broken: one.broken && other.broken,
    times: one.times + other.times
  };
}
