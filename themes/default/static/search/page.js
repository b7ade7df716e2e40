// The search page: what is typed, what is found, suggestions; the address follows.

var root = document.documentElement;
var words = JSON.parse(document.getElementById('search-words').textContent);
var STEP = 10;
var SMALL = 3000; // sections
var FILTERS = ['city', 'year', 'kind', 'topic', 'target'];
var form = document.querySelector('main [data-search-form]');
var input = form.querySelector('[data-search-input]');
var place = {};
['status', 'results', 'suggestions', 'filters', 'more', 'message'].forEach(function (name) {
  place[name] = document.querySelector('[data-search-' + name + ']');
});
var state = stateOf(location.search);
var turn = 0;
var timer;
var last = -Infinity; // when a key was typed

// ---- The state, as it stands in the address.

function stateOf(address) {
  var read = new URLSearchParams(address);
  var found = { q: read.get('q') || '', limit: read.get('limit'), sort: read.get('sort') || '', chosen: {} };
  FILTERS.forEach(function (name) { if (read.get(name)) found.chosen[name] = read.get(name); });
  return found;
}

function addressOf(from) {
  var parts = new URLSearchParams();
  if (from.q) parts.set('q', from.q);
  FILTERS.forEach(function (name) { if (from.chosen[name]) parts.set(name, from.chosen[name]); });
  if (from.sort) parts.set('sort', from.sort);
  if (from.limit) parts.set('limit', from.limit);
  return '?' + parts;
}

function limit() {
  return state.limit === 'all' ? Infinity : Math.max(1, parseInt(state.limit, 10) || STEP);
}

// ---- Elements.

function element(name, attributes, children) {
  var made = document.createElement(name);
  Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
  (children || []).forEach(function (child) { made.append(child); });
  return made;
}

function filled(template, values) {
  return template.split(/(\{\w+\})/).map(function (part) {
    var key = part.slice(1, -1);
    return part[0] === '{' && key in values ? values[key] : part;
  });
}

function number(value) {
  return value.toLocaleString(root.lang);
}

// ---- Results.

function linkOf(item, answer) {
  var address = search.root + search.lang + '/' + item.section.id + '/' + (location.protocol === 'file:' ? 'index.html' : '');
  var marks = item.excerpt.pieces.filter(function (piece) { return piece.mark; });
  var targets = item.lang === 'zh' ? item.section.targets || [] : [];
  if (answer.terms.length > 1 && item.excerpt.whole) {
    var units = unitsOf(item.section.text);
    var target = targets.find(function (one) {
      return marks.some(function (mark) { return units(one[1]) < mark.to && mark.from < units(one[2]); });
    });
    if (target) return address + '#' + target[0];
  }
  var sought = marks.map(function (mark) { return 'h=' + encodeURIComponent(mark.text); });
  return address + (sought.length ? '#' + sought.join('&') : '');
}

// Characters before a place as UTF-16 units.
function unitsOf(text) {
  var chars = Array.from(text);
  return function (place) { return chars.slice(0, place).join('').length; };
}

function result(item, answer) {
  var english = search.lang === 'en' && item.section.titleEn;
  var title = element('a', { href: linkOf(item, answer) }, [english || item.section.title || item.section.id]);
  if (search.lang === 'en' && !english) title.setAttribute('lang', 'zh-CN');
  var plan = search.lang === 'en' ? item.section.plan[2] || item.section.plan[1] : item.section.plan[1];
  var meta = element('p', { class: 'search-meta' }, [
    element('span', { class: 'search-city' }, [item.city[search.lang === 'en' ? 1 : 0]]), ' · ', String(item.year), ' · ', words[item.kind] || item.kind, ' · ',
    element('span', search.lang === 'en' && !item.section.plan[2] ? { lang: 'zh-CN' } : {}, [plan])
  ]);
  var text = element('p', { class: 'search-excerpt', lang: item.lang === 'zh' ? 'zh-CN' : 'en' }, item.excerpt.pieces.map(function (piece) {
    return piece.mark ? element('mark', {}, [piece.text]) : piece.text;
  }));
  return element('li', { 'data-result': item.section.id }, [element('h2', { class: 'search-title' }, [title]), meta, text]);
}

