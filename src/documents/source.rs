//! Files as bytes → files as text.

use std::sync::Arc;

use super::encoding::{self, Encoding};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostics, Location, SourceFile};

/// A file as the shell read it.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// The path relative to the site, parts joined by `/`.
    pub path: String,
    /// The content.
    pub bytes: Arc<[u8]>,
}

/// The text of a file that editors write: UTF-8. One in another encoding is an error, and is read
/// all the same, so that its other faults are found in the same run.
pub fn written(input: &InputFile, diagnostics: &mut Diagnostics) -> Option<Arc<SourceFile>> {
    let decoded = match encoding::decode(&input.path, &input.bytes) {
        Ok(decoded) => decoded,
        Err(found) => {
            diagnostics.push(*found);
            return None;
        }
    };
    let file = Arc::new(SourceFile::new(input.path.as_str(), decoded.text));
    if decoded.encoding != Encoding::Utf8 {
        let ascii = file.text().bytes().take_while(u8::is_ascii).count();
        let name = decoded.encoding.name();
        diagnostics.report(
            &codes::NOT_UTF8,
            Location::new(&file, ascii..ascii),
            format!("文件不是 UTF-8 编码，而是 {name}"),
            format!("the file is not UTF-8 but {name}"),
        );
    }
    Some(file)
}
