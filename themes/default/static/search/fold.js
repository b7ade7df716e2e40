// Folding: the same as src/analysis/search/fold.rs, over all of Unicode (tests/search/).

var BORDER = '\n';
var DIGIT = /^[0-9]$/;
var STAYS = /[\p{Alphabetic}\p{N}%+]/u;
var DROPPED = /[\p{M}\u02b9\u02bb-\u02bd\u02c8]/u; // apostrophes that count as letters among them
var HAN = /[\u3400-\u9fff\u3007\u{20000}-\u{3ffff}]/u;
// Characters of Unicode 18, which some browsers know and others do not.
var RECENT = /[\u0558\u058b\u058c\u209d-\u209f\u{107bb}-\u{107bf}\u{1b123}-\u{1b126}\u{1d6a6}\u{1df95}\u{1dfd0}-\u{1dfff}]/u;
var folded = new Map();

// What a character folds to: '' is dropped; a sign after a space stays between digits only.
function foldChar(c) {
  var known = folded.get(c);
  if (known === undefined) {
    known = foldNew(c);
    folded.set(c, known);
  }
  return known;
}

function foldNew(c) {
  if (/[.\-~/]/.test(c)) return ' ' + c;
  if (/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/.test(c)) return ' -';
  if (/[\u223c\u301c\uff5e]/.test(c)) return ' ~';
  if (c === '\uff0e') return ' .';
  if (c === '\uff0f' || c === '\u2044') return ' /';
  if (/[\uac00-\ud7a3]/.test(c)) return c;
  if (RECENT.test(c)) return '';
  var out = '';
  for (var part of c.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (part === '\u2044') out += '/';
    else if (STAYS.test(part) && !DROPPED.test(part)) out += traditional.get(part) || part;
  }
  return out.replace(/\/+$/, '');
}

// Folded text, and for each of its UTF-16 units the units of the source it comes from.
function fold(source) {
  var text = '';
  var from = [];
  var to = [];
  var chars = Array.from(source);
  var place = 0;
  var before = '';
  function keep(what, start, end) {
    for (var unit = 0; unit < what.length; unit++) {
      from.push(start);
      to.push(end);
    }
    text += what;
  }
  chars.forEach(function (c, nth) {
    var start = place;
    place += c.length;
    if (c === '\n' || c === '\t') {
      if (text && text.slice(-1) !== BORDER) keep(BORDER, start, place);
      before = '';
      return;
    }
    var what = foldChar(c);
    if (what[0] === ' ') {
      var after = nth + 1 < chars.length ? foldChar(chars[nth + 1]) : '';
      if (DIGIT.test(before) && DIGIT.test(after)) keep(what[1], start, place);
    } else {
      keep(what, start, place);
    }
    before = what;
  });
  if (text.slice(-1) === BORDER) text = text.slice(0, -1);
  return { text: text, from: from, to: to };
}
