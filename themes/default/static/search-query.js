// Answers a query: reads it, finds the sections, ranks them, and cuts excerpts.
(function () {
  'use strict';
  var search = self.gongbaoSearch;
  var IDLE = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);
  var ALONE = /^([0-9.%+~/-]+|[a-z])$/;
  var LATIN = /^[a-z0-9%+./~-]+$/;

  // ---- Reading a query.

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

  // The terms of a query: each has the folded text, and for Latin script its words.
  function read(query) {
    var terms = [];
    parts(query).forEach(function (part) {
      var text = search.fold(part.text).text.split(search.BORDER).join('');
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

  // ---- Texts.

  // A section's text in a family: {key, title, titleEn, text, targets, plan}, or undefined.
  async function text(family, page) {
    var table = await search.open();
    var chunk = await search.numbered(family, Math.floor(page / table.chunk), search.json);
    var row = chunk && chunk.sections[page - firstOf(chunk, page, table)];
    if (!row) return undefined;
    return { id: chunk.plan[0] + '/' + row[0], title: row[1], titleEn: row[2], text: row[3], targets: row[4], plan: chunk.plan, traditional: chunk.traditional };
  }

  // Sections stand in a chunk in order, numbers without one at the end.
  function firstOf(chunk, page, table) {
    return Math.floor(page / table.chunk) * table.chunk;
  }

  var foldedTexts = new Map();

  function foldedText(source) {
    var known = foldedTexts.get(source);
    if (!known) {
      if (foldedTexts.size > 200) foldedTexts.clear();
      foldedTexts.set(source, (known = search.fold(source)));
    }
    return known;
  }

  async function loadTraditional() {
    var fresh = await search.loadTraditional();
    if (fresh) foldedTexts.clear();
    return fresh;
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

  // Every place in a text of a term's words: in a row if quoted, else each that begins so.
  function wordPlaces(source, term) {
    var words = search.words(source);
    var found = [];
    words.forEach(function (word, nth) {
      var row = term.stems.every(function (stem, along) {
        var here = words[nth + along];
        return here && (here.stem === stem || (!term.quoted && stem.length > 2 && here.stem.startsWith(stem)));
      });
      if (row) found.push({ from: word.from, to: words[nth + term.stems.length - 1].to });
    });
    return found;
  }

  // A page's hit told from its text.
  function verifier(phrase) {
    return async function (page) {
      var section = await text('t', page);
      if (section) {
        var found = places(section.text, phrase);
        if (!found.length && section.traditional && (await loadTraditional())) found = places(section.text, phrase);
        if (found.length) return hit(section, phrase, found);
      }
      var english = await text('e', page);
      if (!english || !search.HAN.test(phrase)) return null;
      var runs = english.text.split(new RegExp('[^' + search.HAN.source.slice(1, -1) + ']+', 'u'));
      var times = runs.filter(function (run) { return places(run, phrase).length; }).length;
      return times ? { title: 0, broken: false, times: times } : null;
    };
  }

  function hit(section, phrase, found) {
    var title = search.fold(section.title).text;
    return {
      title: title === phrase ? 2 : title.includes(phrase) ? 1 : 0,
      broken: found.every(function (place) {
        return search.fold(section.text.slice(place.from, place.to)).text.length < Array.from(section.text.slice(place.from, place.to)).length;
      }),
      times: found.length
    };
  }

  // ---- Finding.

  async function pagesOf(term, table) {
    if (!term.latin) return search.phrase(Array.from(term.text), verifier(term.text));
    var inOfficial = standsInOfficial(term.text, table) ? search.phrase(Array.from(term.text), verifier(term.text)) : new Map();
    // Numbers and single letters are looked for in the official text; translations number and
    // spell out in their own way.
    if (ALONE.test(term.text) && (await inOfficial).size) return inOfficial;
    var both = await Promise.all([inOfficial, term.stems.length === 1 ? search.word(term.stems[0]) : search.wordRow(term.stems)]);
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

  // The sections that hold every term: {hits: Map, terms, by: approved terms that were used}.
  async function run(query) {
    var table = await search.open();
    var terms = read(query);
    var answer = { query: query, terms: terms, hits: new Map(), by: [] };
    if (!terms.length) return answer;
    answer.hits = await all(terms, table);
    if (!answer.hits.size && (await search.unknown(terms.map(function (term) { return term.text; }).join(''))) && (await loadTraditional())) {
      var again = read(query);
      if (JSON.stringify(again) !== JSON.stringify(terms)) {
        answer.terms = again;
        answer.hits = await all(again, table);
      }
    }
    await inRow(answer);
    if (terms.every(function (term) { return term.latin; })) {
      await search.load(['search-assist']);
      await byGlossary(answer, query);
    }
    return answer;
  }

  // Sections that hold several Latin words in a row come before those that hold them apart.
  async function inRow(answer) {
    var row = rowOf(answer);
    if (!row || answer.hits.size < 2) return;
    (await search.wordRow(row.stems)).forEach(function (value, page) {
      var known = answer.hits.get(page);
      if (known) known.rank += 20 + 80 * (value.title && !(known.rank >= 100));
    });
  }

  // Adds the sections that hold the Chinese of an English term.
  async function byGlossary(answer, query) {
    for (var zh of await search.approved(query)) {
      var phrase = search.fold(zh).text;
      var found = await search.phrase(Array.from(phrase), verifier(phrase));
      if (!found.size) continue;
      answer.by.push({ zh: zh, text: phrase });
      found.forEach(function (value, page) {
        var known = answer.hits.get(page);
        var score = value.times / (value.times + 1.2);
        answer.hits.set(page, known ? { rank: known.rank + 5, score: known.score + score } : { rank: value.title * 100, score: score });
      });
    }
  }

  async function all(terms, table) {
    var lists = await Promise.all(terms.map(function (term) { return pagesOf(term, table); }));
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

  // ---- Plans, filters and order.

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

  function ordered(hits, table, sort) {
    var rows = [];
    hits.forEach(function (value, page) {
      var plan = planOf(page, table);
      rows.push({ page: page, plan: plan, year: table.plans.year[plan], rank: value.rank, score: value.score });
    });
    var byYear = sort === 'oldest' ? 1 : -1;
    return rows.sort(function (a, b) {
      var relevance = b.rank - a.rank || b.score - a.score;
      var year = (a.year - b.year) * byYear;
      return (sort ? year || relevance : relevance || year) || a.page - b.page;
    });
  }

  var facets;

  function loadFacets() {
    facets = facets || search.open().then(function (table) {
      return search.file('m', table.facets, function (bytes) {
        var input = search.reader(bytes);
        function next() { return new Set(search.readGaps(input, input.number())); }
        return { target: next(), topics: table.topics.map(next) };
      });
    });
    facets.catch(function () { facets = null; });
    return facets;
  }

  // What a row counts for under each filter: lists of values.
  function valuesOf(row, table, loaded) {
    var city = table.cities[table.plans.city[row.plan]];
    return {
      city: city ? [city[0]] : [],
      year: [String(row.year)],
      kind: [table.kinds[table.plans.kind[row.plan]]],
      topic: loaded ? table.topics.filter(function (_, nth) { return loaded.topics[nth].has(row.page); }).map(function (topic) { return topic[0]; }) : [],
      target: loaded && loaded.target.has(row.page) ? ['1'] : []
    };
  }

  // Rows that pass the filters, and for each filter how many rows each value would give.
  function filtered(rows, chosen, table, loaded) {
    var names = ['city', 'year', 'kind', 'topic', 'target'];
    var counts = {};
    names.forEach(function (name) { counts[name] = new Map(); });
    var passed = rows.filter(function (row) {
      var values = valuesOf(row, table, loaded);
      var failed = names.filter(function (name) { return chosen[name] && !values[name].includes(chosen[name]); });
      names.forEach(function (name) {
        if (failed.length > 1 || (failed.length === 1 && failed[0] !== name)) return;
        values[name].forEach(function (value) { counts[name].set(value, (counts[name].get(value) || 0) + 1); });
      });
      return !failed.length;
    });
    return { rows: passed, counts: counts };
  }

  // ---- Excerpts.

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

  // The words of a query in a row, if it is of several Latin ones.
  function rowOf(answer) {
    var plain = answer.terms.length > 1 && answer.terms.every(function (term) { return term.latin && !term.quoted; });
    return plain ? { stems: search.words(answer.query).map(function (word) { return word.stem; }) } : null;
  }

  // What is shown of a row: section, city, year, excerpt and the language it is in.
  async function shown(place, answer, lang) {
    var table = await search.open();
    var finders = { zh: [], en: [] };
    var row = rowOf(answer);
    if (row) finders.row = [function (source) { return wordPlaces(source, row); }];
    answer.terms.forEach(function (term) {
      finders.zh.push(function (source) { return places(source, term.text); });
      finders.en.push(term.latin ? function (source) { return wordPlaces(source, term); } : function (source) { return places(source, term.text); });
    });
    answer.by.forEach(function (term) {
      finders.zh.push(function (source) { return places(source, term.text); });
    });
    var latin = answer.terms.length > 0 && answer.terms.every(function (term) { return term.latin; });
    var order = latin && lang === 'en' ? ['e', 't'] : ['t', 'e'];
    var section;
    var found;
    for (var family of order) {
      var read = await text(family, place.page);
      if (!read) continue;
      found = family === 'e' && finders.row && excerpt(read.text, finders.row);
      found = found || excerpt(read.text, family === 't' ? finders.zh : finders.en);
      if (!found && read.traditional && (await loadTraditional())) found = excerpt(read.text, family === 't' ? finders.zh : finders.en);
      section = section || read;
      if (found) {
        read.family = family;
        section = read;
        break;
      }
    }
    var city = table.cities[table.plans.city[place.plan]] || ['', '', ''];
    return {
      section: section,
      city: city,
      year: place.year,
      kind: table.kinds[table.plans.kind[place.plan]],
      lang: section && section.family === 'e' ? 'en' : 'zh',
      excerpt: found || { pieces: [{ text: section ? section.text.slice(0, 80) : '' }] }
    };
  }

  // ---- Suggestions.

  var MOST = 6;

  // Terms that begin as typed, or hold the typed English words.
  async function byTerms(query) {
    var text = search.fold(query).text.replace(/\n/g, '');
    if (!text) return [];
    if (search.HAN.test(text)) {
      var first = Array.from(text)[0];
      return (await search.looked('s', first)).filter(function (term) {
        var folded = search.fold(term[0]).text;
        return folded.startsWith(text) && (folded !== text || term[1]);
      }).map(function (term) {
        // The English of what was typed, or the Chinese that goes on from it.
        if (search.fold(term[0]).text === text) return { text: term[1], count: term[2], chinese: term[0] };
        return { text: term[0], count: term[2], english: term[1] };
      });
    }
    var words = search.words(query);
    if (!words.length) return [];
    var list = await search.looked('s', words[0].stem);
    return list.filter(function (term) {
      var stems = search.words(term[1] || '').map(function (word) { return word.stem; });
      return words.every(function (word) { return stems.some(function (stem) { return stem.startsWith(word.stem); }); });
    }).map(function (term) { return { text: term[0], count: term[2], english: term[1] }; });
  }

  // Suggestions, best first: {text, english or chinese}.
  async function suggest(query, answer) {
    var folded = search.fold(query).text.replace(/\n/g, '');
    if (!folded) return [];
    var latin = !search.HAN.test(folded);
    var nothing = answer && !answer.hits.size;
    if (latin || nothing) await search.load(['search-assist']);
    var lists = await Promise.all([byTerms(query), latin ? search.byInitials(query) : [], latin && /[a-zü]/i.test(query) ? search.byPinyin(query) : []]);
    if (nothing) lists.push(latin && (lists[1].length || lists[2].length) ? [] : await search.near(query));
    var seen = new Set([folded]);
    var found = [];
    (nothing ? lists.reverse() : lists).forEach(function (list) {
      list.forEach(function (suggestion) {
        var text = search.fold(suggestion.text).text;
        if (seen.has(text)) return;
        seen.add(text);
        found.push(suggestion);
      });
    });
    return found.slice(0, MOST);
  }

  // Writes a suggestion into an element.
  function suggestionText(into, suggestion) {
    var other = suggestion.english || suggestion.chinese;
    into.lang = suggestion.chinese || !search.HAN.test(suggestion.text) ? 'en' : 'zh-CN';
    into.append(suggestion.text);
    if (!other) return;
    var aside = document.createElement('span');
    aside.lang = suggestion.english ? 'en' : 'zh-CN';
    aside.className = 'search-aside';
    aside.textContent = other;
    into.append(' ', aside);
  }

  Object.assign(search, {
    read: read, run: run, suggest: suggest, suggestionText: suggestionText, ordered: ordered, filtered: filtered, loadFacets: loadFacets, shown: shown, text: text,
    places: places, wordPlaces: wordPlaces, planOf: planOf, verifier: verifier
  });
})();
