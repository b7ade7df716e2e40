//! Differences of two texts as a reader can see them.

use std::fmt::Write as _;
use std::ops::Range;

use similar::DiffOp;
use unicode_normalization::UnicodeNormalization;

/// The differences as `…前[-删-]{+增+}后…`, eight characters around each.
pub(super) fn show(old: &[char], new: &[char], ops: &[DiffOp]) -> String {
    const AROUND: usize = 8;
    let words = |chars: &[char], range: Range<usize>| -> String {
        chars.get(range).unwrap_or_default().iter().collect()
    };
    let mut out = String::new();
    let count = ops.len();
    for (index, op) in ops.iter().enumerate() {
        let (before, after) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            let (start, end) = (before.start, before.end);
            let keep_start = if index == 0 {
                start
            } else {
                (start + AROUND).min(end)
            };
            let keep_end = if index + 1 == count {
                end
            } else {
                end.saturating_sub(AROUND).max(start)
            };
            if keep_end > keep_start {
                out.push_str(&words(old, start..keep_start));
                out.push('…');
                out.push_str(&words(old, keep_end..end));
            } else {
                out.push_str(&words(old, start..end));
            }
            continue;
        }
        let spell = |chars: &[char], range: Range<usize>| -> String {
            let chars = chars.get(range).unwrap_or_default();
            chars.iter().map(|c| spelled(*c)).collect()
        };
        if !before.is_empty() {
            let _ = write!(out, "[-{}-]", spell(old, before));
        }
        if !after.is_empty() {
            let _ = write!(out, "{{+{}+}}", spell(new, after));
        }
    }
    out
}

/// A character that looks like another, or like nothing, with its code.
fn spelled(c: char) -> String {
    let compatible = !std::iter::once(c).nfkc().eq(std::iter::once(c));
    let unseen = c.is_whitespace() && c != ' '
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}');
    if unseen {
        format!("U+{:04X}", u32::from(c))
    } else if compatible && !matches!(c, '\u{ff01}'..='\u{ff60}' | '…') {
        format!("{c}(U+{:04X})", u32::from(c))
    } else {
        c.to_string()
    }
}

/// The first words of a paragraph.
pub(super) fn shorten(words: &str) -> String {
    let short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        format!("{short}…")
    } else {
        short
    }
}
