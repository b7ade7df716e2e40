//! A document as received, and what is known about it.

use std::sync::Arc;

use jiff::civil::Date;

use super::moment::Moment;
use super::section::Section;
use crate::diagnostics::{Location, Placed, SourceFile};
use crate::language::{Bilingual, Lang};

/// Does a document promise or report?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Tasks to be done.
    Plan,
    /// Results.
    Report,
}

impl Kind {
    /// The word in files and data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Report => "report",
        }
    }
}

/// Is the document all there?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Completeness {
    /// The whole document: its silence is information.
    Whole,
    /// A part of it: its silence says nothing.
    Excerpt,
}

impl Completeness {
    /// The word in files and data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Excerpt => "excerpt",
        }
    }
}

/// Is the document valid?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 有效; also what is assumed where nothing is said.
    #[default]
    InForce,
    /// 已修改.
    Amended,
    /// 已失效.
    Expired,
    /// 已撤回: out of lists, search and data; its page says when, by whom and why.
    Withdrawn,
}

/// One document (`content/<city>/<plan>.zh.md` and its translation).
#[derive(Debug, Clone)]
pub struct Plan {
    /// City slug and plan slug: `luan/2022-4`.
    pub id: String,
    /// City slug.
    pub city: String,
    /// Plan slug.
    pub slug: String,
    /// The title as received.
    pub title: String,
    /// The title in the translation.
    pub title_en: Option<String>,
    /// Plan or report.
    pub kind: Kind,
    /// The year in the title.
    pub year: i16,
    /// The year its tasks or results fall in.
    pub covers: i16,
    /// Why `covers` differs from `year`.
    pub covers_note: Option<Bilingual>,
    /// Whole or excerpt.
    pub completeness: Completeness,
    /// The plan this one goes on from, in the same document.
    pub continues_from: Option<Placed<String>>,
    /// Where the text came from.
    pub source: Option<Placed<SourceLines>>,
    /// Facts about the publication.
    pub publication: Publication,
    /// What import guessed and no editor has confirmed: names of front matter keys.
    pub needs_confirmation: Vec<String>,
    /// Numbers that the source leaves out, declared.
    pub gaps: Vec<String>,
    /// Notes on the whole plan (those on a section are in the section).
    pub notes: Vec<Note>,
    /// Sections in the order of the text; children follow their parent.
    pub sections: Vec<Section>,
    /// How the translation was made, where there is one.
    pub translation: Option<Translation>,
    /// The file of the official text.
    pub file: Arc<SourceFile>,
}

impl Plan {
    /// The section with this key.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// The title in `lang`, the Chinese one where there is no other.
    pub fn title_in(&self, lang: Lang) -> &str {
        match (lang, &self.title_en) {
            (Lang::En, Some(title)) => title,
            _ => &self.title,
        }
    }

    /// Hash of the official text, by which a translation says what it was made from: the first 16
    /// hexadecimal digits of BLAKE3 over the sections' texts, an LF after each.
    pub fn official_hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for section in &self.sections {
            hasher
                .update(section.official.text.as_bytes())
                .update(b"\n");
        }
        hasher.finalize().to_hex().chars().take(16).collect()
    }

    /// Sections that have no parent.
    pub fn roots(&self) -> impl Iterator<Item = &Section> {
        self.sections
            .iter()
            .filter(|section| section.parent.is_none())
    }
}

/// Lines of a document as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLines {
    /// Are lines given that cannot be read? That has been reported.
    pub faulty: bool,
    /// File name under `content/sources/`.
    pub file: String,
    /// First and last line, from 1, both included; `None` means the whole file.
    pub lines: Option<(usize, usize)>,
}

/// Facts of 政府信息公开; what is not known is absent.
#[derive(Debug, Clone, Default)]
pub struct Publication {
    /// 发布机构.
    pub issuer: Option<Bilingual>,
    /// 发布日期.
    pub published: Option<Moment>,
    /// 文号.
    pub document_number: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// 有效性, and whether the file states it.
    pub status: Status,
    /// Did the file state the status?
    pub status_stated: bool,
    /// Present when withdrawn.
    pub withdrawn: Option<Withdrawal>,
    /// Where the issuer published it.
    pub source_url: Option<String>,
    /// Who reviewed the files, latest last.
    pub reviewed: Vec<Review>,
}

/// When, by whom and why a plan was withdrawn.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// The day.
    pub on: Date,
    /// The body or person.
    pub by: Bilingual,
    /// The reason.
    pub why: Bilingual,
}

/// A review of a plan's files.
#[derive(Debug, Clone)]
pub struct Review {
    /// The reviewer's part: editor, translator …
    pub role: String,
    /// The reviewer.
    pub by: Bilingual,
    /// The day.
    pub on: Date,
}

/// How a translation was made.
#[derive(Debug, Clone)]
pub struct Translation {
    /// By whom or what, and whether it was checked.
    pub method: TranslationMethod,
    /// Who translated.
    pub translator: Option<Bilingual>,
    /// Who checked it.
    pub checked_by: Option<Bilingual>,
    /// When it was checked.
    pub checked_on: Option<Date>,
    /// Hash of the official text it was made from.
    pub of: Option<Placed<String>>,
    /// Notes on the whole translation.
    pub notes: Vec<Note>,
    /// The file.
    pub file: Arc<SourceFile>,
}

/// How far a translation can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TranslationMethod {
    /// Made by a machine, not checked by a person.
    Machine,
    /// Made by a person, not checked by another.
    Draft,
    /// Checked by a person.
    Checked,
}

impl TranslationMethod {
    /// The word in files and data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Draft => "draft",
            Self::Checked => "checked",
        }
    }
}

/// Which text a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteSubject {
    /// The official text: an editor's note.
    Official,
    /// The translation: a translator's note.
    Translation,
}

/// A remark on a passage, shown to readers.
#[derive(Debug, Clone)]
pub struct Note {
    /// The text it is about.
    pub subject: NoteSubject,
    /// The words it is about; `None` for the whole section or plan.
    pub quote: Option<String>,
    /// Every place of the quote in the text: character ranges, 0-based, end exclusive.
    pub places: Vec<std::ops::Range<usize>>,
    /// What sort of remark: `lost-characters`, `misprint`, `translator` …
    pub kind: String,
    /// The remark.
    pub text: Bilingual,
    /// Where it was written.
    pub location: Location,
}
