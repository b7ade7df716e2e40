//! A translation's file → its plan: sections are joined by their keys.

use super::outline::{is_duplicate, outline};
use super::{notes, sections};
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed};
use crate::documents::fields::Fields;
use crate::documents::prose::{Block, BlockKind, Prose};
use crate::documents::{Body, Document};
use crate::language::{Bilingual, Lang};
use crate::model::{NoteSubject, Plan, Translation, TranslationMethod};

/// Reads the translation `document` into `plan`.
pub(super) fn join(plan: &mut Plan, document: &Document, diagnostics: &mut Diagnostics) {
    let Body::Plan {
        front,
        sound,
        mended,
        sections: texts,
    } = &document.body
    else {
        return;
    };
    let mut silent = Diagnostics::default();
    let target = if *sound {
        &mut *diagnostics
    } else {
        &mut silent
    };
    let mut fields = Fields::new(front, target);
    if *mended {
        fields.forgive_missing();
    }
    plan.title_en = fields
        .required_text("title", target)
        .map(|title| title.value);
    if fields.get("translation").is_none() {
        fields.missing("translation", target);
    }
    let methods = [
        ("machine", TranslationMethod::Machine),
        ("draft", TranslationMethod::Draft),
        ("checked", TranslationMethod::Checked),
    ];
    let method = fields.choice("translation", &methods, target);
    let translator = fields
        .text_or_bilingual("translator", target)
        .map(|text| text.value);
    let checked_by = fields
        .text_or_bilingual("checked_by", target)
        .map(|text| text.value);
    let checked_on = fields.date("checked_on", target).map(|date| date.value);
    let of = fields.key("of", target);
    let written_notes = notes::read(&mut fields, NoteSubject::Translation, target);
    fields.finish(target);
    if let Some(method) = method
        .as_ref()
        .filter(|method| method.value == TranslationMethod::Checked)
        && (checked_by.is_none() || checked_on.is_none())
    {
        target.report(
            &codes::CHECK_UNSIGNED,
            method.location.clone(),
            "译文标为已核对，但没有写核对人和日期",
            "the translation is marked checked, but not by whom and when",
        );
    }
    join_sections(plan, texts, target);
    if let Some(of) = &of
        && of.value != plan.official_hash()
    {
        let hash = plan.official_hash();
        target.push(
            Diagnostic::new(
                &codes::TRANSLATION_STALE,
                of.location.clone(),
                Bilingual::new(
                    "译文完成后，正文有改动",
                    "the official text has changed since it was translated",
                ),
            )
            .help(
                format!("请按正文修订译文，然后改为 of: {hash}。"),
                format!("Revise the translation, then write of: {hash}."),
            ),
        );
    }
    plan.translation = Some(Translation {
        method: method.map_or(TranslationMethod::Machine, |method| method.value),
        translator,
        checked_by,
        checked_on,
        of,
        notes: Vec::new(),
        file: document.file.clone(),
    });
    notes::attach(plan, written_notes, target);
}

/// How many paragraphs and items a text has, its heading left out.
fn paragraphs(prose: &Prose) -> usize {
    let body = |block: &&Block| block.kind != BlockKind::Heading;
    prose.blocks.iter().filter(body).count()
}

fn join_sections(
    plan: &mut Plan,
    texts: &[crate::documents::plan_file::SectionText],
    diagnostics: &mut Diagnostics,
) {
    let plan_id = plan.id.clone();
    let gaps: Vec<Placed<String>> = plan
        .gaps
        .iter()
        .map(|gap| Placed::new(gap.clone(), Location::new(&plan.file, 0..0)))
        .collect();
    for keyed in outline(texts, &gaps, Lang::En, diagnostics) {
        let Some(section) = plan
            .sections
            .iter_mut()
            .find(|section| section.key == keyed.key)
        else {
            // That its number stands twice, or that there is nothing to translate, was reported.
            if is_duplicate(&keyed.key) || plan.sections.is_empty() {
                continue;
            }
            diagnostics.report(
                &codes::TRANSLATION_WITHOUT_SECTION,
                keyed.text.location.clone(),
                format!("译文的“{}”在正文 {plan_id} 中没有对应条目", keyed.key),
                format!("section “{}” of the translation has no counterpart in the official text of {plan_id}", keyed.key),
            );
            continue;
        };
        let prose = &keyed.text.prose;
        sections::check_empty(
            prose,
            !section.children.is_empty() || paragraphs(&section.official) == 0,
            &keyed.text.location,
            diagnostics,
        );
        let (here, there) = (paragraphs(prose), paragraphs(&section.official));
        if here > 0 && there > 0 && here != there {
            diagnostics.report(
                &codes::PARAGRAPHS_DIFFER,
                Location::clone(&keyed.text.location),
                format!("“{}”的正文有 {there} 段，译文有 {here} 段", keyed.key),
                format!("section “{}” has {there} paragraphs in the official text and {here} in the translation", keyed.key),
            );
        }
        if keyed.text.title.is_empty() && !section.title.is_empty() && !section.number.is_empty() {
            diagnostics.report(
                &codes::SECTION_UNTRANSLATED,
                Location::clone(&keyed.text.location),
                format!("条目“{}”的标题没有译文", keyed.key),
                format!("the heading of section “{}” has no translation", keyed.key),
            );
        }
        section.title_en = Some(sections::title(&keyed.text));
        section.english = Some(prose.clone());
    }
}
