// Marks on a page what the reader searched for: #h=words, several of them apart by &h=.
(function () {
  'use strict';
  var search = self.gongbaoSearch;

  function wanted() {
    return location.hash.slice(1).split('&').filter(function (part) { return /^h=/.test(part); }).map(function (part) {
      try {
        return decodeURIComponent(part.slice(2));
      } catch (error) {
        return '';
      }
    }).filter(Boolean);
  }

  // The text of elements as one string, and the nodes it is made of.
  function gather(selector) {
    var nodes = [];
    var text = '';
    Array.from(document.querySelectorAll(selector)).forEach(function (element) {
      if (element.parentElement.closest(selector)) return;
      var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        nodes.push({ node: walker.currentNode, from: text.length });
        text += walker.currentNode.data;
      }
    });
    return { text: text, nodes: nodes };
  }

  function hits(text, phrase) {
    var folded = search.fold(text);
    var sought = search.fold(phrase).text;
    var found = [];
    for (var at = sought ? folded.text.indexOf(sought) : -1; at >= 0 && found.length < 100; at = folded.text.indexOf(sought, at + sought.length)) {
      found.push({ from: folded.from[at], to: folded.to[at + sought.length - 1] });
    }
    return found;
  }

  function wrap(gathered, hit) {
    var first = null;
    gathered.nodes.forEach(function (part) {
      var length = part.node.data.length;
      var from = Math.max(hit.from - part.from, 0);
      var to = Math.min(hit.to - part.from, length);
      if (from >= to) return;
      var node = from ? part.node.splitText(from) : part.node;
      if (to - from < node.data.length) node.splitText(to - from);
      var mark = document.createElement('mark');
      mark.className = 'search-hit';
      node.replaceWith(mark);
      mark.appendChild(node);
      first = first || mark;
    });
    return first;
  }

  function clear() {
    Array.from(document.querySelectorAll('mark.search-hit')).forEach(function (mark) {
      var parent = mark.parentNode;
      mark.replaceWith.apply(mark, Array.from(mark.childNodes));
      parent.normalize();
    });
  }

  search.highlight = function () {
    clear();
    var first = null;
    ['[data-official]', '[data-translation]'].forEach(function (selector) {
      wanted().forEach(function (phrase) {
        // From the end, so that the places before stay where they are.
        hits(gather(selector).text, phrase).reverse().forEach(function (hit, nth, all) {
          var mark = wrap(gather(selector), hit);
          if (mark && nth === all.length - 1 && !first) first = mark;
        });
      });
    });
    if (!first) return;
    // Readers may have hidden the column it is in.
    if (!first.offsetParent) document.documentElement.removeAttribute('data-view');
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: 'center', behavior: 'instant' });
  };
})();
