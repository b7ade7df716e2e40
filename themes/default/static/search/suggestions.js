// Suggestions while typing.

var MOST = 6;

// Terms that begin as typed, or hold the typed English words.
async function byTerms(query, text) {
  if (!HAN.test(text)) return search.byEnglish(query);
  var key = Array.from(text).slice(0, 2).join('');
  return (await looked('s', key)).filter(function (term) {
    var folded = fold(term[0]).text;
    return folded.startsWith(text) && (folded !== text || term[1]);
  }).map(function (term) {
    // The English of what was typed, or the Chinese that goes on from it.
    if (fold(term[0]).text === text) return { text: term[1], count: term[2], chinese: term[0] };
    return { text: term[0], count: term[2], english: term[1] };
  });
}

// Suggestions, best first: {text, english or chinese}. An answer that is still awaited may come later than
// the terms.
async function suggest(query, awaited) {
  var folded = fold(query).text.replace(/\n/g, '');
  if (!folded) return [];
  var latin = !HAN.test(folded);
  var letters = latin && /[a-z]/.test(folded);
  if (latin) await search.load(letters ? ['search-latin', 'search-assist'] : ['search-latin']);
  var terms = byTerms(query, folded);
  terms.catch(function () {}); // told with the others
  var answer = await awaited;
  var nothing = answer && !answer.hits.size;
  if (nothing) await search.load(['search-latin', 'search-assist']);
  var lists = await Promise.all([terms, letters ? search.byInitials(query) : [], letters ? search.byPinyin(query) : []]);
  if (nothing) lists.push(letters && (lists[1].length || lists[2].length) ? [] : await search.near(query));
  var seen = new Set([folded]);
  var found = [];
  (nothing ? lists.reverse() : lists).forEach(function (list) {
    list.forEach(function (suggestion) {
      var text = fold(suggestion.text).text;
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
  into.lang = suggestion.chinese || !HAN.test(suggestion.text) ? 'en' : 'zh-CN';
  into.append(suggestion.text);
  if (!other) return;
  var aside = document.createElement('span');
  aside.lang = suggestion.english ? 'en' : 'zh-CN';
  aside.className = 'search-aside';
  aside.textContent = ' ' + other;
  into.append(aside);
}
