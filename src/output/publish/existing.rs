//! What stands in the output folder: nothing, a site that this program wrote, or files that must
//! not be lost.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use walkdir::WalkDir;

use super::super::paths::{self, MANIFEST};
use super::super::{Failure, failed};
use crate::diagnostics::codes::output::{FOREIGN_OUTPUT, OUTPUT_LINK};
use crate::diagnostics::{Diagnostic, Location};
use crate::language::Bilingual;

/// The paths of the files that were written.
pub(super) type Manifest = BTreeSet<String>;

/// The manifest's first line.
pub(super) const HEADER: &str = "gongbao 1\n";

/// Files that file managers leave wherever they have looked.
const STRAY: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

const READ: (&str, &str) = ("读不出输出文件夹", "cannot read the output folder");

/// The manifest of the site in the folder; `None` where there is none yet. Fails where the folder
/// holds anything that this program did not write.
pub(super) fn examine(output: &Path) -> Result<Option<Manifest>, Failure> {
    match fs::symlink_metadata(output) {
        Ok(metadata) if metadata.is_symlink() => return Err(link(output)),
        Ok(metadata) if !metadata.is_dir() => return Err(foreign(output, "", 1)),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(output, READ, &error)),
    }
    let manifest = read(output)?;
    check(output, manifest.as_ref())?;
    Ok(manifest)
}

fn read(output: &Path) -> Result<Option<Manifest>, Failure> {
    let path = output.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_symlink() => return Err(link(&path)),
        Ok(_) => {}
        Err(_) => return Ok(None),
    }
    let text = fs::read_to_string(&path).map_err(|error| failed(&path, READ, &error))?;
    Ok(text.strip_prefix(HEADER).map(|lines| {
        lines
            .lines()
            .filter(|line| paths::is_usable(line))
            .map(str::to_owned)
            .collect()
    }))
}

/// Refuses files that the manifest does not list, and links anywhere.
fn check(output: &Path, manifest: Option<&Manifest>) -> Result<(), Failure> {
    let mut first = None;
    let mut count = 0;
    for entry in WalkDir::new(output).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| failed(output, READ, &error.into()))?;
        if entry.path_is_symlink() {
            return Err(link(entry.path()));
        }
        let name = relative(output, entry.path());
        let ours = match manifest {
            Some(manifest) => {
                entry.file_type().is_dir() || name == MANIFEST || manifest.contains(&name)
            }
            None => false,
        };
        if !ours && !STRAY.iter().any(|stray| entry.file_name() == *stray) {
            count += 1;
            first.get_or_insert(name);
            if manifest.is_none() {
                break;
            }
        }
    }
    first.map_or(Ok(()), |first| Err(foreign(output, &first, count)))
}

fn relative(output: &Path, path: &Path) -> String {
    path.strip_prefix(output)
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// A manifest's bytes.
pub(super) fn format(written: &Manifest) -> Vec<u8> {
    let mut text = HEADER.to_owned();
    for path in written {
        text.push_str(path);
        text.push('\n');
    }
    text.into_bytes()
}

pub(in crate::output) fn link(path: &Path) -> Failure {
    Box::new(Diagnostic::new(
        &OUTPUT_LINK,
        Location::of_path(path.display().to_string()),
        Bilingual::new("这是符号链接", "this is a symbolic link"),
    ))
}

pub(super) fn foreign(output: &Path, first: &str, count: usize) -> Failure {
    let message = if first.is_empty() {
        Bilingual::new("输出位置上是一个文件", "the output is a file")
    } else if count > 1 {
        Bilingual::new(
            format!("有 {count} 个文件不是 gongbao 写的，例如“{first}”"),
            format!("{count} files were not written by gongbao, “{first}” among them"),
        )
    } else {
        Bilingual::new(
            format!("“{first}”不是 gongbao 写的"),
            format!("“{first}” was not written by gongbao"),
        )
    };
    Box::new(Diagnostic::new(
        &FOREIGN_OUTPUT,
        Location::of_path(output.display().to_string()),
        message,
    ))
}
