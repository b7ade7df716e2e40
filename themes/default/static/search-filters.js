// Filters of the search page with their counts. Loaded when they are wanted.
(function () {
  'use strict';
  var search = self.gongbaoSearch;
  var NAMES = ['city', 'year', 'kind', 'topic', 'target'];

  // The names of cities and topics, and the pages of each topic and those with a target.
  function loadFilters() {
    return search.open().then(function (table) {
      return Promise.all([
        search.file('m/' + table.labels, search.json),
        search.file('m/' + table.facets, function (bytes) {
          var input = search.reader(bytes);
          var lists = [];
          while (!input.ended()) lists.push(new Set(search.readGaps(input, input.number())));
          return lists;
        })
      ]);
    }).then(function (read) {
      return { cities: read[0].cities, topics: read[0].topics, withTarget: read[1][0], ofTopic: read[1].slice(1) };
    });
  }

  // What a row counts for under each filter: lists of values.
  function valuesOf(row, table, loaded) {
    var city = loaded.cities[table.plans.city[row.plan]];
    return {
      city: city ? [city[0]] : [],
      year: [String(row.year)],
      kind: [table.kinds[table.plans.kind[row.plan]]],
      topic: loaded.topics.filter(function (_, nth) { return loaded.ofTopic[nth].has(row.page); }).map(function (topic) { return topic[0]; }),
      target: loaded.withTarget.has(row.page) ? ['1'] : []
    };
  }

  // Rows that pass the filters, and for each filter how many rows each value would give.
  function filtered(rows, chosen, table, loaded) {
    var counts = {};
    NAMES.forEach(function (name) { counts[name] = new Map(); });
    var passed = rows.filter(function (row) {
      var values = valuesOf(row, table, loaded);
      var failed = NAMES.filter(function (name) { return chosen[name] && !values[name].includes(chosen[name]); });
      NAMES.forEach(function (name) {
        if (failed.length > 1 || (failed.length === 1 && failed[0] !== name)) return;
        values[name].forEach(function (value) { counts[name].set(value, (counts[name].get(value) || 0) + 1); });
      });
      return !failed.length;
    });
    return { rows: passed, counts: counts };
  }

  // Writes the filters into their place; `changed` is called with a name and a value.
  function showFilters(place, state, words, counts, loaded, few, changed) {
    var focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement.name : '';
    var made = [];

    function nameOf(filter, value) {
      var rows = { city: loaded.cities, topic: loaded.topics }[filter];
      var row = rows && rows.find(function (one) { return one[0] === value; });
      if (row) return row[search.lang === 'en' ? 2 : 1];
      return filter === 'target' ? words.with_target : words[value] || value;
    }

    function add(name, options, value) {
      var label = document.createElement('label');
      var span = document.createElement('span');
      var select = document.createElement('select');
      span.textContent = words[name];
      select.name = name;
      select.setAttribute('data-search-filter', name);
      options.forEach(function (pair) { select.append(new Option(pair[1], pair[0])); });
      select.value = value;
      select.addEventListener('change', function () { changed(name, select.value); });
      label.append(span, select);
      made.push(label);
      if (name === focused) focused = select;
    }

    NAMES.forEach(function (name) {
      var count = function (value) { return counts[name].get(value) || 0; };
      var values = Array.from(counts[name].keys());
      var chosen = state.chosen[name];
      if (chosen && !values.includes(chosen)) values.push(chosen);
      if (!chosen && values.length < (name === 'target' ? 1 : 2)) return;
      if (name === 'year') values.sort().reverse();
      else if (name !== 'kind') values.sort(function (a, b) { return count(b) - count(a) || (a < b ? -1 : 1); });
      add(name, [['', words.any]].concat(values.map(function (value) {
        return [value, nameOf(name, value) + ' (' + count(value).toLocaleString(document.documentElement.lang) + ')'];
      })), chosen || '');
    });
    if (made.length || state.sort || !few) add('sort', [['', words.relevance], ['newest', words.newest], ['oldest', words.oldest]], state.sort);
    place.replaceChildren.apply(place, made);
    if (focused.focus) focused.focus();
  }

  Object.assign(search, { loadFilters: loadFilters, filtered: filtered, showFilters: showFilters });
})();
