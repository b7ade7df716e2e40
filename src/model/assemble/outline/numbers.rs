//! Headings with the wrong number: their neighbours say which it must be.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::keys::report_duplicate;
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::documents::numbering::{self, Form};
use crate::documents::plan_file::SectionText;
use crate::language::Bilingual;

/// The number that a heading must have.
pub(super) struct Meant {
    pub(super) number: u32,
    /// Where a section beside it has the number that it bears.
    pub(super) taken: Option<Location>,
}

/// For every heading whose number is wrong while those before and after it count on past it
/// (7, 9, 9: the first 9 is 8), the number that it must have.
pub(super) fn meant(texts: &[Cow<'_, SectionText>], depths: &[usize]) -> Vec<Option<Meant>> {
    let mut meant: Vec<Option<Meant>> = texts.iter().map(|_| None).collect();
    for siblings in siblings(texts, depths).into_values() {
        let mut before = None;
        for (nth, (at, value)) in siblings.iter().enumerate() {
            let later = |step: usize| siblings.get(nth + step).map(|(_, value)| *value);
            let right = match (before, later(1), later(2)) {
                (Some(before), Some(after), _) if after == before + 2 => before + 1,
                // The first: nothing says where it should start, but not after those that follow.
                (None, Some(second), Some(third)) if third == second + 1 && *value >= second => {
                    second.saturating_sub(1)
                }
                _ => *value,
            };
            before = Some(right);
            let editors = texts
                .get(*at)
                .is_some_and(|text| text.explicit_key.is_some());
            if right == *value || right == 0 || editors {
                continue;
            }
            let twin = siblings
                .iter()
                .find(|(other, number)| number == value && other != at);
            let taken = twin.and_then(|(other, _)| Some(texts.get(*other)?.location.clone()));
            if let Some(place) = meant.get_mut(*at) {
                *place = Some(Meant {
                    number: right,
                    taken,
                });
            }
        }
    }
    meant
}

/// Sections by their parent and the form of their numbers: index and value.
type Siblings = BTreeMap<(Option<usize>, Form), Vec<(usize, u32)>>;

/// Sections of one parent with one form of number: index and value, in the order of the text.
fn siblings(texts: &[Cow<'_, SectionText>], depths: &[usize]) -> Siblings {
    let mut siblings = Siblings::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, (text, depth)) in texts.iter().zip(depths).enumerate() {
        while open.last().is_some_and(|(above, _)| above >= depth) {
            open.pop();
        }
        let parent = open.last().map(|(_, parent)| *parent);
        if let Some(number) = numbering::read(&text.number) {
            let list = siblings.entry((parent, number.form)).or_default();
            list.push((at, number.value));
        }
        if *depth > 0 {
            open.push((*depth, at));
        }
    }
    siblings
}

/// Reports a wrong number: one that stands twice, or one that leaves a gap.
pub(super) fn report(
    text: &SectionText,
    written: &str,
    right: &str,
    meant: &Meant,
    diagnostics: &mut Diagnostics,
) {
    if let Some(other) = &meant.taken {
        report_duplicate(text, written, Some(other), diagnostics);
        return;
    }
    let number = &text.number;
    diagnostics.push(
        Diagnostic::new(
            &codes::MISSING_NUMBER,
            text.location.clone(),
            Bilingual::new(
                format!("缺少编号 {right}：它的位置上是“{number}”"),
                format!("number {right} is missing: “{number}” stands in its place"),
            ),
        )
        .help(
            format!("请改正编号；原件确实如此的，在标题后写键，如 {{#{right}}}。"),
            format!("Correct the number; where the source has it so, write a key after the heading, as in {{#{right}}}."),
        ),
    );
}
