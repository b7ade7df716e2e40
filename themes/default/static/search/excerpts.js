// What is shown of a result: the sentence that holds the most of what was typed.

var STOPS = /[。！？；\n]|[.!?;](?=\s|$)/g;
var LONGEST = 150;

function sentences(source) {
  var found = [];
  var from = 0;
  var match;
  STOPS.lastIndex = 0;
  while ((match = STOPS.exec(source))) {
    var to = match.index + match[0].length;
    while (/[”’』」）)"]/.test(source[to] || '')) to++;
    found.push({ from: from, to: to });
    from = to;
  }
  if (from < source.length) found.push({ from: from, to: source.length });
  return found;
}

// The sentence that shows most of the terms: pieces of text, those that are hits marked.
function excerpt(source, finders) {
  var hits = finders.map(function (finder) { return finder(source); });
  if (hits.every(function (list) { return !list.length; })) return null;
  var best = null;
  sentences(source).forEach(function (sentence) {
    var marks = hits.map(function (list) {
      return list.find(function (place) { return place.from >= sentence.from && place.from < sentence.to; });
    }).filter(Boolean);
    if (marks.length && (!best || marks.length > best.marks.length)) best = { from: sentence.from, to: sentence.to, marks: marks };
  });
  if (!best) return null;
  while (best.from < best.to && /\s/.test(source[best.from])) best.from++;
  while (best.to > best.from && /\s/.test(source[best.to - 1])) best.to--;
  best.marks.sort(function (a, b) { return a.from - b.from || b.to - a.to; });
  best.to = Math.max(best.to, best.marks[best.marks.length - 1].to);
  return trimmed(source, best, hits.filter(function (list) { return list.length; }).length === best.marks.length);
}

function trimmed(source, best, whole) {
  var from = best.from;
  var to = best.to;
  var first = best.marks[0];
  if (to - from > LONGEST && first.from - from > LONGEST / 3) from = edge(source, Math.max(from, first.from - 30), from);
  if (to - from > LONGEST) to = Math.min(to, edgeAfter(source, Math.max(from + LONGEST, first.to + 30), to));
  var pieces = [];
  var at = from;
  if (from > best.from) pieces.push({ text: '…' });
  best.marks.forEach(function (mark) {
    if (mark.from < at || mark.from >= to) return;
    pieces.push({ text: source.slice(at, mark.from) });
    pieces.push({ text: source.slice(mark.from, mark.to), mark: true, from: mark.from, to: mark.to });
    at = mark.to;
  });
  pieces.push({ text: source.slice(at, Math.max(at, to)) });
  if (Math.max(at, to) < best.to) pieces.push({ text: '…' });
  return { pieces: pieces, from: best.from, to: best.to, whole: whole };
}

// Never between the halves of a character; between words of Latin script.
function edge(source, at, least) {
  while (at > least && /[\udc00-\udfff\w]/.test(source[at]) && /[\ud800-\udbff\w]/.test(source[at - 1])) at--;
  return at;
}

function edgeAfter(source, at, most) {
  while (at < most && /[\udc00-\udfff\w]/.test(source[at]) && /[\ud800-\udbff\w]/.test(source[at - 1])) at++;
  return at;
}

// What is shown of a row: section, city, year, excerpt and the language it is in.
async function shown(place, answer, lang) {
  var table = await search.open();
  var finders = { zh: [], en: [] };
  var row = answer.row;
  if (row) finders.row = [function (source) { return search.wordPlaces(source, row); }];
  answer.terms.forEach(function (term) {
    finders.zh.push(function (source) { return search.places(source, term.text); });
    finders.en.push(term.latin ? function (source) { return search.wordPlaces(source, term); } : function (source) { return search.places(source, term.text); });
  });
  answer.by.forEach(function (term) {
    finders.zh.push(function (source) { return search.places(source, term.text); });
  });
  var latin = answer.terms.length > 0 && answer.terms.every(function (term) { return term.latin; });
  var order = latin && lang === 'en' ? ['e', 't'] : ['t', 'e'];
  var section;
  var found;
  for (var family of order) {
    var read = await search.text(family, place.page);
    if (!read) continue;
    found = family === 'e' && finders.row && excerpt(read.text, finders.row);
    found = found || excerpt(read.text, family === 't' ? finders.zh : finders.en);
    section = section || read;
    if (found) {
      read.family = family;
      section = read;
      break;
    }
  }
  return {
    section: section,
    city: section ? section.plan.slice(3) : [],
    year: place.year,
    kind: table.kinds[table.plans.kind[place.plan]],
    lang: section && section.family === 'e' ? 'en' : 'zh',
    excerpt: found || { pieces: [{ text: section ? section.text.slice(0, 80) : '' }] }
  };
}
