//! Findings as SARIF 2.1.0 (OASIS standard), which code hosts show beside the files.

use std::fmt::Write;

use serde::Serialize;

use crate::diagnostics::codes::{self, Rule};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::language::{Lang, Words};

/// A log with one run; messages in `lang`, the rules' texts in both languages. `site` is the
/// site's folder as seen from the repository's root, empty where they are the same.
pub fn render(diagnostics: &Diagnostics, lang: Lang, site: &str) -> String {
    let rules = codes::all();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "gongbao",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.iter().map(|rule| describe(rule)).collect(),
                },
            },
            language: lang.html(),
            column_kind: "unicodeCodePoints",
            results: diagnostics
                .iter()
                .map(|found| Finding::new(found, &rules, lang, site))
                .collect(),
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'a str,
    column_kind: &'a str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    rules: Vec<Descriptor<'a>>,
}

/// A rule (`reportingDescriptor`, 3.49).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

/// A finding (`result`, 3.27).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Place; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// A passage (`region`, 3.30): from 1, ends exclusive, as everywhere at the program's edge.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Finding<'_> {
    fn new(found: &Diagnostic, rules: &[&Rule], lang: Lang, site: &str) -> Self {
        let (message, help) = (found.message.get(lang), found.help.get(lang));
        let text = if help.is_empty() {
            message.to_owned()
        } else {
            format!("{message}\n{help}")
        };
        Self {
            rule_id: found.rule.code,
            rule_index: rules.iter().position(|rule| rule.code == found.rule.code),
            level: found.severity.name(),
            message: Message { text },
            locations: [Place {
                physical_location: Physical {
                    artifact_location: Artifact {
                        uri: uri(&super::under(site, found.location.file.path())),
                    },
                    region: region(found),
                },
            }],
        }
    }
}

/// A finding about a whole file has no region.
fn region(found: &Diagnostic) -> Option<Region> {
    if found.location.file.text().is_empty() {
        return None;
    }
    let (start, end) = (found.location.start(), found.location.end());
    Some(Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    })
}

fn describe(rule: &Rule) -> Descriptor<'_> {
    Descriptor {
        id: rule.code,
        short_description: both(rule.title),
        full_description: both(rule.explanation),
        help: both(rule.mend),
        default_configuration: Configuration {
            level: rule.severity.name(),
        },
    }
}

fn both(words: Words) -> Message {
    Message {
        text: format!("{}\n{}", words.zh, words.en),
    }
}

/// A path as a relative URI reference: what RFC 3986 does not allow in a path is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
