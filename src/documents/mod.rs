//! Stage 1: bytes become documents, every character kept, with its place.

pub mod encoding;
pub mod numbering;
