//! The shared reader of quantities: numbers in every Chinese and Arabic
//! writing, units, dates. Import (numbering), targets and parity stand on it.
//!
//! Everything here reads `&[char]`: positions are Unicode scalar values, the
//! same unit as the offsets of DESIGN, so that nothing has to be converted.

pub mod dates;
pub mod lexicon;
pub mod numerals;
pub mod units;

pub use numerals::{Form, Numeral};
pub use units::{Class, Unit};
