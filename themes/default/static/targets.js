// Filters of the target index. What is chosen stands in the address, so that it can be passed on.
// Where the rows stand on several pages, the cities' files under data/targets/ are read.
(function () {
  "use strict";
  var form = document.querySelector("[data-target-filters]");
  if (!form) return;
  var MOST_FILES = 40;
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
          counts[value] = (counts[value] || 0) + 1;
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

  function load(shard) {
    var city = shard.getAttribute("data-shard");
    if (!known[city]) {
      known[city] = fetch(shard.value).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      }).then(function (file) {
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

  function draw(rows) {
    clear();
    listed.hidden = true;
    var section = make("section", "", "target-group");
    section.setAttribute("data-target-matches", "");
    section.appendChild(make("h2", form.getAttribute("data-result-title")));
    if (rows.length > MOST_ROWS && reach) {
      section.appendChild(make("p", reach.getAttribute("data-first").replace("{n}", MOST_ROWS), "small"));
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
      tr.appendChild(make("td", form.getAttribute("data-" + row.kind)));
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
  function showAll() {
    var city = form.elements.city ? form.elements.city.value : "";
    var wanted = shards.filter(function (shard) {
      return !city || shard.getAttribute("data-shard") === city;
    });
    if (!window.fetch || wanted.length > MOST_FILES) {
      showHere();
      count(here);
      if (reach && wanted.length > MOST_FILES) reach.textContent = reach.getAttribute("data-all-cities");
      return;
    }
    var turn = (serial += 1);
    status.textContent = reach ? reach.getAttribute("data-loading") : "";
    Promise.all(wanted.map(load)).then(function (lists) {
      if (turn !== serial) return;
      var all = [].concat.apply([], lists);
      var rows = all.filter(function (row) {
        return fits(row);
      });
      draw(rows);
      if (wanted.length === shards.length) count(all);
      say(rows.length, all.length);
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
