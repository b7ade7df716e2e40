//! One zip of a whole site: unpacked anywhere, its pages open by double click.
//!
//! Opened from a disk, a link to a folder shows a list of files, so that links lead to
//! `index.html` here. The same site gives the same bytes: no times, no owner, fixed order.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::publish::{WRITE, published};
use super::{Failure, failed, links, place};
use crate::analysis::search;
use crate::diagnostics::codes::output::FOREIGN_OUTPUT;
use crate::diagnostics::{Diagnostic, Location};
use crate::language::Bilingual;

/// The file of checksums, as `sha256sum -c` reads it.
const CHECKSUMS: &str = "SHA256SUMS";

/// Files that only a web server has a use for.
const LEFT_OUT: [&str; 1] = ["404.html"];

/// How many files are compressed before they are written.
const BATCH: usize = 256;

/// Where a package is written.
#[derive(Debug, Clone)]
pub struct PackageOptions {
    /// The site's folder, which must not be destroyed.
    pub site: PathBuf,
    /// The output folder, in which the next build would lose the package.
    pub output: PathBuf,
    /// The zip file.
    pub file: PathBuf,
}

/// Writes the package of the site that stands in the output folder; a file that is there already is
/// replaced only once the new one is whole.
pub fn package(options: &PackageOptions) -> Result<(), Failure> {
    let file = place::resolve(&options.site, &options.file)?;
    let output = place::resolve(&options.site, &options.output)?;
    if file.starts_with(&output) {
        return Err(place::unfit(&options.file));
    }
    if !is_replaceable(&file) {
        return Err(not_a_package(&file));
    }
    let fail = |error: &io::Error| failed(&file, WRITE, error);
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gongbao-package");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(folder).map_err(|error| fail(&error))?;
    let paths = published(&output)?;
    write(&output, &paths, part.as_file_mut()).map_err(|error| fail(&error))?;
    part.persist(&file).map_err(|error| fail(&error.error))?;
    Ok(())
}

/// Nothing, an empty file or an earlier package: a typing error must not cost a document.
fn is_replaceable(file: &Path) -> bool {
    let Ok(metadata) = fs::symlink_metadata(file) else {
        return true;
    };
    let mut start = [0; 2];
    metadata.is_file()
        && (metadata.len() == 0
            || fs::File::open(file)
                .and_then(|mut file| file.read_exact(&mut start))
                .is_ok_and(|()| start == *b"PK"))
}

fn not_a_package(file: &Path) -> Failure {
    Box::new(Diagnostic::new(
        &FOREIGN_OUTPUT,
        Location::of_path(file.display().to_string()),
        Bilingual::new(
            "这里已有别的文件，不是 zip 包",
            "another file stands here, which is not a zip package",
        ),
    ))
}

fn write(output: &Path, paths: &BTreeSet<String>, file: &mut fs::File) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(zip::System::Unix);
    let mut archive = ZipWriter::new(BufWriter::new(file));
    let mut sums = String::new();
    let list: Vec<&str> = paths
        .iter()
        .map(String::as_str)
        .filter(|path| !LEFT_OUT.contains(path))
        .collect();
    for batch in list.chunks(BATCH) {
        let ready: Vec<(String, PreparedZipFile)> = batch
            .par_iter()
            .map(|path| {
                let bytes = fs::read(output.join(path))?;
                let (path, bytes) = for_disk(paths, path, &bytes);
                let packed = PreparedZipFile::from_data(&path, options, &bytes)?;
                Ok((checksum(&path, &bytes), packed))
            })
            .collect::<io::Result<_>>()?;
        for (sum, packed) in ready {
            sums.push_str(&sum);
            archive.add_prepared_file(packed)?;
        }
    }
    archive.start_file(CHECKSUMS, options)?;
    archive.write_all(sums.as_bytes())?;
    archive.finish()?.flush()
}

fn checksum(path: &str, bytes: &[u8]) -> String {
    let mut line = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(line, "{byte:02x}");
    }
    let _ = writeln!(line, "  {path}");
    line
}