async function list(rows, answer, mine) {
  var shown = rows.slice(0, limit());
  var made = document.createDocumentFragment();
  for (var at = 0; at < shown.length; at += 50) {
    var items = await Promise.all(shown.slice(at, at + 50).map(function (row) { return search.shown(row, answer, search.lang); }));
    if (mine !== turn) return false;
    items.forEach(function (item) { if (item.section) made.append(result(item, answer)); });
  }
  place.results.replaceChildren(made);
  place.more.replaceChildren();
  if (rows.length > shown.length) {
    place.more.append(button(words.more, String(shown.length + STEP)), button(words.all, 'all'));
  }
  return true;
}

function button(label, value) {
  var made = element('button', { type: 'button' }, [label]);
  made.addEventListener('click', function () {
    var last = place.results.children.length;
    state.limit = value;
    now().then(function () {
      var link = place.results.children[last] && place.results.children[last].querySelector('a');
      if (link) link.focus();
    });
  });
  return made;
}

// ---- Status, suggestions, filters.

function status(count, answer) {
  var counted = element('span', { 'data-result-count': '' }, [String(count)]);
  place.status.replaceChildren.apply(place.status, filled(count === 1 ? words.found_one : words.found, { count: counted, query: answer.query.trim() }));
  answer.by.forEach(function (term) {
    if (term.named) place.status.append(' ', element('span', { class: 'search-also' }, filled(words.also, { term: element('span', { lang: 'zh-CN' }, [term.zh]) })));
  });
}

function suggestions(list, nothing) {
  place.suggestions.replaceChildren();
  place.suggestions.hidden = !list.length;
  if (!list.length) return;
  var items = list.map(function (suggestion) {
    var link = element('a', { href: addressOf({ q: suggestion.text, chosen: {} }) });
    search.suggestionText(link, suggestion);
    return element('li', { 'data-suggestion': suggestion.text }, [link]);
  });
  place.suggestions.append(element('span', { class: 'search-suggest-label' }, [nothing ? words.meant : words.suggested]), element('ul', {}, items));
}

// Filters cost a little, and on a phone they stand before what was found: there, and on a large site,
// they come when the reader asks for them.
var ofFilters;

function filtersWanted(table) {
  return state.all || state.sort || Object.keys(state.chosen).length || (table.sections <= SMALL && !matchMedia('(max-width: 40em)').matches);
}

function loadFilters() {
  ofFilters = ofFilters || search.load(['search-filters']).then(function () { return search.loadFilters(); });
  ofFilters.catch(function () { ofFilters = null; });
  return ofFilters;
}

function filters(kept, loaded) {
  if (loaded) return search.showFilters(place.filters, state, words, kept.counts, loaded, kept.rows.length < 2, choose);
  place.filters.replaceChildren();
  if (kept.rows.length < 2) return;
  var made = element('button', { type: 'button' }, [words.more_filters]);
  made.addEventListener('click', function () {
    state.all = true;
    now().then(function () {
      var first = place.filters.querySelector('select');
      if (first) first.focus();
    });
  });
  place.filters.append(made);
}

function choose(name, value) {
  if (name === 'sort') state.sort = value;
  else if (value) state.chosen[name] = value;
  else delete state.chosen[name];
  if (state.limit !== 'all') state.limit = null;
  now();
}

// ---- Running.

// The address follows while files are on their way: writing it takes longer than one would think.
var following = 0;

function follow() {
  clearTimeout(following);
  following = 0;
  history.replaceState(null, '', addressOf(state));
}

function done() {
  if (following) follow();
  root.setAttribute('data-search-state', 'done');
}

function message(text) {
  place.message.textContent = text;
  place.message.hidden = !text;
}

