// Two or three cities side by side, from the cities' files under data/compare/. The choice stands
// in the address, so that it can be passed on.
(function () {
  "use strict";
  var form = document.querySelector("[data-compare]");
  var result = document.querySelector("[data-compare-result]");
  if (!form || !result || !window.fetch) return;
  var MOST = 3;
  var status = form.querySelector("[data-compare-status]");
  var boxes = Array.from(form.querySelectorAll("input[name=city]"));
  var root = form.getAttribute("data-root");
  var lang = form.getAttribute("data-lang");
  var serial = 0;
  var known = {};

  function word(name) {
    return result.getAttribute("data-" + name);
  }

  function say(name) {
    status.textContent = name ? status.getAttribute("data-" + name) : "";
  }

  function make(name, text) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    return element;
  }

  function load(slug) {
    if (!known[slug]) {
      known[slug] = fetch(root + "data/compare/" + encodeURIComponent(slug) + ".json").then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      });
      known[slug].catch(function () {
        delete known[slug];
      });
    }
    return known[slug];
  }

  // What is there in Chinese only says so on an English page.
  function speak(element, text) {
    if (lang === "en" && /[\u4e00-\u9fff]/.test(text)) element.lang = "zh-CN";
    return element;
  }

  function link(url, text) {
    var anchor = speak(make("a", text), text);
    anchor.href = root + url[lang].replace(/^\//, "");
    return anchor;
  }

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function cell(city, entry) {
    var td = make("td");
    if (!entry) {
      // A dash to the eye, words to those who listen; a note above says what the dash means.
      var silent = make("span", city.has_excerpts ? "" : word("not-stated"));
      silent.className = city.has_excerpts ? "silent not-held" : "silent";
      if (city.has_excerpts) silent.appendChild(make("span", word("not-held"))).className = "hidden";
      td.appendChild(silent);
      return td;
    }
    var list = make("ul");
    entry.items.forEach(function (item) {
      var li = make("li");
      li.appendChild(link(item.url, item.text[lang] || item.text.zh));
      var small = make("span", item.covers + " · " + word("kind-" + item.kind));
      small.className = "small";
      li.append(" ", small);
      list.appendChild(li);
    });
    if (entry.more) {
      var rest = make("li", word("more").replace("{n}", entry.more));
      rest.className = "small";
      list.appendChild(rest);
    }
    td.appendChild(list);
    return td;
  }

  // Rows in the order of the first city that has them; those that some city lacks come first.
  function tables(cities, part, heading, jumps) {
    var keys = [];
    var names = {};
    cities.forEach(function (city) {
      city[part].forEach(function (entry) {
        if (!names[entry.id]) keys.push(entry.id);
        names[entry.id] = entry;
      });
    });
    var found = cities.map(function (city) {
      var map = {};
      city[part].forEach(function (entry) {
        map[entry.id] = entry;
      });
      return map;
    });
    ["one", "both"].forEach(function (group) {
      var rows = keys.filter(function (key) {
        var all = found.every(function (map) {
          return map[key];
        });
        return all === (group === "both");
      });
      if (!rows.length) return;
      var section = make("section");
      var name = word(part + "-" + group + (cities.length === 2 ? "-of-two" : ""));
      var title = make("h2", name + " ");
      title.id = part + "-" + group;
      jumps.appendChild(make("li")).appendChild(make("a", name)).href = "#" + title.id;
      var badge = make("span", String(rows.length));
      badge.className = "badge";
      title.appendChild(badge);
      section.appendChild(title);
      var scroll = make("div");
      scroll.className = "scroll";
      scroll.tabIndex = 0;
      scroll.setAttribute("role", "group");
      scroll.setAttribute("aria-label", name);
      var table = make("table");
      table.className = "compare";
      var head = make("tr");
      head.appendChild(make("th", heading)).scope = "col";
      cities.forEach(function (city) {
        var th = head.appendChild(make("th"));
        th.scope = "col";
        th.appendChild(link(city.url, city.name[lang]));
      });
      table.appendChild(make("thead")).appendChild(head);
      var body = table.appendChild(make("tbody"));
      rows.forEach(function (key) {
        var tr = make("tr");
        var entry = names[key];
        var name = entry.name[lang] || entry.name.zh;
        if (lang === "en") name = capital(name);
        var th = entry.url ? make("th") : speak(make("th", name), name);
        if (entry.url) th.appendChild(link(entry.url, name));
        th.scope = "row";
        tr.appendChild(th);
        cities.forEach(function (city, at) {
          tr.appendChild(cell(city, found[at][key])).setAttribute("data-label", city.name[lang]);
        });
        body.appendChild(tr);
      });
      scroll.appendChild(table);
      section.appendChild(scroll);
      result.appendChild(section);
    });
  }

  function show(write) {
    var chosen = boxes.filter(function (box) {
      return box.checked;
    }).map(function (box) {
      return box.value;
    });
    boxes.forEach(function (box) {
      box.disabled = !box.checked && chosen.length >= MOST;
    });
    if (write) {
      history.replaceState(null, "", chosen.length ? "?cities=" + chosen.join(",") : location.pathname);
    }
    var turn = (serial += 1);
    if (chosen.length < 2) {
      result.textContent = "";
      say("few");
      return;
    }
    say("loading");
    Promise.all(chosen.map(load)).then(function (cities) {
      if (turn !== serial) return;
      result.textContent = "";
      if (cities.some(function (city) { return city.has_excerpts; })) {
        var notice = make("p", word("excerpts"));
        notice.className = "small";
        result.appendChild(notice);
      }
      var nav = result.appendChild(make("nav"));
      nav.className = "jumps";
      nav.setAttribute("aria-label", word("contents"));
      var jumps = nav.appendChild(make("ul"));
      tables(cities, "topics", word("topic"), jumps);
      tables(cities, "indicators", word("indicator"), jumps);
      say("done");
    }).catch(function () {
      if (turn !== serial) return;
      result.textContent = "";
      say("failed");
    });
  }

  var asked = (new URLSearchParams(location.search).get("cities") || "").split(",").slice(0, MOST);
  boxes.forEach(function (box) {
    box.checked = asked.indexOf(box.value) >= 0;
  });
  form.addEventListener("change", function () {
    show(true);
  });
  show(false);
})();
