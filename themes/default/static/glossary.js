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
