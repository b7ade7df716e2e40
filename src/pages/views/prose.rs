//! A section's texts with their marks, notes and terms.

use std::fmt::Write as _;

use serde::Serialize;

use super::document::NoteView;
use crate::language::Lang;
use crate::model::{Note, NoteSubject, Prose, Section, address};
use crate::pages::links::Here;
use crate::pages::press::Press;
use crate::pages::text::{Block, Layer, Span, Tag, align, blocks, escape};

/// A section's texts for a template.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Texts {
    /// The heading of the official text, as inline HTML; none where the section has no heading.
    pub heading: Option<Block>,
    /// The rest of the official text.
    pub body: Vec<Block>,
    /// The translation, where there is one and the page is English.
    pub english: Option<EnglishTexts>,
    pub notes: Vec<NoteView>,
    /// Terms explained at their first occurrence.
    pub terms: Vec<TermView>,
}

/// The translation of a section.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EnglishTexts {
    pub heading: Option<Block>,
    pub body: Vec<Block>,
}

/// A term that is explained on the page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TermView {
    pub id: String,
    pub zh: String,
    pub en: String,
    pub gloss: String,
    pub url: String,
}

/// Ids on a page: one section's stand alone, several sections' carry the key in front.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ids<'a> {
    /// `t1`, `note-1`
    Plain,
    /// `5-t1`, `5-note-1`
    Under(&'a str),
}

impl Ids<'_> {
    pub(crate) fn prefix(self) -> String {
        match self {
            Self::Plain => String::new(),
            Self::Under(key) => format!("s{key}-"),
        }
    }
}

/// Lays everything over a section's texts. `known` are the glossary's terms already explained on
/// the page; newly explained ones are added.
pub(crate) fn texts(
    press: &Press,
    here: &Here,
    section: &Section,
    ids: Ids,
    known: &mut Vec<usize>,
) -> Texts {
    let prefix = ids.prefix();
    let mut notes = Vec::new();
    let mut official = Vec::new();
    let mut english = Vec::new();
    for target in press.targets(&section.id) {
        let id = format!("{prefix}t{}", target.number);
        official.push(Span {
            range: target.official.clone(),
            tag: Tag::Mark(format!(
                "id=\"{id}\" data-target=\"{}\" data-n=\"{}\"",
                target.id, target.number
            )),
        });
        if let Some(range) = target.english.clone() {
            english.push(Span {
                range,
                tag: Tag::Mark(format!(
                    "data-target-translation=\"{}\" data-n=\"{}\"",
                    target.id, target.number
                )),
            });
        }
    }
    for note in in_reading_order(section, here.lang) {
        let number = notes.len() + 1;
        let spans = match note.subject {
            NoteSubject::Official => &mut official,
            NoteSubject::Translation => &mut english,
        };
        refer(press, here.lang, note, number, &prefix, spans);
        notes.push(note_view(press, here.lang, note, number, &prefix));
    }
    // Numbers of sentences are a page's own, so the page of a whole plan has none.
    if let (Lang::En, Ids::Plain, Some(prose)) = (here.lang, ids, &section.english) {
        align(&section.official, prose, &mut official, &mut english);
    }
    let base = address::section(here.lang, &section.id);
    let link = |to: &str| link_of_text(here, &base, to);
    let (heading, body) = split(&section.official, official, &link);
    let mut terms = Vec::new();
    let english = (here.lang == Lang::En)
        .then_some(section.english.as_ref())
        .flatten()
        .map(|prose| {
            explain(press, here, section, prose, known, &mut english, &mut terms);
            let (heading, body) = split(prose, english, &link);
            EnglishTexts { heading, body }
        });
    Texts {
        heading,
        body,
        english,
        notes,
        terms,
    }
}

/// The notes that a page shows: those on the text that is read first come first, by their places.
fn in_reading_order(section: &Section, lang: Lang) -> Vec<&Note> {
    let mut notes: Vec<&Note> = section
        .notes
        .iter()
        // A translator's note is about English words, which a Chinese page does not show.
        .filter(|note| lang == Lang::En || note.subject == NoteSubject::Official)
        .collect();
    notes.sort_by_key(|note| {
        let place = note.places.iter().map(|place| place.start).min();
        (
            note.subject == NoteSubject::Official,
            place.unwrap_or(usize::MAX),
        )
    });
    notes
}

