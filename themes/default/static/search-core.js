// Reads the search index: folding, files, shards, phrases, texts. docs/search-format.md describes the
// files; src/analysis/search/ writes them.
(function () {
  'use strict';
  var search = (self.gongbaoSearch = self.gongbaoSearch || {});

  // include: search/fold.js
  // include: search/files.js
  // include: search/lists.js
  // include: search/phrases.js
  // include: search/texts.js
  // include: search/suggestions.js

  Object.assign(search, {
    BORDER: BORDER, HAN: HAN, fold: fold, foldChar: foldChar, open: open, file: file, json: json, looked: looked, renewed: renewed,
    loadTraditional: loadTraditional, reader: reader, readGaps: readGaps, shard: shard, loadPages: loadPages, listed: listed,
    joined: joined, common: common, better: better, phrase: phrase, text: text, planOf: planOf, places: places, verifier: verifier,
    held: held, suggest: suggest, suggestionText: suggestionText
  });
})();
