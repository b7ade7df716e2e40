// Texts of sections, and where phrases stand in them.

// A section's text in a family: {key, title, titleEn, text, targets, plan}, or undefined.
async function text(family, page) {
  var table = await open();
  var chunk = await numbered(family, Math.floor(page / table.chunk), json, 't', planOf(page, table));
  var row = chunk && chunk.sections[page % table.chunk];
  if (!row) return undefined;
  learn(Array.from(chunk.traditional || ''));
  return { id: chunk.plan[0] + '/' + row[0], title: row[1], titleEn: row[2], text: row[3], targets: row[4], runs: row[5], plan: chunk.plan };
}

// The place in the tables of the plan that a page belongs to.
function planOf(page, table) {
  var low = 0;
  var high = table.firsts.length;
  while (high - low > 1) {
    var middle = (low + high) >> 1;
    if (table.firsts[middle] <= page) low = middle;
    else high = middle;
  }
  return low;
}

var foldedTexts = new Map();

function foldedText(source) {
  var known = foldedTexts.get(source);
  if (!known) {
    if (foldedTexts.size > 200) foldedTexts.clear();
    foldedTexts.set(source, (known = fold(source)));
  }
  return known;
}

// Every place of a phrase in a text, in units of the source.
function places(source, phrase) {
  var folded = foldedText(source);
  var found = [];
  for (var at = folded.text.indexOf(phrase); at >= 0; at = folded.text.indexOf(phrase, at + 1)) {
    found.push({ from: folded.from[at], to: folded.to[at + phrase.length - 1] });
  }
  return found;
}

// A page's hit told from its text.
function verifier(phrase) {
  return async function (page) {
    var section = await text('t', page);
    if (!section) return null;
    var found = places(section.text, phrase);
    if (found.length) return hit(section, phrase, found);
    var times = places(section.runs, phrase).length;
    return times ? { title: 0, broken: false, times: times } : null;
  };
}

function hit(section, phrase, found) {
  var title = fold(section.title).text;
  return {
    title: title === phrase ? 2 : title.includes(phrase) ? 1 : 0,
    broken: found.every(function (place) {
      return fold(section.text.slice(place.from, place.to)).text.length < Array.from(section.text.slice(place.from, place.to)).length;
    }),
    times: found.length
  };
}

// Pages that hold a folded text; grams that no page holds are added to `missing`.
function held(folded, missing) {
  return phrase(Array.from(folded), verifier(folded), missing || new Set());
}
