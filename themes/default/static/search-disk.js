// The index of a package that is opened from a disk: its files are scripts, since pages there may not
// fetch. They put their bytes into a global (src/analysis/search/files.rs).
(function () {
  'use strict';
  var search = self.gongbaoSearch;

  function loadScript(path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = search.root + 'search/' + path + '.js';
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error(path)); };
      document.head.appendChild(script);
    });
  }

  search.disk = {
    manifest: function () {
      return loadScript('manifest').then(function () { return self.gongbaoFiles.manifest; });
    },
    stream: function (path) {
      return loadScript(path).then(function () {
        var text = atob(self.gongbaoFiles[path]);
        delete self.gongbaoFiles[path];
        return new Blob([Uint8Array.from(text, function (c) { return c.charCodeAt(0); })]).stream();
      });
    }
  };
})();
