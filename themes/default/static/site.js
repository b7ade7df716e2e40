// What pages do beyond what HTML does. Everything can be read without it.
(function () {
  "use strict";
  var root = document.documentElement;

  // How much of a box stands inside the window.
  function visible(box) {
    return Math.min(box.clientHeight, innerHeight - box.getBoundingClientRect().top);
  }

  function all(selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  }

  function keep(name, value) {
    root.setAttribute("data-" + name, value);
    try {
      localStorage.setItem("gongbao-" + name, value);
    } catch (error) {
      // The setting holds for this page.
    }
  }

  // Reading settings, and which text a bilingual page shows.
  all(".settings form, form.view").forEach(function (form) {
    all("input[type=radio]", form).forEach(function (input) {
      var value = root.getAttribute("data-" + input.name);
      if (value) input.checked = input.value === value;
    });
    form.addEventListener("change", function (event) {
      keep(event.target.name, event.target.value);
      all("input[name=" + event.target.name + "]").forEach(function (other) {
        other.checked = other.value === event.target.value;
      });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    form.addEventListener("reset", function () {
      ["size", "spacing", "theme"].forEach(function (name) {
        root.removeAttribute("data-" + name);
        try {
          localStorage.removeItem("gongbao-" + name);
        } catch (error) {
          // Nothing was kept.
        }
      });
    });
  });

  // An open panel closes on Escape and on a click elsewhere.
  all("details.settings").forEach(function (panel) {
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && panel.open) {
        panel.open = false;
        panel.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (!panel.contains(event.target)) panel.open = false;
    });
  });

  // The language switch keeps the fragment and the query.
  all("[data-language-switch]").forEach(function (link) {
    var plain = link.getAttribute("href");
    function follow() {
      link.setAttribute("href", plain + location.search + location.hash);
    }
    follow();
    addEventListener("hashchange", follow);
    link.addEventListener("click", follow);
  });

  // A target's counterpart in the translation lights up with it. Where the two texts do not stand side
  // by side, the translation is what is brought into view: it is what the reader of the page reads.
  function light() {
    all(".lit").forEach(function (element) {
      element.classList.remove("lit");
    });
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.hasAttribute("data-target")) return;
    all("[data-target-translation]").forEach(function (mark) {
      if (mark.getAttribute("data-target-translation") !== target.getAttribute("data-target")) return;
      mark.classList.add("lit");
      var columns = [mark, target].map(function (place) {
        return (place.closest(".column") || place).getBoundingClientRect().left;
      });
      if (mark.offsetParent && (!target.offsetParent || columns[0] === columns[1])) mark.scrollIntoView({ block: "center" });
    });
  }
  addEventListener("hashchange", light);
  // The browser goes to the fragment once more when all is there.
  addEventListener("load", light);
  light();

  // A sentence under the pointer, or one that a link in it has the focus of, lights up with its
  // counterpart in the other language.
  var bilingual = document.querySelector(".bilingual");
  function pair(event) {
    var sentence = event.target.closest && event.target.closest("[data-s]");
    var number = sentence && sentence.getAttribute("data-s");
    all("[data-s]", bilingual).forEach(function (part) {
      part.classList.toggle("lit", part.getAttribute("data-s") === number);
    });
  }
  if (bilingual && bilingual.querySelector("[data-s]")) {
    ["pointerover", "pointerleave", "focusin"].forEach(function (name) {
      bilingual.addEventListener(name, pair);
    });
  }

  // Some browsers forget that a table laid out as cards is a table: they are told.
  if (window.matchMedia && matchMedia("(max-width: 40em)").matches) {
    all(".targets, .compare, .glossary").forEach(function (table) {
      table.setAttribute("role", "table");
      [["thead, tbody", "rowgroup"], ["tr", "row"], ["td", "cell"], ["th", "columnheader"], ["th[scope=row]", "rowheader"]].forEach(function (pair) {
        all(pair[0], table).forEach(function (part) {
          part.setAttribute("role", pair[1]);
        });
      });
    });
  }

  // A short mark stands on one line. Where a note's words are parted by a mark, its number stands once, at
  // their end.
  all("mark[data-n], .note-ref, .quoted").forEach(function (part) {
    if (part.textContent.replace(/[\u0000-\u024f]{2}/g, "x").length <= 8) part.classList.add("nb");
  });
  all(".note-ref[id]").forEach(function (first) {
    var next = all('.note-ref[data-note="' + first.getAttribute("data-note") + '"]:not([id])', first.closest("p"))[0];
    if (!next) return;
    var between = document.createRange();
    between.setStartAfter(first);
    between.setEndBefore(next);
    if (!between.toString()) first.classList.add("goes-on");
  });

  // The contents follow the reader.
  var entries = {};
  all('.contents a[href^="#"]').forEach(function (link) {
    entries[decodeURIComponent(link.hash.slice(1))] = link;
  });
  var sections = all(".task[id]").filter(function (section) {
    return entries[section.id];
  });
  if (sections.length && "IntersectionObserver" in window) {
    var seen = new Set();
    var current = null;
    var observer = new IntersectionObserver(
      function (changes) {
        changes.forEach(function (change) {
          if (change.isIntersecting) seen.add(change.target);
          else seen.delete(change.target);
        });
        var first = sections.find(function (section) {
          return seen.has(section);
        });
        if (!first || first === current) return;
        if (current) entries[current.id].removeAttribute("aria-current");
        current = first;
        var link = entries[first.id];
        link.setAttribute("aria-current", "location");
        var box = link.closest(".side");
        if (box && box.scrollHeight > box.clientHeight) {
          var gap = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
          if (gap < 0 || gap > visible(box) - 60) box.scrollTop += gap - visible(box) / 3;
        }
      },
      { rootMargin: "-10% 0px -70% 0px" }
    );
    sections.forEach(function (section) {
      observer.observe(section);
    });
  }
  all(".side [aria-current=page]").forEach(function (link) {
    var box = link.closest(".side");
    var bottom = link.getBoundingClientRect().bottom - box.getBoundingClientRect().top;
    if (bottom > visible(box)) box.scrollTop = bottom - visible(box) / 2;
  });

  // Citations get today's date, and copy at a press.
  var now = new Date();
  var today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map(function (part) {
      return String(part).padStart(2, "0");
    })
    .join("-");
  all("[data-today]").forEach(function (place) {
    place.textContent = "[" + today + "]";
  });
  // With a paragraph or a target in the address, that is what is cited.
  var cited = all("[data-cite]").map(function (place) {
    return { node: place.lastChild, text: place.lastChild.textContent };
  });
  function cite() {
    var address = cited.length && cited[cited.length - 1].text;
    var part = /^#(s[\w-]+-)?[pt]\d+$|^#s[\w-]+$/.test(location.hash) ? location.hash : "";
    cited.forEach(function (place) {
      place.node.textContent = place.text.replace(address, address + part);
    });
  }
  addEventListener("hashchange", cite);
  cite();
  function copy(text) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    // Pages opened from a disk or over plain HTTP have no clipboard of their own.
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    return Promise.resolve();
  }
  all("[data-copy]").forEach(function (button) {
    var name = button.innerHTML;
    button.addEventListener("click", function () {
      var place = button.parentNode.querySelector("[data-cite]");
      copy(place ? place.textContent : location.href).then(function () {
        button.textContent = button.getAttribute("data-copied");
        setTimeout(function () {
          button.innerHTML = name;
        }, 2000);
      });
    });
  });

  // Leaving for a site that is not a government's is asked about first.
  var dialog = document.querySelector("dialog.leave");
  if (dialog && dialog.showModal) {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[data-leave]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      dialog.querySelector("[data-go]").href = link.href;
      dialog.querySelector("[data-address]").textContent = link.href;
      dialog.showModal();
    });
    all("[data-stay], [data-go]", dialog).forEach(function (button) {
      button.addEventListener("click", function () {
        dialog.close();
      });
    });
  }
})();
