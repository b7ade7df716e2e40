//! A plan's two files → [`Plan`].

use super::{notes, numbers, official_forms, sections, translation};
use crate::diagnostics::codes::documents::BAD_VALUE;
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed};
use crate::documents::fields::{Fields, nearest, text_of};
use crate::documents::tree::{Node, Value};
use crate::documents::{Body, Document, RESERVED};
use crate::language::Bilingual;
use crate::model::{
    Completeness, Kind, Moment, Plan, Publication, Review, SourceLines, Status, Withdrawal,
};

/// Reads a plan; `None` where the official text is missing or its front matter cannot be read.
pub(super) fn read(
    city: &str,
    slug: &str,
    official: Option<&Document>,
    translated: Option<&Document>,
    diagnostics: &mut Diagnostics,
) -> Option<Plan> {
    let Some(document) = official else {
        if let Some(document) = translated {
            diagnostics.report(
                &codes::NO_OFFICIAL_TEXT,
                Location::new(&document.file, 0..0),
                format!("译文没有对应的正文文件 content/{city}/{slug}.zh.md"),
                format!(
                    "the translation has no official text: content/{city}/{slug}.zh.md is missing"
                ),
            );
        }
        return None;
    };
    let Body::Plan {
        front,
        sound,
        mended,
        sections: texts,
    } = &document.body
    else {
        return None;
    };
    let file = &document.file;
    super::check_slug(slug, &Location::new(file, 0..0), diagnostics);
    if RESERVED.contains(&city) {
        diagnostics.report(
            &codes::ADDRESS_CLASH,
            Location::new(file, 0..0),
            format!("文件夹“{city}”的地址与网站自有栏目相同，不能用作城市"),
            format!("the folder “{city}” has the address of one of the site's own pages and cannot be a city"),
        );
        return None;
    }
    let id = format!("{city}/{slug}");
    let mut fields = Fields::new(front, diagnostics);
    if *mended {
        fields.forgive_missing();
    }
    // Without front matter every required key would be missing: one finding is enough.
    let mut silent = Diagnostics::default();
    let target = if *sound {
        &mut *diagnostics
    } else {
        &mut silent
    };
    let head = head(&mut fields, target);
    let publication = publication(&mut fields, target);
    let mut plan = Plan {
        id,
        city: city.to_owned(),
        slug: slug.to_owned(),
        title: head.title,
        title_en: None,
        kind: head.kind,
        year: head.year,
        covers: head.covers,
        covers_note: head.covers_note,
        completeness: head.completeness,
        continues_from: fields.text("continues_from", target),
        source: source(&mut fields, target),
        publication,
        needs_confirmation: Vec::new(),
        gaps: Vec::new(),
        notes: Vec::new(),
        sections: Vec::new(),
        translation: None,
        file: file.clone(),
    };
    // One number instead of a list is a slip, and says which is missing all the same.
    let gaps = match fields.get("gaps") {
        Some(node) if matches!(node.value, Value::Integer(_) | Value::Text(_)) => {
            fields.list("gaps", target);
            vec![Placed::new(node.raw.clone(), node.location.clone())]
        }
        _ => fields.texts("gaps", target),
    };
    for guess in fields.texts("needs_confirmation", target) {
        report_guess(&guess, target);
        plan.needs_confirmation.push(guess.value);
    }
    let written_notes = notes::read(&mut fields, crate::model::NoteSubject::Official, target);
    let options = fields.entries("sections", target);
    fields.finish(target);
    plan.sections = sections::read(&plan, texts, &gaps, target);
    sections::apply_options(&mut plan, options, target);
    for gap in gaps {
        check_gap(&plan, &gap, target);
        plan.gaps.push(gap.value);
    }
    match translated {
        Some(document) => translation::join(&mut plan, document, target),
        None if plan.publication.status == Status::Withdrawn => {}
        None => report_untranslated(&plan, target),
    }
    notes::attach(&mut plan, written_notes, target);
    // A translation that cannot be read has been reported, and lacks every section.
    let is_read = |document: &Document| matches!(document.body, Body::Plan { sound: true, .. });
    if translated.is_none_or(is_read) {
        sections::check_translated(&plan, target);
    }
    (*sound).then_some(plan)
}

fn report_untranslated(plan: &Plan, diagnostics: &mut Diagnostics) {
    let path = format!("content/{}.en.md", plan.id);
    diagnostics.report(
        &codes::PLAN_UNTRANSLATED,
        Location::new(&plan.file, 0..0),
        format!("计划没有译文：缺少 {path}"),
        format!("the plan has no translation: {path} is missing"),
    );
}

struct Head {
    title: String,
    kind: Kind,
    year: i16,
    covers: i16,
    covers_note: Option<Bilingual>,
    completeness: Completeness,
}

