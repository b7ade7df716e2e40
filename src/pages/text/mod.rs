//! Running text with marks, notes, terms and emphasis laid over it.

mod alignment;
mod blocks;
mod segments;
mod terms;

pub(crate) use alignment::{align, rendering};
pub(crate) use blocks::{Block, Layer, blocks};
pub(crate) use segments::{Span, Tag, escape};
pub(crate) use terms::TermFinder;
