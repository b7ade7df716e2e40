// Filters of the target index. What is chosen stands in the address, so that it can be passed on.
(function () {
  "use strict";
  var form = document.querySelector("[data-target-filters]");
  if (!form) return;
  var rows = Array.from(document.querySelectorAll("[data-target-row]"));
  var groups = Array.from(document.querySelectorAll(".target-group"));
  var selects = Array.from(form.querySelectorAll("select"));
  var status = form.querySelector("[role=status]");

  function fits(row, but) {
    return selects.every(function (select) {
      return select === but || !select.value || row.getAttribute("data-" + select.name) === select.value;
    });
  }

  // Each value says how many rows it would leave, given the other filters.
  function count() {
    selects.forEach(function (select) {
      var counts = {};
      rows.forEach(function (row) {
        if (!fits(row, select)) return;
        var value = row.getAttribute("data-" + select.name);
        counts[value] = (counts[value] || 0) + 1;
      });
      Array.from(select.options).forEach(function (option) {
        if (!option.value) return;
        option.textContent = option.getAttribute("data-label") + " (" + (counts[option.value] || 0) + ")";
      });
    });
  }

  function show(write) {
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !fits(row);
      shown += row.hidden ? 0 : 1;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector("[data-target-row]:not([hidden])");
    });
    status.textContent = shown
      ? status.getAttribute("data-shown").replace("{n}", shown).replace("{total}", rows.length)
      : status.getAttribute("data-none");
    count();
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