fn head(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Head {
    let title = fields
        .required_text("title", diagnostics)
        .map(|title| title.value)
        .unwrap_or_default();
    let kinds = [("plan", Kind::Plan), ("report", Kind::Report)];
    let kind = required(fields, "kind", diagnostics)
        .then(|| fields.choice("kind", &kinds, diagnostics))
        .flatten();
    let year = required(fields, "year", diagnostics)
        .then(|| fields.year("year", diagnostics))
        .flatten();
    let covers = required(fields, "covers", diagnostics)
        .then(|| fields.year("covers", diagnostics))
        .flatten();
    let covers_note = fields
        .bilingual("covers_note", diagnostics)
        .map(|note| note.value);
    let levels = [
        ("whole", Completeness::Whole),
        ("excerpt", Completeness::Excerpt),
    ];
    let completeness = required(fields, "completeness", diagnostics)
        .then(|| fields.choice("completeness", &levels, diagnostics))
        .flatten();
    if let (Some(year), Some(covers), None) = (&year, &covers, &covers_note)
        && year.value != covers.value
    {
        diagnostics.report(
            &codes::COVERS_UNEXPLAINED,
            covers.location.clone(),
            format!(
                "标题年份为 {}，实际年份为 {}，没有说明原因",
                year.value, covers.value
            ),
            format!(
                "the title says {} and the tasks fall in {}, but nothing says why",
                year.value, covers.value
            ),
        );
    }
    let year = year.map_or(0, |year| year.value);
    Head {
        title,
        kind: kind.map_or(Kind::Plan, |kind| kind.value),
        year,
        covers: covers.map_or(year, |covers| covers.value),
        covers_note,
        completeness: completeness.map_or(Completeness::Excerpt, |level| level.value),
    }
}

fn required(fields: &mut Fields<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> bool {
    let there = fields.get(key).is_some();
    if !there {
        fields.missing(key, diagnostics);
    }
    there
}

fn publication(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Publication {
    let statuses = [
        ("in-force", Status::InForce),
        ("amended", Status::Amended),
        ("expired", Status::Expired),
        ("withdrawn", Status::Withdrawn),
    ];
    let status = fields.choice("status", &statuses, diagnostics);
    let withdrawn = fields
        .get("withdrawn")
        .map(|node| (node, withdrawal(node, diagnostics)));
    let is_withdrawn = status
        .as_ref()
        .is_some_and(|status| status.value == Status::Withdrawn);
    if let (true, None, Some(status)) = (is_withdrawn, &withdrawn, &status) {
        diagnostics.report(
            &codes::WITHDRAWAL_UNEXPLAINED,
            status.location.clone(),
            "已撤回的计划须写明何时、由谁、因何撤回",
            "a withdrawn plan must say when, by whom and why",
        );
    }
    if let (false, Some((node, _))) = (is_withdrawn, &withdrawn) {
        diagnostics.report(
            &codes::WITHDRAWAL_UNEXPLAINED,
            node.location.clone(),
            "写了 withdrawn，但 status 不是 withdrawn",
            "withdrawn is given, but status is not withdrawn",
        );
    }
    Publication {
        issuer: fields
            .text_or_bilingual("issuer", diagnostics)
            .map(|text| text.value),
        published: (fields.moment("published", diagnostics)).map(
            |Placed {
                 value: (day, time), ..
             }| Moment { day, time },
        ),
        document_number: document_number(fields, diagnostics),
        index_number: fields
            .text("index_number", diagnostics)
            .map(|text| text.value),
        status_stated: status.is_some(),
        status: status.map(|status| status.value).unwrap_or_default(),
        withdrawn: withdrawn.and_then(|(_, withdrawal)| withdrawal),
        source_url: source_url(fields, diagnostics),
        reviewed: reviews(fields, diagnostics),
    }
}

fn document_number(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let number = fields.text("document_number", diagnostics)?;
    official_forms::check_document_number(&number, diagnostics);
    Some(number.value)
}

fn source_url(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let url = fields.text("source_url", diagnostics)?;
    if super::settings::is_web_address(&url.value) {
        return Some(url.value);
    }
    diagnostics.report(
        &BAD_VALUE,
        url.location,
        format!("“source_url”应为 http 或 https 网址，这里是“{}”", url.value),
        format!(
            "“source_url” should be an http or https address; here it is “{}”",
            url.value
        ),
    );
    None
}

fn withdrawal(node: &Node, diagnostics: &mut Diagnostics) -> Option<Withdrawal> {
    let mut fields = Fields::new(node, diagnostics);
    if fields.get("on").is_none() {
        fields.missing("on", diagnostics);
    }
    let on = fields.date("on", diagnostics);
    let by = fields.required_text_or_bilingual("by", diagnostics);
    let why = fields.required_text_or_bilingual("why", diagnostics);
    fields.finish(diagnostics);
    Some(Withdrawal {
        on: on?.value,
        by: by?.value,
        why: why?.value,
    })
}

fn reviews(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Review> {
    let mut reviews = Vec::new();
    for node in fields.list("reviewed", diagnostics) {
        let mut fields = Fields::new(node, diagnostics);
        let role = fields.required_text("as", diagnostics);
        let by = fields.required_text_or_bilingual("by", diagnostics);
        if fields.get("on").is_none() {
            fields.missing("on", diagnostics);
        }
        let on = fields.date("on", diagnostics);
        fields.finish(diagnostics);
        if let (Some(role), Some(by), Some(on)) = (role, by, on) {
            reviews.push(Review {
                role: role.value,
                by: by.value,
                on: on.value,
            });
        }
    }
    reviews
}

/// `source: {file: plans.txt, lines: 21-28}`
fn source(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Placed<SourceLines>> {
    let node = fields.get("source")?;
    let mut fields = Fields::new(node, diagnostics);
    let file = fields.required_text("file", diagnostics);
    let lines = fields.get("lines").map(|node| lines(node, diagnostics));
    fields.finish(diagnostics);
    Some(Placed::new(
        SourceLines {
            faulty: matches!(lines, Some(None)) || file.is_none(),
            file: file.map(|file| file.value).unwrap_or_default(),
            lines: lines.flatten(),
        },
        node.location.clone(),
    ))
}

fn lines(node: &Node, diagnostics: &mut Diagnostics) -> Option<(usize, usize)> {
    let written = match node.value {
        Value::Integer(_) => node.raw.clone(),
        _ => text_of(node, Some("lines"), diagnostics)?.value,
    };
    let (first, last) = written.split_once('-').unwrap_or((&written, &written));
    match (first.trim().parse(), last.trim().parse()) {
        (Ok(first), Ok(last)) if first >= 1 && first <= last => Some((first, last)),
        _ => {
            diagnostics.report(
                &BAD_VALUE,
                node.location.clone(),
                format!("“lines”应为起止行号，如 21-28，这里是“{written}”"),
                format!(
                    "“lines” should be first and last line, as in 21-28; here it is “{written}”"
                ),
            );
            None
        }
    }
}

/// A gap is the number of a section that the source lacks, as its key would be.
fn check_gap(plan: &Plan, gap: &Placed<String>, diagnostics: &mut Diagnostics) {
    // The parent's key may be any (guiding-principles-2): the last part is the number.
    let last = gap.value.rsplit('-').next().unwrap_or_default();
    let number = super::is_slug(&gap.value)
        && last.bytes().all(|byte| byte.is_ascii_digit())
        && !last.starts_with('0');
    let (zh, en) = if !number {
        ("不是编号", "is no number")
    } else if plan.section(&gap.value).is_some() || numbers::has_number(plan, &gap.value) {
        (
            "在正文中有条目，并不缺少",
            "is the number of a section and not missing",
        )
    } else {
        return;
    };
    let words = Bilingual::new(
        format!("gaps 中的“{}”{zh}", gap.value),
        format!("“{}” in gaps {en}", gap.value),
    );
    diagnostics.push(
        Diagnostic::new(&BAD_VALUE, gap.location.clone(), words).help(
            "gaps 只写原件缺少的编号，如 gaps: [\"4\", \"2-3\"]。",
            "Write in gaps the numbers that the source lacks, as in gaps: [\"4\", \"2-3\"].",
        ),
    );
}

/// What import may guess and an editor confirms.
const GUESSED: &[&str] = &[
    "title",
    "city",
    "kind",
    "year",
    "covers",
    "completeness",
    "continues_from",
    "issuer",
    "published",
    "document_number",
    "index_number",
    "source",
    "gaps",
];

fn report_guess(guess: &Placed<String>, diagnostics: &mut Diagnostics) {
    let key = &guess.value;
    if !GUESSED.contains(&key.as_str()) {
        let near = nearest(key, GUESSED.iter().copied());
        let listed = GUESSED.join(", ");
        let words = Bilingual::new(
            format!("needs_confirmation 中的“{key}”不是文件头的键"),
            format!("“{key}” in needs_confirmation is no key of the front matter"),
        );
        let found = Diagnostic::new(&BAD_VALUE, guess.location.clone(), words);
        diagnostics.push(match near {
            Some(near) => found.help(
                format!("是不是“{near}”？"),
                format!("Did you mean “{near}”?"),
            ),
            None => found.help(
                format!("可用的值：{listed}。"),
                format!("Choose one of: {listed}."),
            ),
        });
        return;
    }
    diagnostics.push(
        Diagnostic::new(
            &codes::GUESS_NOT_CONFIRMED,
            guess.location.clone(),
            Bilingual::new(
                format!("“{key}”是导入时推测的，尚未确认"),
                format!("“{key}” was guessed on import and nobody has confirmed it"),
            ),
        )
        .help(
            format!("请核对“{key}”的值，无误后从 needs_confirmation 中删去“{key}”。"),
            format!("Check the value of “{key}”, then remove “{key}” from needs_confirmation."),
        ),
    );
}
