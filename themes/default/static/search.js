// The search box of every page: "/" goes to it; its suggestions, the search page and the marking of
// what was searched for come with further scripts, loaded when they are needed.
(function () {
  'use strict';
  var search = (self.gongbaoSearch = self.gongbaoSearch || {});
  var own = document.currentScript;
  var folder = new URL('./', own.src).href;
  // The site's root: the folder above the scripts.
  search.root = new URL('../', folder).href;
  search.lang = /^zh/.test(document.documentElement.lang) ? 'zh' : 'en';
  var parts = {};
  // Names of files change with their content: data-scripts lists them.
  var files = (own.getAttribute('data-scripts') || '').split(' ');

  function addressOf(name) {
    var file = files.find(function (one) { return one.replace(/^.*\//, '').split('.')[0] === name; });
    return folder + (file ? file.replace(/^.*\//, '') : name + '.js');
  }

  function load(names) {
    names.forEach(function (name) {
      if (parts[name]) return;
      parts[name] = new Promise(function (resolve, reject) {
        var script = document.createElement('script');
        script.src = addressOf(name);
        script.async = false; // in the order they were asked for
        script.onload = resolve;
        script.onerror = reject;
        document.head.appendChild(script);
      });
    });
    return Promise.all(names.map(function (name) { return parts[name]; }));
  }

  search.load = load;

  function typing(element) {
    return element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName));
  }

  document.addEventListener('keydown', function (event) {
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    var inputs = Array.from(document.querySelectorAll('[data-search-input]')).reverse();
    var input = inputs.find(function (one) { return one.offsetParent; });
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  Array.from(document.querySelectorAll('[data-search-box] [data-search-input]')).forEach(function (input) {
    function start() {
      input.removeEventListener('focus', start);
      load(['search-core', 'search-box']).then(function () { search.box(input); });
    }
    input.addEventListener('focus', start);
    if (document.activeElement === input) start();
  });

  function mark() {
    if (!/^#h=/.test(location.hash)) return;
    load(['search-core', 'search-highlight']).then(function () { search.highlight(); });
  }

  // The search page names its scripts itself; what they ask for first is on its way before they are there.
  if (document.documentElement.getAttribute('data-page-kind') === 'search') {
    parts['search-core'] = parts['search-page'] = Promise.resolve();
    if (location.protocol !== 'file:') {
      search.manifest = fetch(search.root + 'search/manifest.json', { cache: 'no-cache' });
      search.manifest.catch(function () {}); // told when it is read
    }
    addEventListener('load', function () {
      if (search.run) return;
      document.querySelector('[data-search-failed]').hidden = false;
      document.documentElement.setAttribute('data-search-state', 'done');
    });
  } else {
    addEventListener('hashchange', mark);
    mark();
  }
})();
