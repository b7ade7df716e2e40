//! A quick hash for small keys of our own making; no result depends on the order of a map.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by small keys.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Multiplies and rotates, as rustc's own hasher does.
#[derive(Debug, Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut padded = [0; 8];
            for (to, from) in padded.iter_mut().zip(part) {
                *to = *from;
            }
            self.add(u64::from_le_bytes(padded));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.add(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value);
    }

    fn finish(&self) -> u64 {
        // The map takes its place from the low bits, which a product mixes least.
        self.0.rotate_left(26)
    }
}
