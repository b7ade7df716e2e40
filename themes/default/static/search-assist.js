// What Latin letters may mean, and what is like a query that found nothing: pinyin, initials, approved
// terms, near matches. Loaded when it is needed.
(function () {
  'use strict';
  var search = self.gongbaoSearch;
  var MOST = 6;
  var BEAM = 40;

  // ---- Pinyin.

  // Typed letters without tones, in runs that syllables do not reach across.
  function letterRuns(query) {
    return query.toLowerCase().replace(/[üǖǘǚǜ]/g, 'v').normalize('NFKD').replace(/u\u0308/g, 'v').replace(/\p{M}/gu, '')
      .replace(/([a-z])[1-5](?![0-9])/g, '$1 ').split(/[^a-z]+/).filter(Boolean);
  }

  // The ways to read a run of letters as syllables.
  function splits(run, syllables, most) {
    var found = [];
    (function go(at, taken) {
      if (found.length >= most) return;
      if (at === run.length) {
        found.push(taken);
        return;
      }
      for (var length = Math.min(6, run.length - at); length > 0; length--) {
        var piece = run.slice(at, at + length);
        if (syllables.has(piece)) go(at + length, taken.concat(piece));
      }
    })(0, []);
    return found.sort(function (a, b) { return a.length - b.length; });
  }

  // Chains of pairs of characters that stand side by side in the text, most frequent first.
  async function chains(keys) {
    var lists = await Promise.all(keys.map(function (key) { return search.looked('p', key); }));
    var found = null;
    for (var list of lists) {
      var pairs = [];
      for (var nth = 0; nth < list.length; nth += 2) pairs.push({ chars: Array.from(list[nth]), count: list[nth + 1] });
      if (!found) {
        found = pairs.map(function (pair) { return { text: pair.chars.join(''), last: pair.chars[1], count: pair.count, sum: Math.log(1 + pair.count) }; });
        if (lists.length > 1) found = found.slice(0, 400);
        continue;
      }
      var byFirst = new Map();
      pairs.forEach(function (pair) {
        if (!byFirst.has(pair.chars[0])) byFirst.set(pair.chars[0], []);
        byFirst.get(pair.chars[0]).push(pair);
      });
      var longer = [];
      found.forEach(function (chain) {
        (byFirst.get(chain.last) || []).forEach(function (pair) {
          longer.push({ text: chain.text + pair.chars[1], last: pair.chars[1], count: Math.min(chain.count, pair.count), sum: chain.sum + Math.log(1 + pair.count) });
        });
      });
      longer.sort(function (a, b) { return b.count - a.count || b.sum - a.sum; });
      found = longer.slice(0, BEAM);
    }
    return found || [];
  }

  function pairKeys(units, join) {
    return units.slice(1).map(function (unit, nth) { return join(units[nth], unit); });
  }

  // Those of the candidates that the text holds, with the number of sections; reads few at a time.
  async function standing(candidates, most) {
    var found = [];
    for (var nth = 0; nth < candidates.length && found.length < most; nth += 4) {
      var batch = candidates.slice(nth, nth + 4);
      var sizes = await Promise.all(batch.map(async function (candidate) {
        var chars = Array.from(candidate.text);
        if (chars.length === 2) return candidate.count;
        return (await search.held(candidate.text)).size;
      }));
      batch.forEach(function (candidate, along) {
        if (sizes[along]) found.push({ text: candidate.text, count: sizes[along] });
      });
    }
    return found;
  }

  async function byPinyin(query) {
    var runs = letterRuns(query);
    if (!runs.length || runs.join('').length > 120) return [];
    var table = await search.open();
    var syllables = await search.file('m/' + table.syllables, function (bytes) {
      return new Set(new TextDecoder().decode(bytes).split(' '));
    });
    var ways = runs.reduce(function (ways, run) {
      var more = splits(run, syllables, 12);
      return ways.flatMap(function (way) { return more.map(function (split) { return way.concat(split); }); }).slice(0, 12);
    }, [[]]);
    var found = [];
    for (var way of ways) {
      if (way.length < 2) continue;
      var candidates = await chains(pairKeys(way, function (a, b) { return a + ' ' + b; }));
      found = found.concat(await standing(candidates.slice(0, 12), 3));
      if (found.length >= 3) break;
    }
    return found.sort(function (a, b) { return b.count - a.count; });
  }

  async function byInitials(query) {
    var letters = query.toLowerCase().replace(/[\s']/g, '');
    if (!/^[a-z0-9]{2,8}$/.test(letters)) return [];
    var terms = (await search.looked('s', '*' + letters)).map(function (term) { return { text: term[0], count: term[2], english: term[1] }; });
    // Capitals are an abbreviation (GDP) and no initials.
    if (terms.length || letters.length < 3 || !/^[a-z\s']+$/.test(query.trim())) return terms;
    var candidates = await chains(pairKeys(Array.from(letters), function (a, b) { return '*' + a + b; }));
    return standing(candidates.slice(0, 12), 3);
  }

  // ---- Near matches.

  function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  }

  async function homophones(chars) {
    var table = await search.open();
    var read = await search.file('m/' + table.readings, search.json);
    var all = Array.from(read.chars);
    var ways = chars.reduce(function (ways, c) {
      var at = all.indexOf(c);
      var readings = at < 0 ? [] : read.readings[at].map(function (nth) { return read.syllables[nth]; });
      return ways.flatMap(function (way) { return readings.map(function (reading) { return way.concat(reading); }); }).slice(0, 8);
    }, [[]]);
    var found = [];
    for (var way of ways) {
      if (way.length < 2) continue;
      found = found.concat(await standing((await chains(pairKeys(way, function (a, b) { return a + ' ' + b; }))).slice(0, 8), 3));
    }
    return found;
  }

  // Pages that hold both parts around a place, a few of them.
  async function around(left, right) {
    var lists = await Promise.all([left, right].filter(Boolean).map(function (part) { return search.held(part); }));
    return search.common(lists.map(function (list) { return Array.from(list.keys()); })).slice(0, 8);
  }

  // Strings of the text that differ from the phrase by one character.
  async function byOneCharacter(chars) {
    var found = new Map();
    function offer(text, weight) { found.set(text, (found.get(text) || 0) + weight); }
    async function scan(left, right, between, weight) {
      if (Math.max(Array.from(left).length, Array.from(right).length) < (chars.length > 3 ? 2 : 1)) return;
      var pattern = new RegExp(escaped(left) + between + escaped(right), 'gu');
      for (var page of await around(left, right)) {
        var section = await search.text('t', page);
        ((section && search.fold(section.text).text.match(pattern)) || []).forEach(function (text) { offer(text, weight); });
      }
    }
    for (var at = 0; at <= chars.length; at++) {
      var left = chars.slice(0, at).join('');
      if (at < chars.length) {
        var right = chars.slice(at + 1).join('');
        await scan(left, right, '[^\\n]', 3);
        await scan(left, right, '', at === 0 || at === chars.length - 1 ? 1 : 2);
      }
      if (at > 0 && at < chars.length) await scan(left, chars.slice(at).join(''), '[^\\n]', 2);
      if (at > 0 && at < chars.length) {
        var swapped = chars.slice();
        swapped.splice(at - 1, 2, chars[at], chars[at - 1]);
        if ((await search.held(swapped.join(''))).size) offer(swapped.join(''), 24); // as much as a change in eight pages
      }
    }
    var list = Array.from(found, function (pair) { return { text: pair[0], count: pair[1] }; })
      .sort(function (a, b) { return b.count - a.count; });
    // Mere pieces of what was typed are left out where there is something likelier.
    return list.filter(function (candidate) {
      return Array.from(candidate.text).length >= chars.length || candidate.count * 3 > list[0].count;
    }).slice(0, MOST);
  }

  // Words with the same beginning that differ by a letter or two.
  async function bySpelling(word) {
    if (word.length < 5) return [];
    var keys = await search.wordsBeside(word);
    return keys.map(function (entry) { return { text: entry.key, count: entry.count, far: distance(entry.key, word) }; })
      .filter(function (entry) { return entry.far > 0 && entry.far <= 2; })
      .sort(function (a, b) { return a.far - b.far || b.count - a.count; });
  }

  function distance(a, b) {
    var row = Array.from({ length: b.length + 1 }, function (_, nth) { return nth; });
    for (var i = 1; i <= a.length; i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length; j++) {
        var above = row[j];
        row[j] = Math.min(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1));
        diagonal = above;
      }
    }
    return row[b.length];
  }

  // What may have been meant by a term that no text holds, the likeliest first.
  async function meant(term) {
    if (term.latin) return bySpelling(term.stems[0]);
    var chars = Array.from(term.text);
    if (chars.length < 2 || chars.length > 16) return [];
    var alike = await homophones(chars);
    if (chars.length < 3) return alike;
    return alike.concat(await byOneCharacter(chars));
  }

  function pages(term) {
    return term.latin ? search.word(term.stems[0]) : search.held(term.text);
  }

  // What is like a query that found nothing: each term that no text holds replaced, and found together.
  async function near(query) {
    var terms = search.read(query);
    var lists = await Promise.all(terms.map(pages));
    var failed = terms.filter(function (_, nth) { return !lists[nth].size; });
    if (!failed.length) return [];
    var found = await Promise.all(failed.map(meant));
    if (found.some(function (list) { return !list.length; })) return [];
    var offers = found[0].slice(0, MOST).map(function (candidate) {
      var texts = terms.map(function (term) {
        var nth = failed.indexOf(term);
        return nth < 0 ? term.text : nth === 0 ? candidate.text : found[nth][0].text;
      });
      return { text: texts.join(' '), count: candidate.count, near: true };
    });
    if (terms.length === 1) return offers;
    var together = await Promise.all(offers.map(async function (offer) {
      var lists = await Promise.all(search.read(offer.text).map(pages));
      return search.common(lists.map(function (list) { return Array.from(list.keys()); })).length;
    }));
    return offers.filter(function (_, nth) { return together[nth]; });
  }

  Object.assign(search, { near: near, byPinyin: byPinyin, byInitials: byInitials });
})();
