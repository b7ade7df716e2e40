//! Publishing as a transaction: write beside the output folder, then swap.
//!
//! For an output folder `public` three names in the same parent are used while a build writes:
//! `public.gongbao-lock` (one build at a time), `public.gongbao-new` (the site being written, after
//! the swap the old one) and `public.gongbao-old` (where folders cannot be exchanged in one step).
//! Whatever a killed build leaves of them, the next one clears away.

mod existing;
mod lock;
mod precompress;
mod swap;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use rayon::prelude::*;

use super::paths::{Fault, MANIFEST, Paths};
use super::{Failure, Tree, failed, place};
pub(super) use existing::link;

use existing::Manifest;
use lock::Lock;

/// Where and how a site is written.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder, which must not be destroyed.
    pub site: PathBuf,
    /// The folder to write, relative to the working directory or absolute.
    pub output: PathBuf,
    /// Write `.gz` and `.br` beside files that gain by it?
    pub precompress: bool,
}

/// What a publication changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that stayed as they were, their times too.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
}

/// Writes a whole site.
pub fn publish(tree: &Tree, options: &Options) -> Result<Summary, Failure> {
    let ready = Ready::lock(options)?;
    if let Some(unchanged) = ready.is_current(tree) {
        return Ok(Summary {
            unchanged,
            ..Summary::default()
        });
    }
    let staging = ready.stage()?;
    let files: Vec<(&str, &[u8])> = tree.iter().collect();
    files
        .into_par_iter()
        .try_for_each(|(path, bytes)| staging.write(path, bytes))?;
    staging.commit()
}

/// An output folder that no other build can write.
#[derive(Debug)]
struct Ready {
    output: PathBuf,
    /// The site that stands in the output folder.
    old: Option<Manifest>,
    precompress: bool,
    lock: Lock,
}

impl Ready {
    /// Waits for another build that writes there.
    fn lock(options: &Options) -> Result<Self, Failure> {
        let output = place::resolve(&options.site, &options.output)?;
        let lock = Lock::acquire(&beside(&output, "lock"))?;
        swap::recover(&output)?;
        let old = existing::examine(&output)?;
        Ok(Self {
            output,
            old,
            precompress: options.precompress,
            lock,
        })
    }

    /// How many files there are, where the folder holds this very site already.
    fn is_current(&self, tree: &Tree) -> Option<usize> {
        let old = self.old.as_ref()?;
        let files: Vec<(&str, &[u8])> = tree.iter().collect();
        let packed = files
            .iter()
            .filter(|(path, bytes)| self.precompress && precompress::gains(path, bytes));
        let count = files.len() + packed.count() * precompress::Form::ALL.len();
        let same = |(path, bytes): &(&str, &[u8])| {
            old.contains(*path)
                && holds(&self.output.join(path), bytes)
                && (!self.precompress
                    || !precompress::gains(path, bytes)
                    || precompress::Form::ALL
                        .iter()
                        .all(|form| form.unpacks_to(&self.output.join(form.path(path)), bytes)))
        };
        (old.len() == count && files.par_iter().all(same)).then_some(count)
    }

    fn stage(self) -> Result<Staging, Failure> {
        let folder = beside(&self.output, "new");
        fs::create_dir(&folder).map_err(|error| failed(&folder, WRITE, &error))?;
        // From here on whatever fails clears the folder away.
        let staging = Staging {
            output: self.output,
            folder,
            old: self.old,
            precompress: self.precompress,
            progress: Mutex::default(),
            finished: false,
            _lock: self.lock,
        };
        fs::write(staging.folder.join(MANIFEST), existing::HEADER)
            .map_err(|error| failed(&staging.output, WRITE, &error))?;
        Ok(staging)
    }
}

/// A site being written. Dropped without [`Staging::commit`] it leaves everything as it was.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    folder: PathBuf,
    /// The site that stands in the output folder.
    old: Option<Manifest>,
    precompress: bool,
    progress: Mutex<Progress>,
    finished: bool,
    _lock: Lock,
}

#[derive(Debug, Default)]
struct Progress {
    paths: Paths,
    folders: HashSet<PathBuf>,
    written: BTreeSet<String>,
    unchanged: usize,
}

impl Staging {
    /// Starts to write beside the output folder; waits for another build that writes there.
    pub fn begin(options: &Options) -> Result<Self, Failure> {
        Ready::lock(options)?.stage()
    }

