// The files of the index: the manifest, the tables, and the others by number or by name.

var VERSION = 2;
var tables = null;
var named = ''; // the name of the tables that are read
var cache = new Map();
var traditional = new Map(); // as far as they were met: texts bring their own

function damaged(message) {
  var error = new Error(message);
  error.damaged = true;
  return error;
}

function fromDisk() {
  return search.load(['search-disk']).then(function () { return search.disk; });
}

function loadManifest(again) {
  if (search.disk || location.protocol === 'file:') return fromDisk().then(function (disk) { return disk.manifest(); });
  var asked = !again && search.manifest; // the search page asks for it before its scripts are there
  search.manifest = null;
  return (asked || fetch(search.root + 'search/manifest.json', { cache: 'no-cache' })).then(function (answer) {
    if (answer.ok) return answer.json();
    // A package made for disks, put on a server?
    return fromDisk().then(function (disk) { return disk.manifest(); });
  });
}

// The bytes of a file, unpacked.
function loadBytes(path) {
  if (search.disk) return search.disk.stream(path).then(unpack);
  return inTurn(function () {
    return fetch(search.root + 'search/' + path + '.bin').then(function (answer) {
      if (!answer.ok) throw damaged(path + ': ' + answer.status);
      return unpack(answer.body);
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

function unpack(stream) {
  return new Response(stream.pipeThrough(new DecompressionStream('deflate'))).arrayBuffer()
    .then(function (buffer) { return new Uint8Array(buffer); });
}

// A file by its path, unpacked and read.
function file(path, read) {
  var loading = cache.get(path);
  if (!loading) {
    loading = loadBytes(path).then(read).catch(function (error) {
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

function hex(bytes) {
  return Array.from(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join('');
}

// Loads the tables; everything else needs them.
function open() {
  if (!tables) {
    tables = loadManifest().then(readTables);
    tables.catch(function () { tables = null; });
  }
  return tables;
}

function readTables(manifest) {
  if (manifest.version !== VERSION) throw damaged('version ' + manifest.version);
  named = manifest.tables;
  return file('m/' + named, json).then(function (read) {
    var plans = read.plans;
    var first = 0;
    read.firsts = plans.sections.map(function (sections) {
      var own = first;
      first += Math.ceil((sections + 1) / read.step) * read.step;
      return own;
    });
    [plans.city, plans.year].forEach(function (column) {
      for (var nth = 1; nth < column.length; nth++) column[nth] += column[nth - 1];
    });
    read.frequent = new Set(read.frequent ? read.frequent.split('\n') : []);
    return read;
  });
}

// After a failure: has the index been replaced since the tables were read? Then what was read of it is
// forgotten.
function renewed() {
  var before = named;
  return loadManifest(true).then(function (manifest) {
    if (manifest.tables === before) return false;
    cache.clear();
    tables = null;
    return true;
  });
}

// The version in the name of a group of files, by its place among its like; '' where there is none.
async function versionOf(family, place) {
  var names = (await open()).names[family];
  var page = place >> 6;
  function at(versions, nth) {
    var version = versions.slice(nth * 8, nth * 8 + 8);
    return /[1-9a-f]/.test(version) ? version : '';
  }
  var pages = names[0] > 64 * 64 ? await file('n/' + family + '-' + names[1], hex) : names[1];
  var version = at(pages, page);
  return version && at(await file('n/' + family + page + '-' + version, hex), place & 63);
}

// A file by its number, or undefined where there is none. Its version is that of its number in
// `family`, unless another place is given.
async function numbered(folder, number, read, family, place) {
  var version = await versionOf(family || folder, place === undefined ? number : place);
  return version ? file(folder + '/' + number + '-' + version, read) : undefined;
}

function hash(chars) {
  var value = 0;
  for (var c of chars) {
    value = Math.imul(value ^ c.codePointAt(0), 0x9e3779b1);
    value ^= value >>> 15;
  }
  return value >>> 0;
}

// The number of the shard that holds a key.
async function shardOf(family, key) {
  return hash(key) & ((await open()).names[family][0] - 1);
}

// What a shard of JSON says of a key.
async function looked(family, key) {
  var object = await numbered(family, await shardOf(family, key), json);
  return (object && object[key]) || [];
}

// Learns the simplified forms of characters: pairs one after another.
function learn(pairs) {
  for (var nth = 0; nth < pairs.length; nth += 2) {
    if (traditional.has(pairs[nth])) continue;
    traditional.set(pairs[nth], pairs[nth + 1]);
    folded.clear();
  }
}

// Learns those of the characters that are traditional; false if none is.
async function loadTraditional(text) {
  var chars = Array.from(new Set(text)).filter(function (c) { return HAN.test(c) && !traditional.has(c); });
  var found = await Promise.all(chars.map(function (c) { return looked('f', c); }));
  var pairs = chars.flatMap(function (c, nth) { return found[nth].length ? [c, found[nth]] : []; });
  learn(pairs);
  return pairs.length > 0;
}
