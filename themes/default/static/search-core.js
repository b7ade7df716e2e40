// Reads the search index: folding, files, shards, phrases. docs/search-format.md describes the
// files; src/analysis/search/ writes them.
(function () {
  'use strict';
  var search = (self.gongbaoSearch = self.gongbaoSearch || {});

  // ---- Folding: the same as src/analysis/search/fold.rs, over all of Unicode (tests/search/).

  var BORDER = '\n';
  var traditional = null; // Map, once loaded
  var DIGIT = /^[0-9]$/;
  var STAYS = /[\p{Alphabetic}\p{N}%+]/u;
  var MARK = /\p{M}/u;
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
      else if (STAYS.test(part) && !DROPPED.test(part)) out += (traditional && traditional.get(part)) || part;
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

  // ---- Words of Latin script: the same as src/analysis/search/english.rs.

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
      if (!stays) stays = /[\p{Alphabetic}\p{N}]/u.test(c) && !HAN.test(c);
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

  // ---- Files.

  var manifest = null;
  var tables = null;
  var cache = new Map();
  var scripted = location.protocol === 'file:';

  function Damaged(message) {
    var error = new Error(message);
    error.damaged = true;
    return error;
  }

  function loadScript(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = address;
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(Damaged(address)); };
      document.head.appendChild(script);
    });
  }

  function loadManifest() {
    if (scripted) {
      return loadScript(search.root + 'search/manifest.js').then(function () {
        return self.gongbaoFiles.manifest;
      });
    }
    return fetch(search.root + 'search/manifest.json', { cache: 'no-cache' }).then(function (answer) {
      if (answer.ok) return answer.json();
      scripted = true; // a package made for disks, put on a server
      return loadManifest();
    });
  }

  function loadBytes(path) {
    if (scripted) {
      return loadScript(search.root + 'search/' + path + '.js').then(function () {
        var text = atob(self.gongbaoFiles[path]);
        delete self.gongbaoFiles[path];
        return Uint8Array.from(text, function (c) { return c.charCodeAt(0); });
      });
    }
    return inTurn(function () {
      return fetch(search.root + 'search/' + path + '.bin').then(function (answer) {
        if (!answer.ok) throw Damaged(path + ': ' + answer.status);
        return answer.arrayBuffer();
      });
    });
  }

  // Browsers refuse thousands of requests at once: some go out, the others wait.
  var running = 0;
  var waiting = [];

  function inTurn(task) {
    return new Promise(function (resolve, reject) {
      function start() {
        running++;
        task().then(resolve, reject).finally(function () {
          running--;
          if (waiting.length) waiting.shift()();
        });
      }
      if (running < 48) start();
      else waiting.push(start);
    });
  }

  function unpack(bytes) {
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(stream).arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); });
  }

  // A file of a family by its name, unpacked and read.
  function file(family, name, read) {
    var path = family + '/' + name;
    var loading = cache.get(path);
    if (!loading) {
      loading = loadBytes(path).then(unpack).then(read).catch(function (error) {
        cache.delete(path);
        error.damaged = true;
        throw error;
      });
      cache.set(path, loading);
    }
    return loading;
  }

  function json(bytes) {
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  // Loads the tables; everything else needs them.
  function open() {
    if (!tables) {
      tables = loadManifest().then(function (read) {
        if (read.version !== 1) throw Damaged('version ' + read.version);
        manifest = read;
        return file('m', manifest.tables, json);
      }).then(function (read) {
        var first = 0;
        read.firsts = read.plans.room.map(function (room) {
          var own = first;
          first += room * read.step;
          return own;
        });
        read.frequent = new Set(read.frequent ? read.frequent.split('\n') : []);
        search.tables = read;
        return read;
      });
      tables.catch(function () { tables = null; });
    }
    return tables;
  }

  // A file of a family by its number, or undefined where there is none. A page of names holds 64.
  async function numbered(family, number, read) {
    var table = await open();
    var at = (number >> 6) * 12;
    var page = (table.names[family] || '').slice(at, at + 12);
    if (!page || /^0+$/.test(page)) return undefined;
    var name = await file('n', page, function (bytes) {
      return Array.from(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join('');
    });
    name = name.slice((number & 63) * 12, (number & 63) * 12 + 12);
    return /^0*$/.test(name) ? undefined : file(family, name, read);
  }

  function hash(chars) {
    var value = 0;
    for (var c of chars) {
      value = Math.imul(value ^ c.codePointAt(0), 0x9e3779b1);
      value ^= value >>> 15;
    }
    return value >>> 0;
  }

  // What a shard of JSON says of a key.
  async function looked(family, key) {
    var table = await open();
    var object = await numbered(family, hash(key) & (table.counts[family] - 1), json);
    return (object && object[key]) || [];
  }

  // Are there Chinese characters that no text has? Then they may be traditional ones.
  async function unknown(text) {
    var chars = Array.from(new Set(text)).filter(function (c) { return HAN.test(c); });
    var known = await Promise.all(chars.map(async function (c) { return (await shard('g', c)).has(c); }));
    return known.includes(false);
  }

  async function loadTraditional() {
    if (traditional) return false;
    var table = await open();
    traditional = await file('m', table.fold, function (bytes) {
      var halves = new TextDecoder().decode(bytes).split('\n').map(function (half) { return Array.from(half); });
      return new Map(halves[0].map(function (c, nth) { return [c, halves[1][nth]]; }));
    });
    folded.clear();
    return true;
  }

  // ---- Lists.

  function reader(bytes) {
    var at = 0;
    return {
      number: function () {
        var value = 0;
        var scale = 1;
        var byte;
        do {
          byte = bytes[at++];
          if (byte === undefined) throw Damaged('a list ends early');
          value += (byte & 127) * scale;
          scale *= 128;
        } while (byte > 127);
        return value;
      },
      bytes: function (length) { return bytes.subarray(at, (at += length)); }
    };
  }

  function readGaps(input, count) {
    var pages = new Array(count);
    for (var nth = 0, page = 0; nth < count; nth++) pages[nth] = page += input.number();
    return pages;
  }

  function readNumbers(input, count) {
    var numbers = new Array(count);
    for (var nth = 0; nth < count; nth++) numbers[nth] = input.number();
    return numbers;
  }

  function name(input) {
    return Array.from(input.bytes(6), function (byte) { return (byte + 256).toString(16).slice(1); }).join('');
  }

  // A shard of page lists: entries by key. Single characters have no positions.
  function shardReader(placesFamily, number) {
    return function (bytes) {
      var input = reader(bytes);
      var count = input.number();
      var keys = new TextDecoder().decode(input.bytes(input.number())).split('\n');
      if (keys.length !== count) throw Damaged('keys');
      var entries = keys.map(function (key) {
        var frequency = input.number();
        return {
          key: key, count: frequency >> 1, long: frequency & 1, number: number, family: placesFamily,
          placed: placesFamily === 'x' || Array.from(key).length > 1
        };
      });
      var short = entries.filter(function (entry) { return !entry.long; });
      short.forEach(function (entry) { entry.pages = readGaps(input, entry.count); });
      short.forEach(function (entry) { entry.flags = readNumbers(input, entry.count); });
      entries.forEach(function (entry) {
        if (!entry.long) return;
        entry.name = name(input);
        entry.blocks = [];
        if (!entry.placed) return;
        for (var blocks = input.number(), from = 0; blocks > 0; blocks--) {
          var pages = input.number();
          entry.blocks.push({ from: from, to: from + pages, name: name(input) });
          from += pages;
        }
      });
      var shard = new Map();
      entries.forEach(function (entry) {
        entry.beside = short;
        shard.set(entry.key, entry);
      });
      return shard;
    };
  }

  async function shard(family, key) {
    var table = await open();
    var number = hash(key) & (table.counts[family] - 1);
    return (await numbered(family, number, shardReader(family === 'w' ? 'x' : 'h', number))) || new Map();
  }

  async function loadPages(entry) {
    if (!entry.pages) {
      var read = await file('l', entry.name, function (bytes) {
        var input = reader(bytes);
        return [readGaps(input, entry.count), readNumbers(input, entry.count)];
      });
      entry.pages = read[0];
      entry.flags = read[1];
    }
    return entry;
  }

  function readPlaces(input, entry, from, to) {
    for (var nth = from; nth < to; nth++) entry.places[nth] = readGaps(input, (entry.flags[nth] >> 4) + 1);
  }

  // Positions of an entry in the pages whose places in its list are given.
  async function loadPlaces(entry, wanted) {
    entry.places = entry.places || [];
    if (entry.long) {
      await Promise.all(entry.blocks.map(async function (block) {
        if (block.read || !wanted.some(function (nth) { return nth >= block.from && nth < block.to; })) return;
        var bytes = await file('l', block.name, function (bytes) { return bytes; });
        readPlaces(reader(bytes), entry, block.from, block.to);
        block.read = true;
      }));
    } else if (!entry.places.length) {
      var bytes = await numbered(entry.family, entry.number, function (bytes) { return bytes; });
      if (!bytes) throw Damaged('positions');
      var input = reader(bytes);
      entry.beside.forEach(function (other) {
        if (!other.placed) return;
        other.places = [];
        readPlaces(input, other, 0, other.count);
      });
    }
  }

  // ---- Phrases.

  // The grams that make up a phrase, each with its place in it.
  function cover(chars, frequent) {
    function longest(at, most) {
      var length = 2;
      while (length < most && length < 4 && frequent.has(chars.slice(at, at + length).join(''))) length++;
      return length;
    }
    if (chars.length === 1) return [{ at: 0, gram: chars[0], length: 1 }];
    var grams = [];
    for (var at = 0; at < chars.length;) {
      if (at === chars.length - 1) at--;
      var length = longest(at, chars.length - at);
      grams.push({ at: at, gram: chars.slice(at, at + length).join(''), length: length });
      at += length;
    }
    return grams;
  }

  function common(lists) {
    lists.sort(function (a, b) { return a.length - b.length; });
    return lists.slice(1).reduce(function (pages, list) {
      var at = 0;
      return pages.filter(function (page) {
        while (at < list.length && list[at] < page) at++;
        return list[at] === page;
      });
    }, lists[0] || []);
  }

  // Where a page stands in an entry's list.
  function find(entry, page) {
    var low = 0;
    var high = entry.pages.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (entry.pages[middle] < page) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  var FEW = 12; // so many texts are read rather than long lists

  // Pages that hold a phrase: Map from page to {title, broken, times}.
  // What verify says of a page comes from its text; title is 2 for the whole title, 1 for a part of it.
  async function phrase(chars, verify) {
    var table = await open();
    var grams = cover(chars, table.frequent);
    var entries = await Promise.all(grams.map(async function (gram) {
      return (await shard('g', gram.gram)).get(gram.gram);
    }));
    if (entries.some(function (entry) { return !entry; })) return new Map();
    if (entries.length === 1) return listed(await loadPages(entries[0]));
    var pages = common(entries.filter(function (entry) { return entry.pages; }).map(function (entry) { return entry.pages; }));
    if (!pages.length && entries.some(function (entry) { return entry.pages; })) return new Map();
    if (!pages.length || pages.length > FEW) {
      await Promise.all(entries.map(loadPages));
      pages = common(entries.map(function (entry) { return entry.pages; }));
    }
    return pages.length > FEW ? joined(entries, grams, pages) : checked(pages, verify);
  }

  function listed(entry) {
    var found = new Map();
    entry.pages.forEach(function (page, nth) {
      var flags = entry.flags[nth];
      found.set(page, { title: flags & 1 ? ((flags & 6) === 6 ? 2 : 1) : 0, broken: !!(flags & 8), times: (flags >> 4) + 1 });
    });
    return found;
  }

  async function checked(pages, verify) {
    var found = new Map();
    var hits = await Promise.all(pages.map(verify));
    pages.forEach(function (page, nth) { if (hits[nth]) found.set(page, hits[nth]); });
    return found;
  }

  async function joined(entries, grams, pages) {
    await Promise.all(entries.map(function (entry) {
      return loadPlaces(entry, pages.map(function (page) { return find(entry, page); }));
    }));
    var found = new Map();
    var last = entries.length - 1;
    pages.forEach(function (page) {
      var places = entries.map(function (entry) { return find(entry, page); });
      var others = entries.map(function (entry, nth) { return nth ? new Set(entry.places[places[nth]]) : null; });
      var times = entries[0].places[places[0]].filter(function (place) {
        return others.every(function (set, nth) { return !nth || set.has(place + grams[nth].at - grams[0].at); });
      }).length;
      if (!times) return;
      var flags = entries.map(function (entry, nth) { return entry.flags[places[nth]]; });
      var inTitle = flags.every(function (flag) { return flag & 1; });
      found.set(page, {
        title: inTitle ? (flags[0] & 2 && flags[last] & 4 ? 2 : 1) : 0,
        broken: flags.some(function (flag) { return flag & 8; }),
        times: times
      });
    });
    return found;
  }

  // Pages that hold a word, or one that begins with it: Map as for phrases.
  async function word(stemmed) {
    var shardOf = await shard('w', Array.from(stemmed).slice(0, 3));
    var entries = [];
    shardOf.forEach(function (entry, key) {
      if (key === stemmed || (stemmed.length > 2 && key.startsWith(stemmed))) entries.push(entry);
    });
    await Promise.all(entries.map(loadPages));
    var found = new Map();
    entries.forEach(function (entry) {
      listed(entry).forEach(function (hit, page) {
        hit.broken = entry.key !== stemmed;
        found.set(page, better(found.get(page), hit));
      });
    });
    return found;
  }

  // The words that begin with the same letters.
  async function wordsBeside(word) {
    return Array.from((await shard('w', Array.from(word).slice(0, 3))).values());
  }

  // Pages that hold words in a row.
  async function wordRow(stems) {
    var entries = await Promise.all(stems.map(async function (stemmed) {
      return (await shard('w', Array.from(stemmed).slice(0, 3))).get(stemmed);
    }));
    if (!entries.length || entries.some(function (entry) { return !entry; })) return new Map();
    await Promise.all(entries.map(loadPages));
    if (entries.length === 1) return listed(entries[0]);
    var pages = common(entries.map(function (entry) { return entry.pages; }));
    return joined(entries, stems.map(function (_, nth) { return { at: nth }; }), pages);
  }

  function better(one, other) {
    if (!one) return other;
    return {
      title: Math.max(one.title, other.title),
      broken: one.broken && other.broken,
      times: one.times + other.times
    };
  }

  Object.assign(search, {
    BORDER: BORDER, HAN: HAN, fold: fold, foldChar: foldChar, stem: stem, words: words, open: open, file: file,
    json: json, numbered: numbered, looked: looked, loadTraditional: loadTraditional, unknown: unknown, phrase: phrase,
    word: word, wordsBeside: wordsBeside, wordRow: wordRow, better: better, common: common, reader: reader, readGaps: readGaps, hash: hash
  });
})();