    /// Writes a file; may be called from many threads. A file whose bytes are those of the old
    /// site is carried over as it is.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let folder = self.enter(path)?;
        let target = self.folder.join(path);
        let fail = |error: &io::Error| failed(&self.output.join(path), WRITE, error);
        if let Some(folder) = folder {
            fs::create_dir_all(&folder).map_err(|error| fail(&error))?;
            self.progress().folders.insert(folder);
        }
        let same = self.old_file(path).filter(|old| holds(old, bytes));
        put(&target, bytes, same.as_deref()).map_err(|error| fail(&error))?;
        self.note(path, same.is_some());
        if self.precompress && precompress::gains(path, bytes) {
            for form in precompress::Form::ALL {
                let path = form.path(path);
                let old = self
                    .old_file(&path)
                    .filter(|old| same.is_some() && form.unpacks_to(old, bytes));
                let packed = if old.is_some() {
                    Vec::new()
                } else {
                    form.pack(bytes).map_err(|error| fail(&error))?
                };
                put(&self.folder.join(&path), &packed, old.as_deref())
                    .map_err(|error| fail(&error))?;
                self.note(&path, old.is_some());
            }
        }
        Ok(())
    }

    /// Puts the new site in the old one's place.
    pub fn commit(mut self) -> Result<Summary, Failure> {
        let (written, unchanged) = {
            let mut progress = self.progress();
            (std::mem::take(&mut progress.written), progress.unchanged)
        };
        let manifest = existing::format(&written);
        let target = self.folder.join(MANIFEST);
        let same = self.old_file(MANIFEST).filter(|old| holds(old, &manifest));
        fs::remove_file(&target)
            .and_then(|()| put(&target, &manifest, same.as_deref()))
            .map_err(|error| failed(&self.output, WRITE, &error))?;
        let removed = self
            .old
            .as_ref()
            .map_or(0, |old| old.difference(&written).count());
        if let Ok(metadata) = fs::metadata(&self.output) {
            // Rights that somebody gave the folder, say to a web server's group, stay.
            let _ = fs::set_permissions(&self.folder, metadata.permissions());
        }
        swap::swap(&self.folder, &self.output)?;
        self.finished = true;
        Ok(Summary {
            written: written.len() - unchanged,
            unchanged,
            removed,
        })
    }

    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the path and names its folder where that is still to be made.
    fn enter(&self, path: &str) -> Result<Option<PathBuf>, Failure> {
        let mut progress = self.progress();
        progress
            .paths
            .add(path)
            .map_err(|fault: Fault| Box::new(fault.diagnostic()))?;
        let folder = self.folder.join(path).parent().map(Path::to_path_buf);
        Ok(folder.filter(|folder| *folder != self.folder && !progress.folders.contains(folder)))
    }

    fn note(&self, path: &str, unchanged: bool) {
        let mut progress = self.progress();
        progress.written.insert(path.to_owned());
        progress.unchanged += usize::from(unchanged);
    }

    fn old_file(&self, path: &str) -> Option<PathBuf> {
        let old = self.old.as_ref()?;
        (path == MANIFEST || old.contains(path)).then(|| self.output.join(path))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            // What cannot be removed now is cleared away by the next build.
            let _ = swap::remove_ours(&self.folder);
        }
    }
}

/// What failed, in both languages.
pub(super) const WRITE: (&str, &str) = ("写不出文件", "cannot write");

/// A name beside the output folder.
fn beside(output: &Path, what: &str) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".gongbao-{what}"));
    output.with_file_name(name)
}

/// Is this a file with exactly these bytes?
fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Writes `bytes`, or carries over the old file that holds them.
fn put(target: &Path, bytes: &[u8], same: Option<&Path>) -> io::Result<()> {
    match same {
        Some(old) => carry_over(old, target),
        None => fs::write(target, bytes),
    }
}

/// A second name for the same file costs nothing and keeps its times; where the file system has no
/// such names, a copy with the times of the old one does.
fn carry_over(old: &Path, target: &Path) -> io::Result<()> {
    if fs::hard_link(old, target).is_ok() {
        return Ok(());
    }
    fs::copy(old, target)?;
    let times = fs::metadata(old)?.modified()?;
    fs::File::options()
        .write(true)
        .open(target)?
        .set_modified(times)
}

#[cfg(test)]
mod tests;
