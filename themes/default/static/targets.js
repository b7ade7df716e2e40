// Filters of the target index. What is chosen stands in the address, so that it can be passed on.
// Where the rows stand on several pages, the cities' files under data/targets/ are read.
(function () {
  "use strict";
  var form = document.querySelector("[data-target-filters]");
  if (!form) return;
  var MOST_FILES = 12;
  var MOST_ROWS = 300;
  var lang = form.getAttribute("data-lang");
  var root = form.getAttribute("data-root");
  var groups = Array.from(document.querySelectorAll(".target-group"));
  var selects = Array.from(form.querySelectorAll("select"));
  var status = form.querySelector("[role=status]");
  var reach = form.querySelector("[data-reach]");
  var listed = document.querySelector("[data-target-table]");
  var shards = Array.from(form.querySelectorAll("[data-shard]"));
  var here = Array.from(document.querySelectorAll("[data-target-row]")).map(function (row) {
    var facts = { row: row };
    selects.forEach(function (select) {
      facts[select.name] = row.getAttribute("data-" + select.name);
    });
    return facts;
  });
  var total = here.length;
  var known = {};
  var serial = 0;

  function values(facts, name) {
    var value = facts[name];
    if (name === "topic") return Array.isArray(value) ? value : (value || "").split(" ");
    return [String(value === null || value === undefined ? "" : value)];
  }

  function fits(facts, but) {
    return selects.every(function (select) {
      return select === but || !select.value || values(facts, select.name).indexOf(select.value) >= 0;
    });
  }

  // Each value says how many rows it would leave, given the other filters.
  function count(all) {
    selects.forEach(function (select) {
      var counts = {};
      all.forEach(function (facts) {
        if (!fits(facts, select)) return;
        values(facts, select.name).forEach(function (value) {
          counts[value] = (counts[value] || 0) + (facts.rows || 1);
        });
      });
      Array.from(select.options).forEach(function (option) {
        if (!option.value) return;
        option.textContent = option.getAttribute("data-label") + " (" + (counts[option.value] || 0) + ")";
      });
    });
  }

  function say(shown, of) {
    status.textContent = shown
      ? status.getAttribute("data-shown").replace("{n}", shown).replace("{total}", of)
      : status.getAttribute("data-none");
  }

  function clear() {
    var old = document.querySelector("[data-target-matches]");
    if (old) old.remove();
    listed.hidden = false;
  }

  function showHere() {
    clear();
    var shown = 0;
    here.forEach(function (facts) {
      facts.row.hidden = !fits(facts);
      shown += facts.row.hidden ? 0 : 1;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector("[data-target-row]:not([hidden])");
    });
    say(shown, total);
  }

  function get(url) {
    return fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    });
  }

  function load(shard) {
    var city = shard.getAttribute("data-shard");
    if (!known[city]) {
      known[city] = get(shard.value).then(function (file) {
        file.rows.forEach(function (row) {
          row.name = file.name;
        });
        return file.rows;
      });
      known[city].catch(function () {
        delete known[city];
      });
    }
    return known[city];
  }

  function make(name, text, kind) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  function draw(rows, of, partly) {
    clear();
    listed.hidden = true;
    var section = make("section", "", "target-group");
    section.setAttribute("data-target-matches", "");
    section.appendChild(make("h2", form.getAttribute("data-result-title")));
    var listedRows = Math.min(rows.length, MOST_ROWS);
    if (of > listedRows && reach) {
      var note = reach.getAttribute(partly ? "data-cities" : "data-first");
      section.appendChild(make("p", note.replace("{n}", listedRows), "small"));
    }
    var table = make("table", "", "targets");
    table.appendChild(listed.querySelector("thead").cloneNode(true));
    var body = table.appendChild(make("tbody"));
    rows.slice(0, MOST_ROWS).forEach(function (row) {
      var tr = make("tr");
      tr.setAttribute("data-target-row", row.id);
      var indicator = make("th", row.indicator[lang]);
      indicator.scope = "row";
      tr.appendChild(indicator);
      tr.appendChild(make("td", row.name[lang]));
      tr.appendChild(make("td", row.year, "n"));
      tr.appendChild(make("td", form.getAttribute("data-kind-" + row.kind)));
      var value = tr.appendChild(make("td"));
      value.appendChild(make("strong", row.value[lang], "value"));
      var place = tr.appendChild(make("td"));
      var link = make("a", row.section[lang]);
      link.href = root + row.url[lang].slice(1);
      place.appendChild(link);
      place.appendChild(make("br"));
      place.appendChild(make("span", row.sentence[lang], "sentence"));
      body.appendChild(tr);
    });
    var scroll = make("div", "", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "group");
    scroll.setAttribute("aria-label", form.getAttribute("data-result-title"));
    scroll.appendChild(table);
    section.appendChild(scroll);
    form.after(section);
  }

  // The rows of all pages, where the choice narrows them to few enough files.
  // The rows of every city counted by what the filters ask: one entry a city and facet.
  function facets() {
    if (!known[""]) {
      known[""] = get(form.getAttribute("data-facets")).then(function (file) {
        var all = [];
        var word = function (index) {
          return file.words[index];
        };
        file.cities.forEach(function (city) {
          for (var at = 0; at < city.counts.length; at += 2) {
            var facet = file.facets[city.counts[at]];
            all.push({
              city: city.city, year: word(facet[0]), kind: word(facet[1]), topic: facet[2].map(word),
              comparator: word(facet[3]), unit: word(facet[4]), until: word(facet[5]), rows: city.counts[at + 1]
            });
          }
        });
        return all;
      });
      known[""].catch(function () {
        delete known[""];
      });
    }
    return known[""];
  }

  // The cities whose rows fill a list, in the order of the files.
  function wanted(all) {
    var found = {};
    var of = 0;
    all.forEach(function (facet) {
      if (!fits(facet)) return;
      found[facet.city] = (found[facet.city] || 0) + facet.rows;
      of += facet.rows;
    });
    var rows = 0;
    var files = shards.filter(function (shard) {
      return found[shard.getAttribute("data-shard")];
    });
    var needed = files.filter(function (shard, place) {
      var fills = rows < MOST_ROWS && place < MOST_FILES;
      if (fills) rows += found[shard.getAttribute("data-shard")];
      return fills;
    });
    return { files: needed, of: of, partly: needed.length < files.length };
  }

  function showAll() {
    if (!window.fetch) {
      showHere();
      count(here);
      return;
    }
    var turn = (serial += 1);
    status.textContent = reach ? reach.getAttribute("data-loading") : "";
    facets().then(function (all) {
      if (turn !== serial) return null;
      count(all);
      var want = wanted(all);
      return Promise.all(want.files.map(load)).then(function (lists) {
        if (turn !== serial) return;
        var rows = [].concat.apply([], lists).filter(function (row) {
          return fits(row);
        });
        draw(rows, want.of, want.partly);
        var every = all.reduce(function (sum, facet) {
          return sum + facet.rows;
        }, 0);
        say(want.of, every);
      });
    }).catch(function () {
      if (turn !== serial) return;
      showHere();
      if (reach) reach.textContent = reach.getAttribute("data-failed");
    });
  }

  function show(write) {
    var chosen = selects.some(function (select) {
      return select.value;
    });
    if (chosen && shards.length) {
      showAll();
    } else {
      serial += 1;
      showHere();
      if (!shards.length) count(here);
    }
    if (!write) return;
    var parts = new URLSearchParams();
    selects.forEach(function (select) {
      if (select.value) parts.set(select.name, select.value);
    });
    var query = String(parts);
    history.replaceState(null, "", query ? "?" + query : location.pathname);
  }

  var asked = new URLSearchParams(location.search);
  selects.forEach(function (select) {
    var value = asked.get(select.name);
    if (value) select.value = value;
    if (select.selectedIndex < 0) select.value = "";
  });
  form.addEventListener("change", function () {
    show(true);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.addEventListener("reset", function () {
    setTimeout(function () {
      show(true);
    });
  });
  show(false);
})();
