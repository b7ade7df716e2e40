//! The record of a target (DESIGN 4) and what its reader is told about the text.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::Lang;
use crate::model::Kind;
use crate::quantities::Class;
use crate::quantities::dates::Period;

/// What is known about a text beside its words.
#[derive(Debug, Clone)]
pub struct Context {
    /// The language of the text.
    pub lang: Lang,
    /// Headings above the text, the nearest last, joined by LF; empty where there is none.
    pub heading: String,
    /// The kind of the document.
    pub kind: Option<Kind>,
    /// The year the document covers.
    pub covers: Option<i16>,
    /// Record which rule read which words.
    pub explain: bool,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            heading: String::new(),
            kind: None,
            covers: None,
            explain: false,
        }
    }
}

/// How a value is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparator {
    /// `=`
    Equal,
    /// `>=`: 以上, 不少于
    AtLeast,
    /// `<=`: 以内, 不超过
    AtMost,
    /// `>`: 超过, 余
    MoreThan,
    /// `<`: 近, 不足
    LessThan,
    /// `~`: 左右, 约
    About,
    /// From a value to a larger one.
    Range,
}

impl Comparator {
    /// All of them, in the order of DESIGN.
    pub const ALL: [Self; 7] = [
        Self::Equal,
        Self::AtLeast,
        Self::AtMost,
        Self::MoreThan,
        Self::LessThan,
        Self::About,
        Self::Range,
    ];

    /// The sign used in data.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::About => "~",
            Self::Range => "range",
        }
    }

    /// Reads the sign.
    pub fn parse(sign: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|comparator| comparator.sign() == sign)
    }
}

/// Promised or reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// To be reached.
    Target,
    /// Reached.
    Achievement,
}

impl TargetKind {
    /// The word used in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Achievement => "achievement",
        }
    }

    /// Reads the word.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Target, Self::Achievement]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Whether a value is a new level or a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// 达到, 提高到: the level reached.
    To,
    /// 增长, 下降: the difference.
    By,
}

impl Sense {
    /// The word used in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::To => "to",
            Self::By => "by",
        }
    }

    /// Reads the word.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::To, Self::By]
            .into_iter()
            .find(|sense| sense.name() == name)
    }
}

/// Whether a quantity says more or less than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 增长, rise.
    Up,
    /// 下降, fall.
    Down,
}

/// A quantity promised or reported. Offsets count Unicode scalar values of the text that was
/// read, from 0, ends exclusive.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What is counted: the noun alone.
    pub indicator: Option<String>,
    /// What happens: 新增, 增长, 达到.
    pub action: Option<String>,
    /// Level or difference.
    pub sense: Option<Sense>,
    /// More or less, where the words say so.
    pub direction: Option<Direction>,
    /// 全国, 全国大中城市.
    pub scope: Option<String>,
    /// Who does it, where it is not the city.
    pub actor: Option<String>,
    /// The bound.
    pub comparator: Comparator,
    /// The value in the base unit; the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub max: Option<Decimal>,
    /// Where a change starts from.
    pub baseline: Option<Decimal>,
    /// The unit; `None` where the text has none and none can be inferred.
    pub unit: Option<String>,
    /// The unit in English.
    pub unit_en: Option<String>,
    /// What the unit measures.
    pub class: Option<Class>,
    /// Target or achievement.
    pub kind: TargetKind,
    /// When.
    pub period: Option<Period>,
    /// The place of the words (90家以上).
    pub span: Range<usize>,
    /// The words.
    pub text: String,
    /// The place of the sentence.
    pub sentence_span: Range<usize>,
    /// The sentence.
    pub sentence: String,
    /// Which rule read which words, where [`Context::explain`] asks for it.
    pub readings: Vec<Reading>,
}

/// One rule's reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The rule.
    pub rule: &'static str,
    /// The words it read.
    pub words: String,
}

/// A place where the text says that a value follows and none does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The place of the words (比重达).
    pub span: Range<usize>,
    /// The words.
    pub text: String,
}

/// What was found in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extraction {
    /// Targets in order of their places.
    pub targets: Vec<Target>,
    /// Missing values in order of their places.
    pub missing: Vec<Missing>,
}
