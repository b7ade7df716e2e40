// Runs before the first paint: the reader's settings, kept on this device.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    ["size", "spacing", "theme", "view"].forEach(function (name) {
      var value = localStorage.getItem("gongbao-" + name);
      if (value) root.setAttribute("data-" + name, value);
    });
  } catch (error) {
    // Without storage the standard settings hold.
  }
})();
