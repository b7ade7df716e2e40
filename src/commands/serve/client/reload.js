// Added to pages by `gongbao serve` alone: reloads a page that is out of date where the reader
// was, and lays the findings of the last build over it. All texts go in as text, never as HTML.
(function () {
  'use strict';

  var tag = document.currentScript.dataset.tag;
  var chinese = document.documentElement.lang.toLowerCase().indexOf('en') !== 0;
  var placeKey = 'gongbao-place';
  var closedKey = 'gongbao-closed';
  var words = {
    title: { zh: '构建发现的问题', en: 'Findings of the build' },
    stays: {
      zh: '有错误，这里显示的仍是上一次成功生成的网站。',
      en: 'There are errors; this is still the last site that could be built.'
    },
    close: { zh: '关闭', en: 'Close' },
    more: { zh: '其余见终端。', en: 'See the terminal for the rest.' },
    error: { zh: '错误', en: 'error' },
    warning: { zh: '警告', en: 'warning' },
    note: { zh: '提示', en: 'note' }
  };

  function here(text) {
    return chinese ? text.zh : text.en;
  }

  function element(name, className, text, lang) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  }

  // Both languages, the page's first.
  function both(parent, text) {
    var order = chinese ? ['zh', 'en'] : ['en', 'zh'];
    order.forEach(function (lang, at) {
      if (!text[lang]) return;
      var className = at === 0 ? 'gongbao-text' : 'gongbao-text gongbao-other';
      parent.appendChild(element('p', className, text[lang], lang === 'zh' ? 'zh-CN' : 'en'));
    });
  }

  // Where the reader was.

  function keepPlace() {
    var open = [];
    document.querySelectorAll('details').forEach(function (details) {
      open.push(details.open);
    });
    var focus = document.activeElement && document.activeElement.id;
    sessionStorage.setItem(placeKey, JSON.stringify({
      page: location.pathname, x: scrollX, y: scrollY, open: open, focus: focus || ''
    }));
  }

  function findPlace() {
    var place;
    try {
      place = JSON.parse(sessionStorage.getItem(placeKey));
    } catch (error) {
      place = null;
    }
    sessionStorage.removeItem(placeKey);
    if (!place || place.page !== location.pathname) return;
    document.querySelectorAll('details').forEach(function (details, at) {
      if (at < place.open.length) details.open = place.open[at];
    });
    var focused = place.focus && document.getElementById(place.focus);
    if (focused) focused.focus({ preventScroll: true });
    var scroll = function () {
      window.scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    };
    scroll();
    // Styles and pictures that come late change the height of the page.
    if (document.readyState !== 'complete') window.addEventListener('load', scroll);
    window.addEventListener('load', function () {
      history.scrollRestoration = 'auto';
    });
  }

  function reload() {
    keepPlace();
    history.scrollRestoration = 'manual';
    location.reload();
  }

  // Findings.

  var badge = null;
  var overlay = null;

  function close() {
    if (!overlay) return;
    overlay.hidden = true;
    badge.hidden = false;
    badge.setAttribute('aria-expanded', 'false');
  }

  function open() {
    overlay.hidden = false;
    badge.hidden = true;
    badge.setAttribute('aria-expanded', 'true');
  }

  function count(findings) {
    var counts = [['error', findings.errors], ['warning', findings.warnings], ['note', findings.notes]]
      .filter(function (pair) { return pair[1] > 0; });
    return {
      zh: counts.map(function (pair) { return pair[1] + ' 个' + words[pair[0]].zh; }).join('、'),
      en: counts.map(function (pair) {
        return pair[1] + ' ' + words[pair[0]].en + (pair[1] > 1 ? 's' : '');
      }).join(', ')
    };
  }

  function headline(findings) {
    var counts = count(findings);
    return { zh: words.title.zh + '：' + counts.zh, en: words.title.en + ': ' + counts.en };
  }

  function item(finding) {
    var entry = element('li', 'gongbao-item gongbao-' + finding.severity);
    var head = element('p', 'gongbao-head');
    head.appendChild(element('strong', '', here(words[finding.severity]) + ' ' + finding.code));
    head.appendChild(element('code', '',
      finding.file + ':' + finding.line + ':' + finding.column));
    entry.appendChild(head);
    both(entry, finding.message);
    both(entry, finding.help);
    return entry;
  }

  function build(findings) {
    overlay = element('section', '');
    overlay.id = 'gongbao-overlay';
    overlay.dataset.diagnosticsOverlay = '';
    overlay.lang = chinese ? 'zh-CN' : 'en';
    overlay.setAttribute('aria-label', here(words.title));
    overlay.setAttribute('role', 'region');
    var bar = element('div', 'gongbao-bar');
    var title = element('div', 'gongbao-title');
    both(title, headline(findings));
    bar.appendChild(title);
    var button = element('button', 'gongbao-close', here(words.close));
    button.type = 'button';
    button.addEventListener('click', function () {
      sessionStorage.setItem(closedKey, JSON.stringify(findings));
      close();
      badge.focus();
    });
    bar.appendChild(button);
    overlay.appendChild(bar);
    if (findings.errors > 0) both(overlay, words.stays);
    var list = element('ol', 'gongbao-list');
    findings.list.forEach(function (finding) { list.appendChild(item(finding)); });
    overlay.appendChild(list);
    if (findings.errors + findings.warnings + findings.notes > findings.list.length) {
      both(overlay, words.more);
    }
    // The list scrolls, so it must be reachable by keyboard.
    overlay.tabIndex = 0;
    badge = element('button', '', here(count(findings)));
    badge.id = 'gongbao-badge';
    badge.type = 'button';
    badge.lang = overlay.lang;
    badge.setAttribute('aria-controls', overlay.id);
    badge.className = findings.errors > 0 ? 'gongbao-error' : '';
    badge.addEventListener('click', function () {
      sessionStorage.removeItem(closedKey);
      open();
      overlay.focus();
    });
    document.body.appendChild(badge);
    document.body.appendChild(overlay);
  }

  function show(findings) {
    var before = live.textContent;
    if (overlay) {
      overlay.remove();
      badge.remove();
      overlay = badge = null;
    }
    var said = '';
    if (findings.list.length > 0) {
      build(findings);
      var closed = sessionStorage.getItem(closedKey) === JSON.stringify(findings);
      // Errors open by themselves; warnings wait behind the badge.
      if (findings.errors > 0 && !closed) open(); else close();
      if (findings.errors > 0) said = here(headline(findings));
    }
    if (said !== before) live.textContent = said;
  }

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && overlay && !overlay.hidden) {
      overlay.querySelector('.gongbao-close').click();
    }
  });

  var style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/__gongbao/overlay.css';
  document.head.appendChild(style);
  var live = element('div', '');
  live.id = 'gongbao-live';
  live.setAttribute('role', 'status');
  document.body.appendChild(live);

  // News. Browsers allow six connections to a server, so a tab that nobody sees gives its own up.

  var source = null;

  function listen() {
    if (source || document.visibilityState === 'hidden') return;
    source = new EventSource('/__gongbao/events?page=' + encodeURIComponent(location.pathname) +
      '&tag=' + encodeURIComponent(tag));
    source.onmessage = function (message) {
      var news = JSON.parse(message.data);
      if (news.reload) {
        stop();
        reload();
      } else {
        show(news.findings);
      }
    };
  }

  function stop() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') stop(); else listen();
  });
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', listen);
  findPlace();
  listen();
})();
