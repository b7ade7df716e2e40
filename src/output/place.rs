//! Where output may lie.

use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use super::publish::{WRITE, link};
use super::{Failure, failed};
use crate::diagnostics::codes::output::OUTPUT_PLACE;
use crate::diagnostics::{Diagnostic, Location};
use crate::language::Bilingual;

/// Folders of a site that are read, never written.
const READ_ONLY: [&str; 3] = ["content", "themes", ".git"];

const FIND: (&str, &str) = ("找不到输出的位置", "cannot tell where the output is");

/// The absolute path of an output folder or file, its parent made where it is missing. Fails where replacing
/// the folder would destroy the site or become part of its content.
pub(super) fn resolve(site: &Path, output: &Path) -> Result<PathBuf, Failure> {
    let wanted = absolute(output).map_err(|error| failed(output, FIND, &error))?;
    let (Some(parent), Some(name)) = (wanted.parent(), wanted.file_name()) else {
        return Err(unfit(output));
    };
    let site = fs::canonicalize(site).map_err(|error| failed(site, FIND, &error))?;
    // Judged before anything is made: the part of the parent that exists may lie behind links.
    let planned = real(parent).join(name);
    if site.starts_with(&planned)
        || READ_ONLY
            .iter()
            .any(|part| planned.starts_with(site.join(part)))
    {
        return Err(unfit(output));
    }
    fs::create_dir_all(parent).map_err(|error| failed(parent, WRITE, &error))?;
    let parent = fs::canonicalize(parent).map_err(|error| failed(parent, FIND, &error))?;
    let path = parent.join(name);
    if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err(link(&path));
    }
    Ok(path)
}

/// The path from the root, `.` and `..` taken out. A `..` after a link would lead elsewhere for
/// the system, so the part before it is resolved first.
fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    let mut whole = env::current_dir()?;
    for part in path.components() {
        match part {
            Component::ParentDir => {
                whole = real(&whole);
                whole.pop();
            }
            Component::CurDir => {}
            part => whole.push(part),
        }
    }
    Ok(whole)
}

/// The path with links resolved as far as it exists.
fn real(path: &Path) -> PathBuf {
    for folder in path.ancestors() {
        if let (Ok(found), Ok(rest)) = (fs::canonicalize(folder), path.strip_prefix(folder)) {
            return found.join(rest);
        }
    }
    path.to_owned()
}

pub(super) fn unfit(output: &Path) -> Failure {
    Box::new(Diagnostic::new(
        &OUTPUT_PLACE,
        Location::of_path(output.display().to_string()),
        Bilingual::new("不能写到这里", "output cannot be written here"),
    ))
}