function failed(error) {
  if (self.console) console.error(error);
  place.status.replaceChildren();
  place.results.replaceChildren();
  place.suggestions.replaceChildren();
  place.filters.replaceChildren();
  place.more.replaceChildren();
  root.setAttribute('data-search-error', '');
  message(location.protocol === 'file:' && !self.gongbaoFiles ? words.from_disk : words.failed);
  done();
}

function empty(query) {
  ['status', 'results', 'filters', 'more', 'suggestions'].forEach(function (name) { place[name].replaceChildren(); });
  place.suggestions.hidden = true;
  if (query.trim()) status(0, { query: query, by: [] });
  message(query.trim() ? words.signs_only : '');
  return done();
}

// Answers the query; false if another was typed meanwhile.
async function answered(mine) {
  var running = search.run(state.q);
  var offering = search.suggest(state.q, running);
  offering.catch(function () {}); // told below
  var table = await search.open();
  var loading = filtersWanted(table) ? loadFilters() : null;
  var answer = await running;
  if (mine !== turn) return false;
  if (!answer.terms.length) return empty(state.q);
  var rows = search.ordered(answer.hits, table, state.sort);
  var loaded = await loading;
  var kept = loaded ? search.filtered(rows, state.chosen, table, loaded) : { rows: rows };
  if (mine !== turn || !(await list(kept.rows, answer, mine))) return false;
  message(kept.rows.length ? '' : filled(words.none, { query: state.q.trim() }).join(''));
  status(kept.rows.length, answer);
  filters(kept, loaded);
  var offered = await offering;
  if (mine !== turn) return false;
  suggestions(offered, !kept.rows.length);
  return done();
}

async function now() {
  var mine = ++turn;
  clearTimeout(timer);
  root.setAttribute('data-search-state', 'working');
  root.removeAttribute('data-search-error');
  clearTimeout(following);
  following = setTimeout(follow, 0);
  root.setAttribute('data-search-query', state.q);
  try {
    await answered(mine).catch(async function (error) {
      // The site may have been published anew while this page stood open.
      if (mine !== turn || !(await search.renewed())) throw error;
      ofFilters = null;
      return answered(mine);
    });
  } catch (error) {
    if (mine === turn) failed(error);
  }
}

// The first key is answered at once, those that follow it fast when they are done.
function typed() {
  turn += 1; // what is on its way is no answer to this
  clearTimeout(timer);
  var pause = performance.now() - last < 150 ? 60 : 0;
  last = performance.now();
  state.q = input.value;
  if (state.limit !== 'all') state.limit = null;
  root.setAttribute('data-search-state', 'working');
  timer = setTimeout(now, pause);
}

// ---- Keys.

function step(event, by) {
  var links = [input].concat(Array.from(document.querySelectorAll('[data-suggestion] a, [data-result] a')));
  var at = links.indexOf(document.activeElement);
  if (at < 0 || !links[at + by]) return;
  event.preventDefault();
  links[at + by].focus();
}

document.addEventListener('keydown', function (event) {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'ArrowDown') step(event, 1);
  else if (event.key === 'ArrowUp') step(event, -1);
  else if (event.key === 'Escape' && document.activeElement === input) {
    input.value = '';
    typed();
  } else if (event.key === 'Escape' && document.activeElement.closest('[data-result], [data-suggestion]')) input.focus();
});
input.addEventListener('input', function (event) { if (!event.isComposing) typed(); });
input.addEventListener('compositionend', typed);
form.addEventListener('submit', function (event) {
  event.preventDefault();
  state.q = input.value;
  now();
});
place.suggestions.addEventListener('click', function (event) {
  var link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state = stateOf(link.search);
  input.value = state.q;
  input.focus();
  now();
});
addEventListener('popstate', function () {
  state = stateOf(location.search);
  input.value = state.q;
  now();
});

input.value = state.q;
input.autocomplete = 'off';
now();
