// Words of Latin script: the same as src/analysis/search/english.rs (tests/search/).

var DIGIT = /^[0-9]$/;
var MARK = /\p{M}/u;
var ENDINGS = [
  [/center$/, 6, 2, 're'], [/programme$/, 9, 2, ''], [/ization$/, 9, 7, 'isation'],
  [/ize$/, 6, 3, 'ise'], [/ized$/, 7, 4, 'ised'], [/izing$/, 8, 5, 'ising'], [/our$/, 5, 3, 'or']
];

function stem(word) {
  var length = utf8Length(word);
  if (length >= 5 && /ies$/.test(word)) word = word.slice(0, -3) + 'y';
  else if (length >= 5 && /(sses|xes|ches|shes)$/.test(word)) word = word.slice(0, -2);
  else if (length >= 4 && /s$/.test(word) && !/(ss|us|is)$/.test(word)) word = word.slice(0, -1);
  length = utf8Length(word);
  for (var ending of ENDINGS) {
    if (length >= ending[1] && ending[0].test(word)) return word.slice(0, word.length - ending[2]) + ending[3];
  }
  return word;
}

function utf8Length(word) {
  return new TextEncoder().encode(word).length;
}

// The words of a text: stem, raw form and place.
function words(source) {
  var parts = [];
  var place = 0;
  for (var c of source) {
    for (var part of c.normalize('NFKD')) {
      if (!MARK.test(part)) {
        for (var lower of part.toLowerCase()) parts.push([lower, place, place + c.length]);
      }
    }
    place += c.length;
  }
  var found = [];
  var word = null;
  parts.forEach(function (part, nth) {
    var c = part[0];
    var before = nth ? parts[nth - 1][0] : '';
    var after = nth + 1 < parts.length ? parts[nth + 1][0] : '';
    var digits = DIGIT.test(before) && DIGIT.test(after);
    var letters = /^[a-z0-9]$/.test(before) && /^[a-z0-9]$/.test(after);
    var stays = /[a-z0-9%+]/.test(c) || (/[./]/.test(c) && digits);
    if (!stays && ((/['’‘ʼ&]/.test(c) && letters) || (c === ',' && digits))) return;
    if (!stays) stays = /[\p{Alphabetic}\p{N}]/u.test(c) && !search.HAN.test(c);
    if (!stays) {
      word = null;
      return;
    }
    if (!word) {
      word = { raw: '', from: part[1], to: part[2] };
      found.push(word);
    }
    word.raw += c;
    word.to = part[2];
  });
  found.forEach(function (word) { word.stem = stem(word.raw); });
  return found;
}
