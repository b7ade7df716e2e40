// Queries and texts of Latin letters and digits. Loaded when they are met.
(function () {
  'use strict';
  var search = (self.gongbaoSearch = self.gongbaoSearch || {});

  // include: search/words.js
  // include: search/word-lists.js
  // include: search/latin.js

  Object.assign(search, {
    stem: stem, words: words, word: word, wordsBeside: wordsBeside, wordPlaces: wordPlaces, pagesOfLatin: pagesOfLatin, latin: latin,
    byEnglish: byEnglish
  });
})();
