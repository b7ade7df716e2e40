//! stub
use super::Source;
use crate::diagnostics::Diagnostics;
pub(super) fn read(_path: &str, _bytes: &[u8], _diagnostics: &mut Diagnostics) -> Option<Source> {
    None
}
