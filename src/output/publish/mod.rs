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
    let staging = Staging::begin(options)?;
    let files: Vec<(&str, &[u8])> = tree.iter().collect();
    files
        .into_par_iter()
        .try_for_each(|(path, bytes)| staging.write(path, bytes))?;
    staging.commit()
}

/// The paths of the site that stands in a folder, without the compressed forms of its files.
pub(super) fn published(output: &Path) -> Result<BTreeSet<String>, Failure> {
    let all = existing::examine(output)?.unwrap_or_default();
    let is_packed = |path: &String| {
        (path.rsplit_once('.')).is_some_and(|(plain, _)| {
            let mut forms = precompress::Form::ALL.iter();
            forms.any(|form| form.path(plain) == *path) && all.contains(plain)
        })
    };
    Ok(all
        .iter()
        .filter(|path| !is_packed(path))
        .cloned()
        .collect())
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
    /// Folders made so far; the staging folder itself is the first.
    folders: HashSet<PathBuf>,
    written: BTreeSet<String>,
    /// Files that the old site has already.
    unchanged: BTreeSet<String>,
}

impl Staging {
    /// Prepares to write beside the output folder; waits for another build that writes there.
    /// Nothing is made until a file comes that the old site does not have.
    pub fn begin(options: &Options) -> Result<Self, Failure> {
        let output = place::resolve(&options.site, &options.output)?;
        let lock = Lock::acquire(&beside(&output, "lock"))?;
        swap::recover(&output)?;
        let old = existing::examine(&output)?;
        Ok(Self {
            folder: beside(&output, "new"),
            output,
            old,
            precompress: options.precompress,
            progress: Mutex::default(),
            finished: false,
            _lock: lock,
        })
    }

    /// Writes a file; may be called from many threads. A file whose bytes are those of the old
    /// site is carried over as it is.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.progress()
            .paths
            .add(path)
            .map_err(|fault: Fault| Box::new(fault.diagnostic()))?;
        let same = self.old_file(path).is_some_and(|old| holds(&old, bytes));
        self.take(path, (!same).then_some(bytes))?;
        if !self.precompress || !precompress::gains(path, bytes) {
            return Ok(());
        }
        for form in precompress::Form::ALL {
            let packed = form.path(path);
            let old = self.old_file(&packed);
            let same = same && old.is_some_and(|old| form.unpacks_to(&old, bytes));
            let bytes = if same {
                None
            } else {
                let fail = |error: &io::Error| failed(&self.output.join(&packed), WRITE, error);
                Some(form.pack(bytes).map_err(|error| fail(&error))?)
            };
            self.take(&packed, bytes.as_deref())?;
        }
        Ok(())
    }

    /// Puts the new site in the old one's place, unless it is the same.
    pub fn commit(mut self) -> Result<Summary, Failure> {
        let (written, unchanged) = {
            let mut progress = self.progress();
            (
                std::mem::take(&mut progress.written),
                std::mem::take(&mut progress.unchanged),
            )
        };
        let mut summary = Summary {
            written: written.len(),
            unchanged: unchanged.len(),
            removed: 0,
        };
        if let Some(old) = &self.old {
            if written.is_empty() && unchanged.len() == old.len() {
                return Ok(summary);
            }
            summary.removed = old.len() - old.intersection(&written).count() - unchanged.len();
        }
        let carry = |path: &String| {
            let target = self.target(path)?;
            carry_over(&self.output.join(path), &target)
                .map_err(|error| failed(&self.output.join(path), WRITE, &error))
        };
        unchanged.par_iter().try_for_each(carry)?;
        let files: Manifest = written.into_iter().chain(unchanged).collect();
        self.write_manifest(&existing::format(&files))?;
        if let Ok(metadata) = fs::metadata(&self.output) {
            // Rights that somebody gave the folder, say to a web server's group, stay.
            let _ = fs::set_permissions(&self.folder, metadata.permissions());
        }
        swap::swap(&self.folder, &self.output)?;
        self.finished = true;
        Ok(summary)
    }

    fn write_manifest(&self, bytes: &[u8]) -> Result<(), Failure> {
        let target = self.target(MANIFEST)?;
        let old = self.output.join(MANIFEST);
        let put = || {
            if self.old.is_some() && holds(&old, bytes) {
                fs::remove_file(&target)?;
                return carry_over(&old, &target);
            }
            fs::write(&target, bytes)
        };
        put().map_err(|error| failed(&self.output, WRITE, &error))
    }

    /// Writes `bytes`, or notes that the old site's file stays.
    fn take(&self, path: &str, bytes: Option<&[u8]>) -> Result<(), Failure> {
        if let Some(bytes) = bytes {
            fs::write(self.target(path)?, bytes)
                .map_err(|error| failed(&self.output.join(path), WRITE, &error))?;
            self.progress().written.insert(path.to_owned());
        } else {
            self.progress().unchanged.insert(path.to_owned());
        }
        Ok(())
    }

    /// Where a file is written, its folder made.
    fn target(&self, path: &str) -> Result<PathBuf, Failure> {
        let target = self.folder.join(path);
        let folder = target.parent().unwrap_or(&self.folder);
        let is_made = |folder: &Path| self.progress().folders.contains(folder);
        let fail = |error: &io::Error| failed(&self.output.join(path), WRITE, error);
        if is_made(folder) {
            return Ok(target);
        }
        if !is_made(&self.folder) {
            self.open()?;
        }
        fs::create_dir_all(folder).map_err(|error| fail(&error))?;
        self.progress().folders.insert(folder.to_path_buf());
        Ok(target)
    }

    /// Makes the staging folder. Its manifest is the first file in it: by that a later build knows
    /// the folder as one of ours.
    fn open(&self) -> Result<(), Failure> {
        let mut progress = self.progress();
        if progress.folders.contains(&self.folder) {
            return Ok(());
        }
        fs::create_dir(&self.folder)
            .and_then(|()| fs::write(self.folder.join(MANIFEST), existing::HEADER))
            .map_err(|error| failed(&self.folder, WRITE, &error))?;
        progress.folders.insert(self.folder.clone());
        Ok(())
    }

    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn old_file(&self, path: &str) -> Option<PathBuf> {
        let old = self.old.as_ref()?;
        old.contains(path).then(|| self.output.join(path))
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
