//! Putting a new folder in an old one's place, and clearing away what a killed build left.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use super::super::paths::MANIFEST;
use super::super::{Failure, failed};
use super::beside;
use super::existing::foreign;

const SWAP: (&str, &str) = ("换不上新的网站", "cannot put the new site in place");
const CLEAR: (&str, &str) = (
    "清不掉上次中断留下的文件夹",
    "cannot clear away a folder that an interrupted build left",
);

/// Puts `new` in the place of `output` and removes what stood there.
pub(super) fn swap(new: &Path, output: &Path) -> Result<(), Failure> {
    let fail = |error: &io::Error| failed(output, SWAP, error);
    if !output.exists() {
        return fs::rename(new, output).map_err(|error| fail(&error));
    }
    if exchange(new, output).map_err(|error| fail(&error))? {
        let _ = remove_ours(new);
        return Ok(());
    }
    let old = beside(output, "old");
    fs::rename(output, &old).map_err(|error| fail(&error))?;
    if let Err(error) = fs::rename(new, output) {
        let _ = fs::rename(&old, output);
        return Err(fail(&error));
    }
    let _ = remove_ours(&old);
    Ok(())
}

/// Exchanges two folders in one step; `false` where the system cannot.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // Some file systems know no exchange.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Undoes what a killed build left half done. The caller holds the lock.
pub(super) fn recover(output: &Path) -> Result<(), Failure> {
    let old = beside(output, "old");
    if old.exists() && !output.exists() {
        // Killed between the two renames: the last good site is the one set aside.
        fs::rename(&old, output).map_err(|error| failed(output, SWAP, &error))?;
    }
    for leftover in [old, beside(output, "new")] {
        if fs::symlink_metadata(&leftover).is_err() {
            continue;
        }
        if !is_ours(&leftover) {
            return Err(foreign(&leftover, "…", 1));
        }
        remove_ours(&leftover).map_err(|error| failed(&leftover, CLEAR, &error))?;
    }
    Ok(())
}

/// Did this program make the folder? The manifest is the first file in and the last one out.
fn is_ours(folder: &Path) -> bool {
    folder.is_dir()
        && !folder.is_symlink()
        && (folder.join(MANIFEST).is_file()
            || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()))
}

/// How many deletions are under way at once. The system may take milliseconds to remove a folder,
/// nearly all of it waiting, so that there are more than cores.
const DELETERS: usize = 16;

/// Removes a folder, its manifest last.
pub(super) fn remove_ours(folder: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    let mut folders: Vec<Vec<PathBuf>> = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry?;
        let depth = entry.depth();
        if entry.file_type().is_dir() {
            folders.resize(folders.len().max(depth), Vec::new());
            if let Some(level) = folders.get_mut(depth - 1) {
                level.push(entry.into_path());
            }
        } else if depth > 1 || entry.file_name() != MANIFEST {
            files.push(entry.into_path());
        }
    }
    all_at_once(&files, |path| fs::remove_file(path))?;
    for level in folders.iter().rev() {
        all_at_once(level, |path| fs::remove_dir(path))?;
    }
    match fs::remove_file(folder.join(MANIFEST)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::remove_dir(folder),
    }
}

fn all_at_once(paths: &[PathBuf], act: fn(&Path) -> io::Result<()>) -> io::Result<()> {
    let share = paths.len().div_ceil(DELETERS).max(1);
    std::thread::scope(|scope| {
        let deleters: Vec<_> = paths
            .chunks(share)
            .map(|share| scope.spawn(move || share.iter().try_for_each(|path| act(path))))
            .collect();
        deleters.into_iter().try_for_each(|deleter| {
            deleter
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a thread failed")))
        })
    })
}