/// A page as it is opened from a disk, the search index as scripts; other files as they are.
fn for_disk<'a>(
    paths: &BTreeSet<String>,
    path: &'a str,
    bytes: &'a [u8],
) -> (Cow<'a, str>, Cow<'a, [u8]>) {
    if let Some((path, script)) = search::as_script(path, bytes) {
        return (path.into(), script.into());
    }
    match std::str::from_utf8(bytes) {
        Ok(html) if is_page(path) => {
            let html = links::rewrite(html, |link| to_file(paths, path, &link.address));
            (path.into(), html.into_bytes().into())
        }
        _ => (path.into(), bytes.into()),
    }
}

fn is_page(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "html")
}

/// The address of a folder's `index.html`; `None` where the address leads to a file or elsewhere.
fn to_file(paths: &BTreeSet<String>, page: &str, address: &str) -> Option<String> {
    let (path, rest) = links::split(address);
    if path.is_empty() {
        return None;
    }
    let mut target = links::resolve(page, address)?;
    if !target.is_empty() && !target.ends_with('/') {
        target.push('/');
    }
    target.push_str("index.html");
    paths.get(&target)?;
    let slash = if path.ends_with('/') { "" } else { "/" };
    Some(format!("{path}{slash}index.html{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Tree, publish};

    fn tree() -> Tree {
        let files = [
            ("index.html", r#"<a href="zh/">中</a><a href="zh">中</a>"#),
            (
                "zh/index.html",
                r#"<a href="./#a">1</a><a href="../">2</a><a href="..">3</a><form action="search/?q=1"></form><a href="a.css">4</a><a href="https://example.org/">5</a><a href="none/">6</a>"#,
            ),
            (
                "zh/search/index.html",
                r#"<a href="?q=1">1</a><a href="../../">2</a>"#,
            ),
            ("zh/a.css", "a{}"),
            ("404.html", "x"),
        ];
        Tree::collect(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())))
    }

    fn options(root: &Path, file: &str) -> PackageOptions {
        let site = root.join("site");
        fs::create_dir_all(site.join("content")).unwrap();
        let options = publish::Options {
            output: site.join("public"),
            site: site.clone(),
            precompress: true,
        };
        publish(&tree(), &options).unwrap();
        PackageOptions {
            output: site.join("public"),
            site,
            file: root.join(file),
        }
    }

    fn entry(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn links_lead_to_files() {
        let root = tempfile::tempdir().unwrap();
        package(&options(root.path(), "a.zip")).unwrap();
        let bytes = fs::read(root.path().join("a.zip")).unwrap();
        assert_eq!(
            entry(&bytes, "index.html"),
            r#"<a href="zh/index.html">中</a><a href="zh/index.html">中</a>"#
        );
        assert_eq!(
            entry(&bytes, "zh/index.html"),
            r#"<a href="./index.html#a">1</a><a href="../index.html">2</a><a href="../index.html">3</a><form action="search/index.html?q=1"></form><a href="a.css">4</a><a href="https://example.org/">5</a><a href="none/">6</a>"#
        );
        assert_eq!(
            entry(&bytes, "zh/search/index.html"),
            r#"<a href="?q=1">1</a><a href="../../index.html">2</a>"#
        );
        let sums = entry(&bytes, CHECKSUMS);
        assert_eq!(sums.lines().count(), 4);
        assert!(sums.lines().all(|line| line.len() > 66));
        assert!(sums.contains("  zh/a.css\n"));
    }

    #[test]
    fn the_same_site_gives_the_same_package() {
        let root = tempfile::tempdir().unwrap();
        package(&options(root.path(), "a.zip")).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1100));
        package(&options(root.path(), "deep/b.zip")).unwrap();
        package(&options(root.path(), "a.zip")).unwrap();
        assert_eq!(
            fs::read(root.path().join("a.zip")).unwrap(),
            fs::read(root.path().join("deep/b.zip")).unwrap()
        );
    }

    #[test]
    fn nothing_else_is_overwritten() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("thesis.docx.txt"), "mine").unwrap();
        for (file, code) in [
            ("thesis.docx.txt", "O003"),
            ("site/public/a.zip", "O004"),
            ("site/content/a.zip", "O004"),
            ("site", "O004"),
        ] {
            let failure = package(&options(root.path(), file)).unwrap_err();
            assert_eq!(failure.rule.code, code, "{file}");
        }
    }
}
