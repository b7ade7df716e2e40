// Lists of pages and of positions, and the shards they stand in.

var MANY = 4; // so many times and more; how many, the positions tell

function reader(bytes) {
  var at = 0;
  return {
    number: function () {
      var value = 0;
      var scale = 1;
      var byte;
      do {
        byte = bytes[at++];
        if (byte === undefined) throw damaged('a list ends early');
        value += (byte & 127) * scale;
        scale *= 128;
      } while (byte > 127);
      return value;
    },
    bytes: function (length) { return bytes.subarray(at, (at += length)); },
    ended: function () { return at >= bytes.length; }
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

// A shard of page lists: entries by key. Single characters have no positions.
function shardReader(family, number) {
  return function (bytes) {
    var input = reader(bytes);
    var count = input.number();
    var keys = new TextDecoder().decode(input.bytes(input.number())).split('\n');
    if (keys.length !== count) throw damaged('keys');
    var entries = keys.map(function (key) {
      var frequency = input.number();
      return {
        key: key, count: frequency >> 1, long: frequency & 1, number: number, family: family,
        placed: family === 'w' || Array.from(key).length > 1
      };
    });
    var short = entries.filter(function (entry) { return !entry.long; });
    short.forEach(function (entry) { entry.pages = readGaps(input, entry.count); });
    short.forEach(function (entry) { entry.flags = readNumbers(input, entry.count); });
    entries.forEach(function (entry) { if (entry.long) readBlocks(input, entry); });
    var shard = new Map();
    entries.forEach(function (entry) {
      entry.beside = short;
      shard.set(entry.key, entry);
    });
    return shard;
  };
}

function readBlocks(input, entry) {
  entry.name = hex(input.bytes(6));
  entry.blocks = [];
  if (!entry.placed) return;
  for (var blocks = input.number(), from = 0; blocks > 0; blocks--) {
    var pages = input.number();
    entry.blocks.push({ from: from, to: from + pages, name: hex(input.bytes(6)) });
    from += pages;
  }
}

// The shard of a gram (g), or of the words that begin as a word does (w).
async function shard(family, key) {
  var number = await shardOf(family, key);
  return (await numbered(family, number, shardReader(family, number))) || new Map();
}

async function loadPages(entry) {
  if (!entry.pages) {
    var read = await file('l/' + entry.name, function (bytes) {
      var input = reader(bytes);
      return [readGaps(input, entry.count), readNumbers(input, entry.count)];
    });
    entry.pages = read[0];
    entry.flags = read[1];
  }
  return entry;
}

function readPlaces(input, entry, from, to) {
  for (var nth = from; nth < to; nth++) {
    var times = (entry.flags[nth] >> 4) + 1;
    entry.places[nth] = readGaps(input, times === MANY ? times + input.number() : times);
  }
}

function same(bytes) {
  return bytes;
}

// Positions of an entry in the pages whose places in its list are given.
async function loadPlaces(entry, wanted) {
  entry.places = entry.places || [];
  if (entry.long) {
    await Promise.all(entry.blocks.map(async function (block) {
      if (block.read || !wanted.some(function (nth) { return nth >= block.from && nth < block.to; })) return;
      readPlaces(reader(await file('l/' + block.name, same)), entry, block.from, block.to);
      block.read = true;
    }));
  } else if (!entry.places.length) {
    var bytes = await numbered(entry.family === 'w' ? 'x' : 'h', entry.number, same, entry.family);
    if (!bytes) throw damaged('positions');
    var input = reader(bytes);
    entry.beside.forEach(function (other) {
      if (!other.placed) return;
      other.places = [];
      readPlaces(input, other, 0, other.count);
    });
  }
}
