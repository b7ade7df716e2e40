//! What results can be filtered by and the plan does not tell: topics, and whether there is a target.

use super::Input;
use super::files::{Packed, pack};
use super::lists::varint;
use super::order::Order;

/// The pages with a target, then those of each topic in the order of the topics: how many, then the
/// gaps between their numbers.
pub(super) fn pack_all(order: &Order, input: &Input) -> Packed {
    let mut bytes = Vec::new();
    let pages = order.pages().iter();
    list(
        &mut bytes,
        pages
            .clone()
            .filter(|page| !page.section.targets.is_empty())
            .map(|page| page.number),
    );
    for topic in 0..input.topics.len() {
        let pages = pages
            .clone()
            .filter(|page| page.section.topics.contains(&topic));
        list(&mut bytes, pages.map(|page| page.number));
    }
    pack(&bytes)
}

fn list(bytes: &mut Vec<u8>, pages: impl Iterator<Item = u32>) {
    let pages: Vec<u32> = pages.collect();
    varint(bytes, u32::try_from(pages.len()).unwrap_or(u32::MAX));
    let mut before = 0;
    for page in pages {
        varint(bytes, page - before);
        before = page;
    }
}
