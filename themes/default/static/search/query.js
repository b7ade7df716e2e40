// Reads a query and finds the sections that hold it.

var LATIN = /^[a-z0-9%+./~-]+$/;
var IDLE = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);

// Words apart by spaces; a part in straight or curly double quotes at a word's edges is one word.
function parts(query) {
  var found = [];
  var rest = query.replace(/[\s\u3000]+/g, ' ').trim();
  while (rest) {
    var quoted = /^["“„«]([^"“”„«»]+)["”»](?= |$)/.exec(rest);
    var match = quoted || /^[^ ]+/.exec(rest);
    found.push({ text: quoted ? quoted[1] : match[0], quoted: !!quoted });
    rest = rest.slice(match[0].length).trim();
  }
  return found;
}

function foldedPart(part) {
  return search.fold(part.text).text.split(search.BORDER).join('');
}

// What is made of Latin letters and digits needs more scripts than Chinese does.
function ready(query) {
  var latin = parts(query).some(function (part) { return LATIN.test(foldedPart(part)); });
  return latin ? search.load(['search-latin']) : Promise.resolve();
}

// The terms of a query, once the scripts that it needs are there: each has the folded text, and for Latin script its words.
function read(query) {
  var terms = [];
  parts(query).forEach(function (part) {
    var text = foldedPart(part);
    if (!text) return;
    if (!LATIN.test(text)) {
      terms.push({ text: text, latin: false });
      return;
    }
    var stems = search.words(part.text).map(function (word) { return word.stem; });
    if (part.quoted) terms.push({ text: text, latin: true, quoted: true, stems: stems });
    else if (stems.length < 2) terms.push({ text: text, latin: true, stems: stems });
    else search.words(part.text).forEach(function (word) {
      terms.push({ text: search.fold(word.raw).text, latin: true, stems: [word.stem] });
    });
  });
  var telling = terms.filter(function (term) { return !isIdle(term); });
  return telling.length ? telling : terms;
}

function isIdle(term) {
  return term.latin && !term.quoted && term.stems.length === 1 && IDLE.has(term.stems[0]);
}

// The sections that hold every term: {hits: Map, terms, row, by: approved terms that were used}.
async function run(query) {
  var opened = search.open();
  await ready(query);
  var table = await opened;
  var answer = { query: query, terms: read(query), hits: new Map(), by: [] };
  var missing = new Set();
  // Where no text has two characters side by side, they may be traditional ones.
  while (answer.terms.length) {
    answer.hits = await all(answer.terms, table, missing);
    if (answer.hits.size || !(await search.loadTraditional(Array.from(missing).join('')))) break;
    answer.terms = read(query);
  }
  if (answer.terms.length && answer.terms.every(function (term) { return term.latin; })) await search.latin(answer);
  return answer;
}

async function all(terms, table, missing) {
  var lists = await Promise.all(terms.map(function (term) {
    return term.latin ? search.pagesOfLatin(term, table) : search.held(term.text, missing);
  }));
  var hits = new Map();
  var smallest = lists.slice().sort(function (a, b) { return a.size - b.size; })[0];
  smallest.forEach(function (_, page) {
    if (!lists.every(function (list) { return list.has(page); })) return;
    var title = 2;
    var broken = false;
    var score = 0;
    lists.forEach(function (list) {
      var value = list.get(page);
      title = Math.min(title, value.title);
      broken = broken || value.broken;
      score += (Math.log(1 + table.sections / list.size) * value.times) / (value.times + 1.2);
    });
    hits.set(page, { rank: title * 100 + (broken ? 0 : 10), score: score });
  });
  return hits;
}
