//! A site for tests: the sample, read from the repository.

use std::path::Path;

use crate::diagnostics::Diagnostics;
use crate::documents::{self, InputFile};
use crate::model::Site;
use crate::model::assemble::assemble;

/// The sample site.
pub(crate) fn site() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![file(root, Path::new("gongbao.toml"))];
    walk(root, Path::new("content"), &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    of(&files).0
}

/// A site of the files given: paths and texts.
pub(crate) fn of_texts(files: &[(&str, &str)]) -> Site {
    let files: Vec<InputFile> = files
        .iter()
        .map(|(path, text)| InputFile {
            path: (*path).to_owned(),
            bytes: text.as_bytes().into(),
        })
        .collect();
    of(&files).0
}

fn of(files: &[InputFile]) -> (Site, Diagnostics) {
    let (documents, mut found) = documents::read(files, &mut documents::Cache::default());
    let (site, more) = assemble(&documents);
    found.append(more);
    (site, found)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<InputFile>) {
    for entry in std::fs::read_dir(root.join(folder)).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            walk(root, &path, files);
        } else {
            files.push(file(root, &path));
        }
    }
}

fn file(root: &Path, path: &Path) -> InputFile {
    InputFile {
        path: path.to_str().expect("a name").replace('\\', "/"),
        bytes: std::fs::read(root.join(path)).expect("readable").into(),
    }
}
