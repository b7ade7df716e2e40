// Pages that hold words of Latin script.

// Pages that hold a word, or one that begins with it: Map as for phrases.
async function word(stemmed) {
  var shardOf = await search.shard('w', Array.from(stemmed).slice(0, 3));
  var entries = [];
  shardOf.forEach(function (entry, key) {
    if (key === stemmed || (stemmed.length > 2 && key.startsWith(stemmed))) entries.push(entry);
  });
  await Promise.all(entries.map(search.loadPages));
  var found = new Map();
  entries.forEach(function (entry) {
    search.listed(entry).forEach(function (hit, page) {
      hit.broken = entry.key !== stemmed;
      found.set(page, search.better(found.get(page), hit));
    });
  });
  return found;
}

// The words that begin with the same letters.
async function wordsBeside(word) {
  return Array.from((await search.shard('w', Array.from(word).slice(0, 3))).values());
}

// Pages that hold words in a row.
async function wordRow(stems) {
  var entries = await Promise.all(stems.map(async function (stemmed) {
    return (await search.shard('w', Array.from(stemmed).slice(0, 3))).get(stemmed);
  }));
  if (!entries.length || entries.some(function (entry) { return !entry; })) return new Map();
  await Promise.all(entries.map(search.loadPages));
  if (entries.length === 1) return search.listed(entries[0]);
  var pages = search.common(entries.map(function (entry) { return entry.pages; }));
  return search.joined(entries, stems.map(function (_, nth) { return { at: nth }; }), pages);
}
