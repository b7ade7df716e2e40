//! `gongbao status --relations`: per task what is linked, at what score, and what nearly was.

use std::fmt::Write as _;

use crate::analysis::mentions;
use crate::analysis::relations::{Audit, Candidate, Hindrance, Relation, TaskAudit};
use crate::commands::pipeline::Built;
use crate::language::{Lang, Words};

/// The listing.
pub(super) fn listing(built: &Built, lang: Lang) -> String {
    let facts = &built.facts;
    let audit = Audit::of(&built.site, &facts.topics, &mentions(&facts.targets));
    let mut out = String::new();
    for task in &audit.tasks {
        add_task(&mut out, built, task, lang);
    }
    let without = audit.tasks.iter().filter(|task| task.linked.is_empty());
    let without: Vec<&str> = without.map(|task| &*task.section).collect();
    add_list(&mut out, WITHOUT, &without, lang);
    let unused: Vec<&str> = audit.unused_topics.iter().map(String::as_str).collect();
    add_list(&mut out, UNUSED, &unused, lang);
    let phrases: Vec<String> = audit
        .phrases
        .iter()
        .map(|(phrase, cities)| format!("{phrase} ({})", cities.join(", ")))
        .collect();
    let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
    add_list(&mut out, PHRASES, &phrases, lang);
    out
}

const WITHOUT: Words = Words {
    zh: "没有关联的条目",
    en: "tasks without relations",
};

const UNUSED: Words = Words {
    zh: "没有条目的主题",
    en: "topics without tasks",
};

const PHRASES: Words = Words {
    zh: "三个以上城市共有、尚不属于任何主题的短语",
    en: "phrases of three cities or more that no topic holds",
};

fn add_task(out: &mut String, built: &Built, task: &TaskAudit, lang: Lang) {
    line(
        out,
        &format!("{}  {}", task.section, title(built, &task.section, lang)),
    );
    for relation in &task.linked {
        let other = relation.other(&task.section);
        let title = title(built, other, lang);
        line(
            out,
            &format!(
                "  {} {}  {other}  {title}  ({})",
                score(relation.score),
                relation.kind.name(),
                reasons(built, relation, lang)
            ),
        );
    }
    if let Some(next) = &task.next {
        let title = title(built, &next.section, lang);
        line(
            out,
            &format!(
                "  {} – {}  {title}  ({})",
                score(next.score),
                next.section,
                hindrance(next).get(lang)
            ),
        );
    }
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", text.trim_end());
}

fn title<'a>(built: &'a Built, id: &str, lang: Lang) -> &'a str {
    built
        .site
        .section(id)
        .map_or("", |(_, section)| section.title_in(lang))
}

fn score(score: u32) -> String {
    format!("{}.{:04}", score / 10_000, score % 10_000)
}

fn reasons(built: &Built, relation: &Relation, lang: Lang) -> String {
    let reasons = relation.reasons.iter();
    let short = reasons.filter(|reason| reason.kind() != "sentences");
    let texts = short.map(|reason| reason.text(relation, &built.site));
    let texts: Vec<String> = texts.map(|text| text.get(lang).to_owned()).collect();
    texts.join(" ")
}

fn hindrance(candidate: &Candidate) -> Words {
    match candidate.hindrance {
        Hindrance::Score => Words {
            zh: "分数不够",
            en: "below the cut",
        },
        Hindrance::Reason => Words {
            zh: "没有共同主题或术语",
            en: "no topic or term in common",
        },
        Hindrance::Others => Words {
            zh: "另有更近的，或编辑排除",
            en: "others are nearer, or an editor said no",
        },
    }
}

fn add_list(out: &mut String, head: Words, items: &[&str], lang: Lang) {
    line(out, "");
    line(out, &format!("{} ({})", head.get(lang), items.len()));
    for item in items {
        line(out, &format!("  {item}"));
    }
}
