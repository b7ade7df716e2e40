//! CPU time, which other work on the machine disturbs less than the clock on the wall.

#![allow(
    clippy::cast_precision_loss,
    reason = "seconds of a program that runs for minutes"
)]

/// CPU seconds of all threads of the program so far; clock ticks are 1/100 s on Linux.
pub(crate) fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let ticks: u64 = fields
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum();
    ticks as f64 / 100.0
}
