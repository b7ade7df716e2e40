//! One build at a time writes an output folder.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::{Failure, failed};
use crate::diagnostics::codes::output::OUTPUT_BUSY;
use crate::diagnostics::{Diagnostic, Location};
use crate::language::Bilingual;

/// How often another build is given time to end, and how much each time.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// The right to write an output folder; the system takes it back when the process ends, however
/// that happens.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: Option<File>,
}

impl Lock {
    /// Waits up to half a minute for another build.
    pub(super) fn acquire(path: &Path) -> Result<Self, Failure> {
        Self::acquire_within(path, TRIES)
    }

    pub(super) fn acquire_within(path: &Path, tries: u32) -> Result<Self, Failure> {
        for _ in 0..tries {
            match Self::attempt(path) {
                Ok(Some(file)) => {
                    return Ok(Self {
                        path: path.to_owned(),
                        file: Some(file),
                    });
                }
                Ok(None) => std::thread::sleep(PAUSE),
                Err(error) => return Err(failed(path, super::WRITE, &error)),
            }
        }
        Err(Box::new(Diagnostic::new(
            &OUTPUT_BUSY,
            Location::of_path(path.display().to_string()),
            Bilingual::new(
                "另一个构建一直在写这个文件夹",
                "another build has been writing this folder all the time",
            ),
        )))
    }

    /// `None` while another holds the lock.
    fn attempt(path: &Path) -> io::Result<Option<File>> {
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            // Whoever held the lock before may have removed the file in between.
            Ok(()) => Ok(is_still_there(path, &file).then_some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held, so that no other build can hold a file of this name.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        self.file.take();
    }
}

#[cfg(unix)]
fn is_still_there(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(there), Ok(here)) = (fs::symlink_metadata(path), file.metadata()) else {
        return false;
    };
    there.ino() == here.ino() && there.dev() == here.dev()
}

#[cfg(not(unix))]
fn is_still_there(_: &Path, _: &File) -> bool {
    true
}
