//! The search for all neighbours at once, exact and yet without reading the longest lists.

use rayon::prelude::*;

use super::{Index, Neighbour, Slot};

/// An index with its commonest terms set apart.
pub(super) struct Pruned<'a> {
    index: &'a Index,
}

impl<'a> Pruned<'a> {
    pub(super) fn new(index: &'a Index) -> Self {
        Self { index }
    }

    /// The neighbours of every slot, and whether they are all there are.
    pub(super) fn all(&self) -> Vec<(Vec<Neighbour>, bool)> {
        let slots = Slot::try_from(self.index.entries.len()).unwrap_or(Slot::MAX);
        (0..slots)
            .into_par_iter()
            .map_init(Vec::new, |sums, slot| self.index.search(slot, sums))
            .collect()
    }
}
