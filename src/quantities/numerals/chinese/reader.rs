//! The state of reading a number in Chinese numerals.

/// Lower and upper value of what has been read: they differ after `八九`.
#[derive(Clone, Copy, Default)]
pub(super) struct Pair {
    pub(super) low: u128,
    pub(super) high: u128,
}

impl Pair {
    pub(super) fn of(value: u128) -> Self {
        Self {
            low: value,
            high: value,
        }
    }
    pub(super) fn is_zero(self) -> bool {
        self.high == 0
    }
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }
    pub(super) fn times(self, factor: u128) -> Option<Self> {
        Some(Self {
            low: self.low.checked_mul(factor)?,
            high: self.high.checked_mul(factor)?,
        })
    }
}

/// The number so far: `total` of finished 万 and 亿 parts, `section` of the part
/// being read, `pending` digit that still waits for its scale.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) total: Pair,
    pub(super) section: Pair,
    pub(super) pending: Option<Pair>,
    pub(super) digits: Vec<u32>,
    pub(super) last_scale: u128,
    pub(super) last_big: u128,
    pub(super) zero: bool,
    pub(super) bare: bool,
    pub(super) more: bool,
}

impl Reader {
    /// Takes a digit; false where it cannot belong to this number.
    pub(super) fn digit(&mut self, value: u32) -> bool {
        let scaled = self.last_scale > 0;
        if self.more {
            return false;
        }
        if !scaled {
            self.digits.push(value);
        }
        match self.pending {
            _ if value == 0 && scaled => {
                let free = self.pending.is_none();
                self.zero = true;
                free
            }
            None => {
                self.pending = Some(Pair::of(u128::from(value)));
                true
            }
            Some(pair)
                if pair.low == pair.high && is_pair(pair.low, value) && self.digits.len() <= 2 =>
            {
                self.pending = Some(Pair {
                    low: pair.low,
                    high: u128::from(value),
                });
                true
            }
            Some(_) => !scaled,
        }
    }

    /// Takes 十, 百 or 千.
    pub(super) fn small(&mut self, factor: u128) -> Option<bool> {
        if self.more || self.digits.len() > 2 || (self.digits.len() == 2 && !self.is_range()) {
            return Some(false);
        }
        let bare = self.pending.is_none();
        if bare && self.last_scale > 0 && self.last_scale < 10_000 && self.last_scale <= factor {
            return Some(false);
        }
        if bare && self.last_scale == 0 && factor > 10 {
            self.bare = true;
        }
        let count = self.pending.take().unwrap_or(Pair::of(1));
        if count.is_zero() && !bare {
            return Some(false);
        }
        self.section = self.section.plus(count.times(factor)?)?;
        self.last_scale = factor;
        self.zero = false;
        Some(true)
    }

    /// Takes 万, 亿 or 兆.
    pub(super) fn big(&mut self, factor: u128) -> Option<bool> {
        if self.digits.len() > 2
            || (self.digits.len() == 2 && self.last_scale == 0 && !self.is_range())
        {
            return Some(false);
        }
        let part = self.section.plus(self.pending.take().unwrap_or_default())?;
        if part.is_zero() && self.total.is_zero() {
            if !self.digits.is_empty() {
                return Some(false);
            }
            self.bare = true;
            self.total = Pair::of(factor);
        } else if self.last_big != 0 && factor >= self.last_big {
            self.total = self.total.plus(part)?.times(factor)?;
        } else if part.is_zero() {
            return Some(false);
        } else {
            self.total = self.total.plus(part.times(factor)?)?;
        }
        self.section = Pair::default();
        self.last_big = factor;
        self.last_scale = factor;
        self.zero = false;
        Some(true)
    }

    pub(super) fn is_range(&self) -> bool {
        self.pending.is_some_and(|pair| pair.low != pair.high)
    }

    /// The value when the number ends here.
    pub(super) fn value(&self) -> Option<Pair> {
        if self.last_scale == 0 {
            return match self.digits.len() {
                0 => None,
                1 => self.pending,
                2 if self.is_range() => self.pending,
                2 if self.digits.first() != Some(&0) => None,
                _ => self
                    .digits
                    .iter()
                    .try_fold(0u128, |sum, &digit| {
                        sum.checked_mul(10)?.checked_add(u128::from(digit))
                    })
                    .map(Pair::of),
            };
        }
        // 一百二 is 120, 两万五 is 25000; 一百零二 is 102.
        let tail = self.pending.unwrap_or_default();
        let tail = if self.last_scale >= 100 && !self.zero {
            tail.times(self.last_scale / 10)?
        } else {
            tail
        };
        self.total.plus(self.section)?.plus(tail)
    }
}

/// Two digits that mean "about": neighbours (`七八`), or `三五`.
fn is_pair(low: u128, high: u32) -> bool {
    let high = u128::from(high);
    low > 0 && (high == low + 1 || (low == 3 && high == 5))
}
