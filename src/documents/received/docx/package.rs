//! A Word file as a zip of XML parts, within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{self, Element};

/// The most bytes a part may unpack to; the text of a thousand pages has some ten million.
const LARGEST_PART: u64 = 48 * 1024 * 1024;
/// The most bytes all parts that are read may unpack to.
const LARGEST_WHOLE: u64 = 96 * 1024 * 1024;
/// The most files a package may have.
const MOST_FILES: usize = 20_000;

/// Why a package cannot be read, in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not a Word file, or a damaged one.
    Broken(String, String),
    /// It unpacks to more than a document can have.
    TooLarge(String, String),
}

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    /// Folder of the main part, with its slash: `word/`.
    folder: String,
    main: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| not_zip(&error))?;
        if archive.len() > MOST_FILES {
            return Err(Fault::TooLarge(
                format!("压缩包内有 {} 个文件", archive.len()),
                format!("the package has {} files", archive.len()),
            ));
        }
        let mut package = Self {
            archive,
            left: LARGEST_WHOLE,
            folder: String::new(),
            main: String::new(),
        };
        package.main = package.main_part()?;
        package.folder = package
            .main
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Ok(package)
    }

    /// The name of the main part, as the package's relations say.
    fn main_part(&mut self) -> Result<String, Fault> {
        let relations = self.part("_rels/.rels")?;
        let target = relations.as_ref().and_then(|root| {
            root.elements()
                .find(|one| {
                    one.attribute("Type")
                        .is_some_and(|kind| kind.ends_with("/officeDocument"))
                })
                .and_then(|one| one.attribute("Target"))
        });
        let name = target.map_or("word/document.xml", |target| target.trim_start_matches('/'));
        if !name.contains("word") && !name.contains("document") {
            return Err(Fault::Broken(
                "这不是 Word 文档".to_owned(),
                "this is no Word document".to_owned(),
            ));
        }
        Ok(name.to_owned())
    }

    /// The document's own XML.
    pub(super) fn document(&mut self) -> Result<Element, Fault> {
        let name = self.main.clone();
        self.part(&name)?.ok_or_else(|| {
            Fault::Broken(
                format!("文件中没有 {name}，不是 Word 文档"),
                format!("the file has no {name}, so it is no Word document"),
            )
        })
    }

    /// A part beside the document (`numbering.xml`), where there is one.
    pub(super) fn beside(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        let name = format!("{}{name}", self.folder);
        self.part(&name)
    }

    /// How many parts there are beside the document whose names start so.
    pub(super) fn count_beside(&self, start: &str) -> usize {
        let start = format!("{}{start}", self.folder);
        self.archive
            .file_names()
            .filter(|name| name.as_ref().is_ok_and(|name| name.starts_with(&start)))
            .count()
    }

    fn part(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        let limit = LARGEST_PART.min(self.left);
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(name, &error.to_string())),
        };
        // What a part claims to unpack to may be a lie; what is read decides.
        let mut bytes = Vec::new();
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(name, &error.to_string()))?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(Fault::TooLarge(
                format!("{name} 展开后超过 {limit} 字节"),
                format!("{name} unpacks to more than {limit} bytes"),
            ));
        }
        self.left -= length;
        xml::parse(&bytes)
            .map(Some)
            .map_err(|reason| broken(name, &reason))
    }
}

fn broken(name: &str, reason: &str) -> Fault {
    Fault::Broken(
        format!("{name} 无法读取：{reason}"),
        format!("{name} cannot be read: {reason}"),
    )
}

fn not_zip(error: &ZipError) -> Fault {
    Fault::Broken(
        format!("文件不是完整的 .docx：{error}"),
        format!("the file is no complete .docx: {error}"),
    )
}
