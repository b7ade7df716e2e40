//! Notes of a plan's files → the sections they are about.

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed};
use crate::documents::fields::Fields;
use crate::documents::prose::Prose;
use crate::language::Bilingual;
use crate::model::{Note, NoteSubject, Plan};

/// A note as written, before its quote is looked for.
pub(super) struct WrittenNote {
    section: Option<Placed<String>>,
    quote: Option<Placed<String>>,
    note: Note,
    /// Has it kind and words? Where not, its place is looked for all the same.
    whole: bool,
}

/// Reads `notes: [{section, quote, kind, zh, en}]`.
pub(super) fn read(
    fields: &mut Fields<'_>,
    subject: NoteSubject,
    diagnostics: &mut Diagnostics,
) -> Vec<WrittenNote> {
    let mut notes = Vec::new();
    for node in fields.list("notes", diagnostics) {
        let mut fields = Fields::new(node, diagnostics);
        let section = fields.key("section", diagnostics);
        let quote = fields.text("quote", diagnostics);
        let kind = fields.required_text("kind", diagnostics);
        let zh = fields.required_text("zh", diagnostics);
        let en = fields.required_text("en", diagnostics);
        fields.finish(diagnostics);
        let whole = kind.is_some() && zh.is_some() && en.is_some();
        let words = |text: Option<Placed<String>>| text.map_or_else(String::new, |text| text.value);
        let (kind, zh, en) = (words(kind), words(zh), words(en));
        let note = Note {
            subject,
            quote: quote.as_ref().map(|quote| quote.value.clone()),
            places: Vec::new(),
            kind,
            text: Bilingual::new(zh.trim(), en.trim()),
            location: node.location.clone(),
        };
        notes.push(WrittenNote {
            section,
            quote,
            note,
            whole,
        });
    }
    notes
}

/// Puts each note where it belongs and finds its quote; a quote that is not in the text is an
/// error, for the text has changed under the note.
pub(super) fn attach(plan: &mut Plan, notes: Vec<WrittenNote>, diagnostics: &mut Diagnostics) {
    for WrittenNote {
        section,
        quote,
        mut note,
        whole,
    } in notes
    {
        let Some(key) = section else {
            if let Some(quote) = quote {
                report_no_section(&quote.location, diagnostics);
            }
            match note.subject {
                _ if !whole => {}
                NoteSubject::Official => plan.notes.push(note),
                NoteSubject::Translation => {
                    if let Some(translation) = &mut plan.translation {
                        translation.notes.push(note);
                    }
                }
            }
            continue;
        };
        let Some(index) = plan
            .sections
            .iter()
            .position(|section| section.key == key.value)
        else {
            super::sections::report_unknown_key(plan, &key, diagnostics);
            continue;
        };
        let Some(section) = plan.sections.get_mut(index) else {
            continue;
        };
        if let Some(quote) = &quote {
            let text = match note.subject {
                NoteSubject::Official => Some(&section.official),
                NoteSubject::Translation => section.english.as_ref(),
            };
            note.places = text
                .map(|prose| find(prose, &quote.value))
                .unwrap_or_default();
            if note.places.is_empty() {
                report_quote(quote, &key.value, note.subject, diagnostics);
            }
        }
        if !whole {
            continue;
        }
        section.notes.push(note);
        // Notes on the official text come first, each group in the order of the text.
        section.notes.sort_by_key(|note| {
            (
                note.subject == NoteSubject::Translation,
                note.places.first().map_or(0, |place| place.start),
            )
        });
    }
}

/// Every place of `quote` in a text, as character ranges that do not overlap.
fn find(prose: &Prose, quote: &str) -> Vec<std::ops::Range<usize>> {
    if quote.is_empty() {
        return Vec::new();
    }
    let length = quote.chars().count();
    prose
        .text
        .match_indices(quote)
        .map(|(byte, _)| {
            let start = prose
                .text
                .get(..byte)
                .map_or(0, |before| before.chars().count());
            start..start + length
        })
        .collect()
}

fn report_quote(
    quote: &Placed<String>,
    key: &str,
    subject: NoteSubject,
    diagnostics: &mut Diagnostics,
) {
    let (zh, en) = match subject {
        NoteSubject::Official => ("正文", "the official text"),
        NoteSubject::Translation => ("译文", "the translation"),
    };
    diagnostics.push(Diagnostic::new(
        &codes::QUOTE_NOT_FOUND,
        quote.location.clone(),
        Bilingual::new(
            format!("注释引用的“{}”不在条目“{key}”的{zh}中", quote.value),
            format!(
                "the note quotes “{}”, which is not in {en} of section “{key}”",
                quote.value
            ),
        ),
    ));
}

fn report_no_section(location: &Location, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(
            &codes::QUOTE_NOT_FOUND,
            location.clone(),
            Bilingual::new(
                "注释有引文，但没有写是哪一条",
                "the note quotes words but does not say of which section",
            ),
        )
        .help("请加上 section: \"…\"。", "Add section: \"…\"."),
    );
}
