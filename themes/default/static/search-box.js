// Suggestions under the search box of a page: an ARIA combobox with a list.
(function () {
  'use strict';
  var search = self.gongbaoSearch;
  var boxes = 0;

  search.box = function (input) {
    var list = document.createElement('ul');
    var chosen = -1;
    var turn = 0;
    var timer;
    var last = -Infinity; // when a key was typed
    list.id = 'search-suggestions-' + ++boxes;
    list.className = 'search-suggestions';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', input.getAttribute('data-suggestions-label') || input.getAttribute('aria-label') || '');
    list.hidden = true;
    input.insertAdjacentElement('afterend', list);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
    input.autocomplete = 'off';

    function close() {
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      choose(-1);
    }

    function choose(nth) {
      chosen = nth;
      Array.from(list.children).forEach(function (option, at) { option.setAttribute('aria-selected', String(at === nth)); });
      if (nth < 0) input.removeAttribute('aria-activedescendant');
      else input.setAttribute('aria-activedescendant', list.children[nth].id);
    }

    function show(suggestions) {
      list.textContent = '';
      suggestions.forEach(function (suggestion, nth) {
        var option = document.createElement('li');
        option.id = list.id + '-' + nth;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.setAttribute('data-query', suggestion.text);
        search.suggestionText(option, suggestion);
        option.addEventListener('mousedown', function (event) {
          event.preventDefault();
          take(suggestion.text);
        });
        list.appendChild(option);
      });
      list.hidden = !suggestions.length;
      input.setAttribute('aria-expanded', String(!list.hidden));
      choose(-1);
    }

    function take(query) {
      input.value = query;
      input.form.submit();
    }

    function update() {
      var mine = ++turn;
      search.suggest(input.value).then(function (suggestions) {
        if (mine === turn && document.activeElement === input) show(suggestions);
      }, close);
    }

    // The first key is answered at once, those that follow it fast when they are done.
    function typed(event) {
      clearTimeout(timer);
      if (event.isComposing) return;
      turn += 1; // what is on its way is no answer to this
      var pause = performance.now() - last < 150 ? 80 : 0;
      last = performance.now();
      timer = setTimeout(update, pause);
    }

    input.addEventListener('input', typed);
    input.addEventListener('compositionend', typed);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', function (event) {
      if (event.isComposing || event.keyCode === 229) return;
      var count = list.hidden ? 0 : list.children.length;
      if (event.key === 'ArrowDown' && !count) update();
      else if (event.key === 'ArrowDown') choose(chosen + 1 >= count ? 0 : chosen + 1);
      else if (event.key === 'ArrowUp' && count) choose(chosen <= 0 ? count - 1 : chosen - 1);
      else if (event.key === 'Enter' && chosen >= 0) take(list.children[chosen].getAttribute('data-query'));
      else if (event.key === 'Escape' && count) close();
      else if (event.key === 'Escape') input.value = '';
      else return;
      event.preventDefault();
    });
    if (input.value) update();
  };
})();
