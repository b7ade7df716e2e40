// The search page. Its parts beyond the core, which search-core.js holds.
(function () {
  'use strict';
  var search = self.gongbaoSearch;

  // include: search/query.js
  // include: search/order.js
  // include: search/excerpts.js
  Object.assign(search, { read: read, run: run, ordered: ordered, shown: shown });
  // include: search/page.js
})();
