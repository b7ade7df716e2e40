//! Reads a site's folder: the only place where content and themes come off the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostics, Location, system};
use crate::documents::InputFile;
use crate::language::Bilingual;

/// The files of a site, in the order of their paths.
#[derive(Debug, Default)]
pub struct SiteFiles {
    /// `gongbao.toml` and what is under `content/`.
    pub content: Vec<InputFile>,
    /// What is under `themes/`, paths relative to the site.
    pub themes: Vec<InputFile>,
    /// Paths of files that are there and were not read.
    pub refused: Vec<String>,
}

/// Reads the folder `site`; what cannot be read is reported.
pub fn read(site: &Path) -> (SiteFiles, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut refused = Vec::new();
    let mut content = Vec::new();
    let settings = site.join("gongbao.toml");
    if settings.is_symlink() && !is_inside(&settings, site) {
        refused.push("gongbao.toml".to_owned());
        diagnostics.report(
            &codes::SYMLINK_REFUSED,
            Location::of_path("gongbao.toml"),
            "符号链接指向站点之外，未读取",
            "a symbolic link leads out of the site and was not followed",
        );
    } else if settings.exists() {
        read_file(
            &settings,
            "gongbao.toml".to_owned(),
            &mut content,
            &mut refused,
            &mut diagnostics,
        );
    }
    walk(
        site,
        "content",
        &mut content,
        &mut refused,
        &mut diagnostics,
    );
    let mut themes = Vec::new();
    walk(site, "themes", &mut themes, &mut refused, &mut diagnostics);
    let files = SiteFiles {
        content,
        themes,
        refused,
    };
    (files, diagnostics)
}

/// Does a link lead to a file of the folder?
fn is_inside(link: &Path, folder: &Path) -> bool {
    let folder = folder.canonicalize();
    let target = link.canonicalize().ok().filter(|target| target.is_file());
    target
        .zip(folder.ok())
        .is_some_and(|(target, folder)| target.starts_with(folder))
}

fn walk(
    site: &Path,
    folder: &str,
    files: &mut Vec<InputFile>,
    refused: &mut Vec<String>,
    diagnostics: &mut Diagnostics,
) {
    let root = site.join(folder);
    if !root.is_dir() {
        return;
    }
    let inside = root.canonicalize().unwrap_or_else(|_| root.clone());
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !is_hidden(entry.file_name())) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(|| root.clone(), Path::to_path_buf);
                let error = error.into_io_error().unwrap_or_else(|| {
                    std::io::Error::other("a symbolic link leads back to its own folder")
                });
                report_unreadable(&relative(site, &path), &error, diagnostics);
                continue;
            }
        };
        let path = relative(site, entry.path());
        if entry.path_is_symlink() {
            let target = entry.path().canonicalize();
            match target {
                Ok(target) if target.starts_with(&inside) && target.is_file() => {}
                _ => {
                    refused.push(path.clone());
                    diagnostics.report(
                        &codes::SYMLINK_REFUSED,
                        Location::of_path(path),
                        "符号链接指向站点之外，未读取",
                        "a symbolic link leads out of the site and was not followed",
                    );
                    continue;
                }
            }
        } else if !entry.file_type().is_file() {
            if is_file_name(entry.file_name()) {
                report_folder(&path, diagnostics);
                refused.push(path);
            }
            continue;
        }
        read_file(entry.path(), path, files, refused, diagnostics);
    }
}

fn read_file(
    path: &Path,
    name: String,
    files: &mut Vec<InputFile>,
    refused: &mut Vec<String>,
    diagnostics: &mut Diagnostics,
) {
    match std::fs::read(path) {
        Ok(bytes) => files.push(InputFile {
            path: name,
            bytes: Arc::from(bytes),
        }),
        Err(error) => {
            report_unreadable(&name, &error, diagnostics);
            refused.push(name);
        }
    }
}

/// A folder with the name of a plan's or a settings' file.
fn is_file_name(name: &std::ffi::OsStr) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending == "md" || ending == "toml")
}

fn report_folder(path: &str, diagnostics: &mut Diagnostics) {
    diagnostics.report(
        &codes::UNREADABLE,
        Location::of_path(path),
        "这是文件夹，不是文件，未读取",
        "this is a folder, not a file, and was not read",
    );
}

fn report_unreadable(path: &str, error: &std::io::Error, diagnostics: &mut Diagnostics) {
    let Bilingual { zh, en } = system::reason(error);
    diagnostics.report(
        &codes::UNREADABLE,
        Location::of_path(path),
        format!("无法读取：{zh}"),
        format!("cannot be read: {en}"),
    );
}

/// Editors' and systems' own files (`.DS_Store`, `.~lock…`, `#…#`, `…~`) are no content.
fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(['.', '#', '~'])
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
}

/// The path inside the site, parts joined by `/`.
fn relative(site: &Path, path: &Path) -> String {
    let inside: PathBuf = path.strip_prefix(site).unwrap_or(path).to_path_buf();
    inside
        .iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
