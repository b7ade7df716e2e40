// Leaves the terms of the glossary that hold what is typed, in either language.
(function () {
  "use strict";
  var input = document.querySelector("[data-glossary-filter]");
  if (!input) return;
  var status = input.parentNode.querySelector("[role=status]");
  var rows = Array.from(document.querySelectorAll(".glossary tbody tr")).map(function (row) {
    return { row: row, text: folded(row.textContent) };
  });

  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[‘’]/g, "'").toLowerCase();
  }

  function narrow() {
    var sought = folded(input.value).trim();
    var shown = 0;
    rows.forEach(function (entry) {
      entry.row.hidden = entry.text.indexOf(sought) < 0;
      shown += entry.row.hidden ? 0 : 1;
    });
    status.textContent = sought ? status.getAttribute("data-shown").replace("{n}", shown).replace("{total}", rows.length) : "";
  }

  // Chinese terms stand in the order of their sounds, which the page does not give: the letters to jump
  // to are found by where a term falls among the first characters of each letter.
  var FIRST = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
  var LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ";
  function letter(text, order) {
    if (/^[a-z0-9]/i.test(text)) return text[0].toUpperCase();
    var at = -1;
    while (at + 1 < FIRST.length && order.compare(FIRST[at + 1], text[0]) <= 0) at += 1;
    return LETTERS[at] || "";
  }
  var jumps = document.querySelector("[data-letters]");
  var order = jumps && self.Intl && new Intl.Collator("zh-CN-u-co-pinyin");
  if (order && order.compare("八", "中") < 0 && order.compare("丫", "帀") < 0) {
    var letters = rows.map(function (entry) {
      return letter(entry.row.querySelector("th").textContent.trim(), order);
    });
    var last = "";
    letters.forEach(function (now, at) {
      // A character of several sounds may stand out of order.
      if (now <= last || (letters[at + 1] && letters[at + 1] < now)) return;
      last = now;
      var link = document.createElement("a");
      link.href = "#" + rows[at].row.id;
      link.textContent = now;
      jumps.querySelector("ul").appendChild(document.createElement("li")).appendChild(link);
    });
    jumps.hidden = jumps.querySelectorAll("a").length < 3;
  }

  input.addEventListener("input", function (event) {
    if (!event.isComposing) narrow();
  });
  input.addEventListener("compositionend", narrow);
  // A link to a term that is filtered out shows it.
  addEventListener("hashchange", function () {
    input.value = "";
    narrow();
  });
  if (input.value) narrow();
})();