fn split(
    prose: &Prose,
    spans: Vec<Span>,
    link: &dyn Fn(&str) -> Option<String>,
) -> (Option<Block>, Vec<Block>) {
    let mut blocks = blocks(prose, &Layer { spans, link });
    let heading = blocks
        .first()
        .is_some_and(|block| block.kind == "heading")
        .then(|| blocks.remove(0));
    (heading, blocks)
}

/// Links the words a note is about to the note.
fn refer(
    press: &Press,
    lang: Lang,
    note: &Note,
    number: usize,
    prefix: &str,
    spans: &mut Vec<Span>,
) {
    for (index, place) in note.places.iter().enumerate() {
        let mut attributes = format!(
            "class=\"note-ref\" href=\"#{prefix}note-{number}\" data-note=\"{number}\" title=\""
        );
        escape(
            &press
                .word(lang, "note.see")
                .replace("{n}", &number.to_string()),
            &mut attributes,
        );
        let _ = write!(
            attributes,
            "\" aria-describedby=\"{prefix}note-{number}-text\""
        );
        spans.push(Span {
            range: place.clone(),
            tag: Tag::Anchor {
                id: (index == 0).then(|| format!("{prefix}note-{number}-ref")),
                attributes,
            },
        });
    }
}

/// A note for a list of notes.
pub(crate) fn note_view(
    press: &Press,
    lang: Lang,
    note: &Note,
    number: usize,
    prefix: &str,
) -> NoteView {
    let official = note.subject == NoteSubject::Official;
    NoteView {
        number,
        prefix: prefix.to_owned(),
        quote: note.quote.clone(),
        quote_lang: (official && lang == Lang::En).then(|| Lang::Zh.html()),
        translator: !official,
        kind: note.kind.clone(),
        kind_name: press
            .word(lang, &format!("note_kinds.{}", note.kind))
            .to_owned(),
        text: note.text.get(lang).to_owned(),
        placed: !note.places.is_empty(),
    }
}

/// Links the first occurrence of each term to its place in the glossary.
fn explain(
    press: &Press,
    here: &Here,
    section: &Section,
    prose: &Prose,
    known: &mut Vec<usize>,
    spans: &mut Vec<Span>,
    terms: &mut Vec<TermView>,
) {
    let lang = here.lang;
    let glossary = address::listing(lang, "glossary");
    for found in press.terms.find(&prose.text, &section.official.text) {
        let Some(term) = press.site.glossary.terms.get(found.term) else {
            continue;
        };
        if known.contains(&found.term) {
            continue;
        }
        known.push(found.term);
        let gloss = term
            .gloss
            .as_ref()
            .or(term.note.as_ref())
            .map(|text| text.get(lang).to_owned())
            .unwrap_or_default();
        let url = here.link(&format!("{glossary}#{}", term.id));
        let mut attributes = format!("class=\"term\" href=\"{url}\" title=\"");
        escape(&gloss, &mut attributes);
        attributes.push('"');
        spans.push(Span {
            range: found.range,
            tag: Tag::Anchor {
                id: None,
                attributes,
            },
        });
        terms.push(TermView {
            id: term.id.clone(),
            zh: term.zh.clone(),
            en: term.en.clone(),
            gloss,
            url,
        });
    }
}

/// The link that an address written in a text becomes: relative inside the site, as it is
/// outside, and none where its scheme is not one for readers. `base` is the address of the page
/// that the text was written for; it may stand on another as well.
pub(crate) fn link_of_text(here: &Here, base: &str, to: &str) -> Option<String> {
    if let Some(inside) = address::resolve(base, to) {
        return Some(here.link(&inside));
    }
    is_reader_scheme(to).then(|| to.to_owned())
}

/// May a text link there? Other schemes may run code.
pub(crate) fn is_reader_scheme(to: &str) -> bool {
    to.split_once(':').is_some_and(|(scheme, _)| {
        ["http", "https", "mailto", "tel"]
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    })
}
