//! Where the heading ends in a paragraph that runs on.

/// Longer paragraphs without a full stop are cut at a weaker mark, if there is one.
const LONG_HEADING: usize = 60;

/// Splits a numbered paragraph into heading and what runs on from it, joined by nothing.
///
/// The heading is the first sentence, up to its full stop; a stop inside brackets or quotation
/// marks does not end it. A paragraph without one is heading as a whole, unless it is long and has
/// a colon or semicolon early on.
pub(super) fn split(text: &str) -> (&str, &str) {
    let end = sentence_end(text, &['。'], usize::MAX).unwrap_or_else(|| {
        if text.chars().count() > LONG_HEADING {
            sentence_end(text, &['：', '；', ':', ';'], LONG_HEADING).unwrap_or(text.len())
        } else {
            text.len()
        }
    });
    let (heading, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if rest.trim().is_empty() {
        return (text, "");
    }
    (heading, rest)
}

/// The byte after the first of `stops` outside brackets and quotation marks, among the first
/// `within` characters.
fn sentence_end(text: &str, stops: &[char], within: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (count, (at, one)) in text.char_indices().enumerate() {
        if count >= within {
            return None;
        }
        match one {
            '（' | '(' | '“' | '‘' | '《' | '〈' | '【' | '「' | '『' => depth += 1,
            '）' | ')' | '”' | '’' | '》' | '〉' | '】' | '」' | '』' => {
                depth = depth.saturating_sub(1);
            }
            _ if stops.contains(&one) && depth == 0 => return Some(at + one.len_utf8()),
            _ => {}
        }
    }
    // A mark that is opened and never closed must not swallow the paragraph.
    (depth > 0)
        .then(|| {
            text.char_indices()
                .take(within)
                .find(|(_, one)| stops.contains(one))
        })
        .flatten()
        .map(|(at, one)| at + one.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_first_sentence_is_the_heading() {
        let long = "推进".repeat(40);
        let cases = [
            ("5.推动发展。强化培育。", "5.推动发展。"),
            ("一、总体要求", "一、总体要求"),
            ("（一）落实“坚持。”要求。推进", "（一）落实“坚持。”要求。"),
            ("(一)“未闭合。推进。", "(一)“未闭合。"),
            ("1.推动发展。", "1.推动发展。"),
            ("1.推动发展。 ", "1.推动发展。 "),
            ("（一)占比达1.5%。推进", "（一)占比达1.5%。"),
            ("一是加强领导；", "一是加强领导；"),
            (&format!("1.目标：{long}"), "1.目标："),
            (&format!("1.{long}"), &format!("1.{long}")),
        ];
        for (text, heading) in cases {
            let (found, rest) = split(text);
            assert_eq!(found, heading, "{text}");
            assert_eq!(format!("{found}{rest}"), text);
        }
    }
}
