// Queries of Latin letters: words in a row, and approved terms.

var ALONE = /^([0-9.%+~/-]+|[a-z])$/;

// The pages that hold a term of Latin letters, digits and signs.
async function pagesOfLatin(term, table) {
  var inOfficial = standsInOfficial(term.text, table) ? search.held(term.text) : new Map();
  // Numbers and single letters are looked for in the official text; translations number and
  // spell out in their own way.
  if (ALONE.test(term.text) && (await inOfficial).size) return inOfficial;
  var both = await Promise.all([inOfficial, term.stems.length === 1 ? word(term.stems[0]) : wordRow(term.stems)]);
  var found = both[0];
  both[1].forEach(function (value, page) { found.set(page, search.better(found.get(page), value)); });
  return found;
}

// May the official text hold these Latin letters? The tables know its pairs of letters.
function standsInOfficial(text, table) {
  var bits = (table.latinBits = table.latinBits || Uint8Array.from(atob(table.latin), function (c) { return c.charCodeAt(0); }));
  for (var at = 0; at + 1 < text.length; at++) {
    if (!/^[a-z]{2}$/.test(text.slice(at, at + 2))) continue;
    var bit = 26 * (text.charCodeAt(at) - 97) + text.charCodeAt(at + 1) - 97;
    if (!((bits[bit >> 3] >> (bit & 7)) & 1)) return false;
  }
  return true;
}

// What is done once it is known which sections hold every word.
async function latin(answer) {
  await inRow(answer);
  await byGlossary(answer);
}

// The words of a query in a row, if it is of several Latin ones.
function rowOf(answer) {
  var plain = answer.terms.length > 1 && answer.terms.every(function (term) { return term.latin && !term.quoted; });
  return plain ? { stems: words(answer.query).map(function (word) { return word.stem; }) } : null;
}

// Sections that hold several Latin words in a row come before those that hold them apart.
async function inRow(answer) {
  var row = (answer.row = rowOf(answer));
  if (!row || answer.hits.size < 2) return;
  (await wordRow(row.stems)).forEach(function (value, page) {
    var known = answer.hits.get(page);
    if (known) known.rank += 20 + 80 * (value.title && !(known.rank >= 100));
  });
}

// Adds the sections that hold the Chinese of an English term.
async function byGlossary(answer) {
  var terms = await approved(answer.query);
  terms.sort(function (a, b) { return a.length - b.length; });
  for (var zh of terms) {
    var phrase = search.fold(zh).text;
    var found = await search.held(phrase);
    if (!found.size) continue;
    // What holds a term that was named already, or is what was typed, need not be named.
    var named = phrase === search.fold(answer.query).text || answer.by.some(function (other) { return phrase.includes(other.text); });
    answer.by.push({ zh: zh, text: phrase, named: !named });
    found.forEach(function (value, page) {
      var known = answer.hits.get(page);
      var score = value.times / (value.times + 1.2);
      answer.hits.set(page, known ? { rank: known.rank + 5, score: known.score + score } : { rank: value.title * 100, score: score });
    });
  }
}

function squeezed(text) {
  return words(text).map(function (word) { return word.stem; }).join('');
}

// The Chinese of the approved term that an English query is.
async function approved(query) {
  var wanted = squeezed(query);
  if (!wanted) return [];
  var keys = new Set([words(query)[0].stem, wanted]);
  var found = [];
  for (var key of keys) {
    (await search.looked('s', key)).forEach(function (term) {
      if (term[1] && squeezed(term[1]) === wanted && !found.includes(term[0])) found.push(term[0]);
    });
  }
  return found;
}

// Every place in a text of a term's words: in a row if quoted, else each that begins so.
function wordPlaces(source, term) {
  var inText = words(source);
  var found = [];
  inText.forEach(function (word, nth) {
    var row = term.stems.every(function (stem, along) {
      var here = inText[nth + along];
      return here && (here.stem === stem || (!term.quoted && stem.length > 2 && here.stem.startsWith(stem)));
    });
    if (row) found.push({ from: word.from, to: inText[nth + term.stems.length - 1].to });
  });
  return found;
}

// Terms whose English holds the typed words.
async function byEnglish(query) {
  var typed = words(query);
  if (!typed.length) return [];
  return (await search.looked('s', typed[0].stem)).filter(function (term) {
    var stems = words(term[1] || '').map(function (word) { return word.stem; });
    return typed.every(function (word) { return stems.some(function (stem) { return stem.startsWith(word.stem); }); });
  }).map(function (term) {
    return { text: term[0], count: term[2], english: term[1], as: (term[1] || '').toLowerCase().includes(query.trim().toLowerCase()) };
  }).sort(function (a, b) { return b.as - a.as; });
}
