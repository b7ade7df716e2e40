//! The title of a corrected source over that of the plan file.

use super::Part;
use super::existing::Head;
use super::plan_text;
use super::update::{Change, Update};

/// What becomes of a plan file's title.
pub(super) enum Title {
    /// The corrected source has the same, or what it had before.
    Same,
    /// The corrected source has another.
    Updated {
        /// The title in the file.
        old: String,
        /// The title of the corrected source.
        new: String,
    },
    /// The corrected source has another, and an editor wrote the one in the file.
    Kept {
        /// The title in the file.
        old: String,
        /// The title of the corrected source.
        new: String,
    },
}

/// Compares the title in the file, the one of the earlier source and the one of the corrected
/// source. Where the earlier source is not there, the title in the file may be an editor's.
pub(super) fn compare(head: &Head, before: Option<&Part>, new: &str) -> Title {
    let before = before.map(|part| match part.title.as_str() {
        "" => title_of_name(&head.source),
        title => title,
    });
    if head.title == new || before == Some(new) {
        return Title::Same;
    }
    let (old, new) = (head.title.clone(), new.to_owned());
    if before == Some(&old) {
        Title::Updated { old, new }
    } else {
        Title::Kept { old, new }
    }
}

/// A document without title has the name of its file.
pub(super) fn title_of_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

impl Update {
    /// Writes the new title into the front matter.
    pub(super) fn retitle(&mut self, title: &Title) {
        let Title::Updated { old, new } = title else {
            return;
        };
        self.text = with_title(&self.text, old, new);
        self.changes.insert(
            0,
            Change::Retitled {
                old: old.clone(),
                new: new.clone(),
            },
        );
    }
}

/// The plan file's text with the title put in.
fn with_title(text: &str, old: &str, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut done) = (false, false);
    for line in text.split_inclusive('\n') {
        // A long value goes on in lines that are set in.
        if inside && line.starts_with([' ', '\t']) {
            continue;
        }
        inside = false;
        let Some(value) = line.strip_prefix("title:").filter(|_| !done) else {
            out.push_str(line);
            continue;
        };
        (inside, done) = (true, true);
        out.push_str("title: ");
        out.push_str(&plan_text::scalar(new));
        // A remark behind the value is an editor's.
        let value = value.trim();
        let written = plan_text::scalar(old);
        let rest = value.strip_prefix(&written).or(value.strip_prefix(old));
        if let Some(remark) = rest.filter(|rest| rest.trim_start().starts_with('#')) {
            out.push_str(remark);
        }
        out.push('\n');
    }
    out
}
