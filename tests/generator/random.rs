//! Numbers that look random and are the same on every machine.

/// SplitMix64: small, fast, and the same everywhere.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

impl Random {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed ^ 0x9e37_79b9_7f4a_7c15,
        }
    }

    /// A sequence for one thing of many, whatever was drawn before.
    pub fn of(seed: u64, parts: &[usize]) -> Self {
        let mut random = Self::new(seed);
        for part in parts {
            let mixed = random.next() ^ (*part as u64).wrapping_mul(0xff51_afd7_ed55_8ccd);
            random = Self::new(mixed);
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A rank below `count`, the r-th about 1/r as often as the first (Zipf).
    pub fn zipf(&mut self, count: usize) -> usize {
        // Every doubling of the rank is as likely as the one before; whole numbers alone, so that
        // every machine draws the same.
        let doublings = (count + 1).ilog2() as usize;
        let low = 1_usize << self.below(doublings.max(1));
        (self.between(low, low * 2 - 1) - 1).min(count - 1)
    }
}
