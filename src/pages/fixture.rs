//! A site for tests, read from the sample's plan files in the simplest way that will do.

use std::sync::Arc;

use crate::diagnostics::{Location, SourceFile};
use crate::language::Bilingual;
use crate::model::{
    Block, BlockKind, City, Completeness, Kind, Note, NoteSubject, Plan, Prose, Publication,
    Section, Site, TopicChange, Translation, TranslationMethod,
};

/// A text of a heading and a body that runs on.
pub(crate) fn prose(heading: &str, body: &str) -> Prose {
    let end = heading.chars().count();
    let text = format!("{heading}{body}");
    let whole = text.chars().count();
    let mut blocks = vec![Block {
        kind: BlockKind::Heading,
        range: 0..end,
    }];
    if !body.is_empty() {
        blocks.push(Block {
            kind: BlockKind::RunOn,
            range: end..whole,
        });
    }
    Prose {
        text,
        blocks,
        styles: Vec::new(),
        map: vec![(0, 0)],
        file: Arc::new(SourceFile::new("a.md", "")),
    }
}

fn sections(id: &str, zh: &str, en: &str) -> Vec<Section> {
    let pieces = |text: &str| -> Vec<(String, String)> {
        text.split("\n## ")
            .skip(1)
            .map(|piece| {
                let piece = piece.replace("\\_", "_");
                let (heading, body) = piece.split_once('\n').unwrap_or((&piece, ""));
                (heading.trim().to_owned(), body.trim().to_owned())
            })
            .collect()
    };
    let english = pieces(en);
    pieces(zh)
        .into_iter()
        .enumerate()
        .map(|(index, (heading, body))| {
            let at = heading.find(['.', ')']).map_or(0, |at| at + 1);
            let (number, title) = heading.split_at(at);
            let key = number.trim_matches(['(', ')', '.']).to_owned();
            let key = "一二三四五六七八"
                .chars()
                .position(|c| key.starts_with(c))
                .map_or(key, |digit| (digit + 1).to_string());
            let other = english.get(index);
            let place = body
                .find("科技_")
                .map(|byte| heading.chars().count() + body[..byte].chars().count());
            Section {
                id: format!("{id}/{key}"),
                key,
                number: number.to_owned(),
                level: 1,
                parent: None,
                children: Vec::new(),
                title: title.trim_end_matches('。').to_owned(),
                title_en: other.map(|(title, _)| {
                    title
                        .trim_start_matches(|c: char| !c.is_alphabetic())
                        .trim_end_matches('.')
                        .to_owned()
                }),
                official: prose(&heading, &body),
                english: other.map(|(heading, body)| prose(heading, body)),
                notes: place
                    .map(|place| Note {
                        subject: NoteSubject::Official,
                        quote: Some("科技_".into()),
                        places: vec![place..place + 3],
                        kind: "lost-characters".into(),
                        text: Bilingual::new("原文如此。", "As in the source."),
                        location: Location::of_path("a.md"),
                    })
                    .into_iter()
                    .collect(),
                topics: TopicChange::default(),
                related: Vec::new(),
                unrelated: Vec::new(),
                related_off: false,
                location: Location::of_path("a.md"),
            }
        })
        .collect()
}

fn plan(city: &str, slug: &str, kind: Kind, zh: &str, en: &str) -> Plan {
    let id = format!("{city}/{slug}");
    Plan {
        title: format!(
            "科技委2022年工作计划 第{}篇",
            slug.trim_start_matches("2022-")
        ),
        title_en: Some(format!(
            "Science and Technology Commission: Work Plan for 2022, item {}",
            slug.trim_start_matches("2022-")
        )),
        kind,
        year: 2022,
        covers: 2022,
        covers_note: None,
        completeness: Completeness::Excerpt,
        continues_from: None,
        source: None,
        publication: Publication::default(),
        needs_confirmation: Vec::new(),
        gaps: Vec::new(),
        notes: Vec::new(),
        sections: sections(&id, zh, en),
        translation: Some(Translation {
            method: TranslationMethod::Machine,
            translator: None,
            checked_by: None,
            checked_on: None,
            of: None,
            notes: Vec::new(),
            file: Arc::new(SourceFile::new("a.en.md", "")),
        }),
        file: Arc::new(SourceFile::new("a.zh.md", zh)),
        city: city.into(),
        slug: slug.into(),
        id,
    }
}

fn city(slug: &str, zh: &str, en: &str) -> City {
    City {
        slug: slug.into(),
        name: Bilingual::new(format!("{zh}市"), en),
        short: Bilingual::new(zh, en),
        province: None,
        code: None,
        pinyin: None,
        we: vec!["我市".into()],
        about: None,
        location: Location::of_path("city.toml"),
    }
}

/// The sample's texts as a site.
pub(crate) fn site() -> Site {
    macro_rules! text {
        ($path:literal) => {
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/", $path))
        };
    }
    let mut site = Site {
        cities: vec![
            city("luan", "六安", "Lu'an"),
            city("shenzhen", "深圳", "Shenzhen"),
        ],
        plans: vec![
            plan(
                "luan",
                "2022-2",
                Kind::Plan,
                text!("luan/2022-2.zh.md"),
                text!("luan/2022-2.en.md"),
            ),
            plan(
                "luan",
                "2022-4",
                Kind::Plan,
                text!("luan/2022-4.zh.md"),
                text!("luan/2022-4.en.md"),
            ),
            plan(
                "shenzhen",
                "2022-1",
                Kind::Plan,
                text!("shenzhen/2022-1.zh.md"),
                text!("shenzhen/2022-1.en.md"),
            ),
            plan(
                "shenzhen",
                "2022-3",
                Kind::Report,
                text!("shenzhen/2022-3.zh.md"),
                text!("shenzhen/2022-3.en.md"),
            ),
        ],
        ..Site::default()
    };
    site.config.sample = true;
    site.config.base_url = Some("https://plans.example.org".into());
    site
}
