//! Waiting for changes of the files a site is made of.
//!
//! Folders are watched, not files: editors save by writing a new file and renaming it. It matters
//! only that something changed; the build looks at the files itself.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::EventKind;
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// Folders of a site that are watched with everything in them; nothing is ever written there.
const FOLDERS: [&str; 2] = ["content", "themes"];

const SETTINGS: &str = "gongbao.toml";

/// A build starts when nothing has changed for this long …
const QUIET: Duration = Duration::from_millis(80);

/// … or at last after this time.
const LONGEST: Duration = Duration::from_secs(2);

/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(700);

/// A watcher of a site's files.
pub(super) struct Watching {
    site: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    changes: Receiver<Change>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// A file.
    File,
    /// A watched folder itself came or went, so that it has to be watched anew.
    Folder,
}

impl Watching {
    /// Starts to watch.
    pub(super) fn start(site: &Path) -> notify::Result<Self> {
        let site = std::fs::canonicalize(site)?;
        let (sender, changes) = channel();
        let told = RecommendedWatcher::new(handler(&site, sender.clone()), Config::default())
            .map(|watcher| Box::new(watcher) as Box<dyn Watcher + Send>)
            .and_then(|watcher| Self::over(&site, watcher));
        let watcher = if let Ok(watcher) = told {
            watcher
        } else {
            // Out of handles, or a file system that tells nothing: look for ourselves.
            let config = Config::default()
                .with_poll_interval(POLL)
                .with_compare_contents(true);
            let watcher = PollWatcher::new(handler(&site, sender), config)?;
            Self::over(&site, Box::new(watcher))?
        };
        Ok(Self {
            site,
            watcher,
            changes,
        })
    }

    fn over(
        site: &Path,
        mut watcher: Box<dyn Watcher + Send>,
    ) -> notify::Result<Box<dyn Watcher + Send>> {
        watcher.watch(site, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|folder| site.join(folder)) {
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(watcher)
    }

    /// Waits until something has changed and the change seems complete; `false` when there is
    /// nothing to wait for any more.
    pub(super) fn wait(&mut self) -> bool {
        let Ok(first) = self.changes.recv() else {
            return false;
        };
        let start = Instant::now();
        let mut folders = first == Change::Folder;
        while start.elapsed() < LONGEST {
            match self.changes.recv_timeout(QUIET) {
                Ok(change) => folders |= change == Change::Folder,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        if folders {
            self.watch_anew();
        }
        true
    }

    fn watch_anew(&mut self) {
        for folder in FOLDERS.map(|folder| self.site.join(folder)) {
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }
}

fn handler(site: &Path, sender: Sender<Change>) -> impl FnMut(notify::Result<Event>) + use<> {
    let site = site.to_owned();
    move |event| {
        let change = match event {
            Ok(event) => judge(&site, &event),
            // Events were lost: anything may have changed.
            Err(_) => Some(Change::File),
        };
        if let Some(change) = change {
            // The receiver is gone only when the server is.
            let _ = sender.send(change);
        }
    }
}

fn judge(site: &Path, event: &Event) -> Option<Change> {
    // Reading is no change; the build reads everything.
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    if event.need_rescan() {
        return Some(Change::File);
    }
    let mut found = None;
    for path in &event.paths {
        let Ok(path) = path.strip_prefix(site) else {
            continue;
        };
        if FOLDERS.iter().any(|folder| path == Path::new(folder)) {
            if !matches!(
                event.kind,
                EventKind::Modify(notify::event::ModifyKind::Metadata(_))
            ) {
                return Some(Change::Folder);
            }
        } else if is_input(path) {
            found = Some(Change::File);
        }
    }
    found
}

/// Is this a file a site is made of, rather than an editor's own?
fn is_input(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return false;
    };
    let by_editor = name.starts_with(['.', '#', '~'])
        || name.ends_with('~')
        || matches!(name.rsplit_once('.'), Some((_, "swp" | "tmp")))
        || name == "4913";
    let inside = FOLDERS.iter().any(|folder| path.starts_with(folder));
    !by_editor && (inside || path == Path::new(SETTINGS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_told_from_the_rest() {
        for path in [
            "content/luan/2022-4.zh.md",
            "themes/default/page.html",
            "gongbao.toml",
        ] {
            assert!(is_input(Path::new(path)), "{path}");
        }
        for path in [
            "public/index.html",
            "content/luan/.2022-4.zh.md.swp",
            "content/luan/2022-4.zh.md~",
            "content/luan/4913",
            "content/.#a",
            "README.md",
            "public.gongbao-new/zh/index.html",
        ] {
            assert!(!is_input(Path::new(path)), "{path}");
        }
    }
}
