//! The lines of a text in any encoding that documents come in.

use std::io::{BufRead, Cursor};

use crate::diagnostics::Diagnostic;
use crate::documents::encoding;

/// Reads line by line while the input is UTF-8, so that a pipe is answered as it is filled. The
/// first line that is not makes it read the rest and ask the reader of documents.
pub(super) struct Lines<'a, R> {
    name: &'a str,
    input: R,
    decoded: Option<Cursor<Vec<u8>>>,
    first: bool,
    fault: Option<Box<Diagnostic>>,
}

impl<'a, R: BufRead> Lines<'a, R> {
    /// The lines of `input`, which messages call `name`.
    pub(super) fn of(name: &'a str, input: R) -> Self {
        Self {
            name,
            input,
            decoded: None,
            first: true,
            fault: None,
        }
    }

    /// The next line without its end.
    pub(super) fn next(&mut self) -> std::io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let read = match &mut self.decoded {
            Some(decoded) => decoded.read_until(b'\n', &mut bytes)?,
            None => self.input.read_until(b'\n', &mut bytes)?,
        };
        if read == 0 {
            return Ok(None);
        }
        let plain = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
        if !plain && self.decoded.is_none() {
            self.input.read_to_end(&mut bytes)?;
            self.decoded = Some(Cursor::new(self.decode(bytes)));
            return self.next();
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        let line = if std::mem::take(&mut self.first) {
            line.trim_start_matches('\u{feff}')
        } else {
            line
        };
        Ok(Some(line.to_owned()))
    }

    /// The bytes as UTF-8; as they are, with a finding, where they fit no encoding.
    fn decode(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        match encoding::decode(self.name, &bytes) {
            Ok(decoded) => decoded.text.into_bytes(),
            Err(fault) => {
                self.fault = Some(fault);
                bytes
            }
        }
    }

    /// Why bytes could not be read as text.
    pub(super) fn fault(&self) -> Option<&Diagnostic> {
        self.fault.as_deref()
    }
}
