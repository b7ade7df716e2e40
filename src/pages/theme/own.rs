//! A site's own templates and words: do they keep the rules that the embedded ones keep, and does
//! anything use them?

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::File;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, SourceFile, codes};
use crate::documents::fields::nearest;
use crate::language::Bilingual;

/// A link from a template into the site: its address from the root, and where it is written.
#[derive(Debug, Clone)]
pub(crate) struct TemplateLink {
    pub(crate) address: String,
    pub(crate) location: Location,
}

const TEMPLATES: &str = "templates/";

/// Looks through a site's own templates. `base` are the embedded files. The links found are yet to
/// be followed.
pub(super) fn check(
    base: &BTreeMap<String, File>,
    own: &BTreeMap<String, File>,
    found: &mut Diagnostics,
) -> Vec<TemplateLink> {
    let templates: Vec<(&str, Arc<SourceFile>)> = own
        .iter()
        .filter_map(|(inside, file)| {
            // What is not text is reported where it is loaded.
            let text = std::str::from_utf8(file.bytes).ok()?;
            let name = inside.strip_prefix(TEMPLATES)?;
            Some((name, Arc::new(SourceFile::new(&file.path, text))))
        })
        .collect();
    let mut links = Vec::new();
    for (name, file) in &templates {
        links.extend(addresses(file, found));
        breaches(file, found);
        check_used(name, file, base, &templates, found);
    }
    links
}

/// A template that no page has and no other template names.
fn check_used(
    name: &str,
    file: &Arc<SourceFile>,
    base: &BTreeMap<String, File>,
    templates: &[(&str, Arc<SourceFile>)],
    found: &mut Diagnostics,
) {
    let known: BTreeSet<&str> = base
        .keys()
        .filter_map(|inside| inside.strip_prefix(TEMPLATES))
        .collect();
    let quoted = [format!("\"{name}\""), format!("'{name}'")];
    let names = |file: &SourceFile| quoted.iter().any(|name| file.text().contains(name));
    if known.contains(name) || templates.iter().any(|(_, other)| names(other)) {
        return;
    }
    let unused = Diagnostic::new(
        &codes::pages::TEMPLATE_UNUSED,
        Location::new(file, 0..0),
        Bilingual::new(
            format!("没有页面用到模板“{name}”"),
            format!("no page uses the template “{name}”"),
        ),
    );
    found.push(match nearest(name, known.into_iter()) {
        Some(near) => unused.help(
            format!("是不是“{near}”？"),
            format!("Did you mean “{near}”?"),
        ),
        None => unused,
    });
}

/// Attributes whose value is an address that the browser fetches, or that readers follow.
const FETCHED: [&str; 3] = [" src=\"", " srcset=\"", " data=\""];
const FOLLOWED: &str = " href=\"";

fn addresses(file: &Arc<SourceFile>, found: &mut Diagnostics) -> Vec<TemplateLink> {
    let mut links = Vec::new();
    let attributes = FETCHED
        .iter()
        .map(|name| (*name, true))
        .chain([(FOLLOWED, false)]);
    for (attribute, fetched) in attributes {
        for (at, lead) in file.text().match_indices(attribute) {
            let start = at + lead.len();
            let value = file
                .text()
                .get(start..)
                .and_then(|rest| rest.split('"').next());
            let Some(value) = value else { continue };
            let span = start..start + value.len();
            let fetched = fetched || element(file.text(), at) == "link";
            match follow(value, fetched) {
                Follow::Inside(address) => links.push(TemplateLink {
                    address,
                    location: Location::new(file, span),
                }),
                Follow::Breach(words, help) => report(file, span, words, Some(help), found),
                Follow::Elsewhere => {}
            }
        }
    }
    links
}

/// The name of the element that holds byte `at`.
fn element(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('<').map_or(at, |start| start + 1);
    let name = before.get(start..).unwrap_or_default();
    name.split_whitespace().next().unwrap_or_default()
}

enum Follow {
    /// An address from the site's root.
    Inside(String),
    /// Outside, in a variable, or on the page itself.
    Elsewhere,
    /// What is wrong, and what to do.
    Breach(Bilingual, Bilingual),
}

fn follow(value: &str, fetched: bool) -> Follow {
    let lower = value.trim().to_ascii_lowercase();
    if lower.starts_with("javascript:") {
        return Follow::Breach(
            Bilingual::new(
                "地址中有脚本，不会执行",
                "an address holds a script, which does not run",
            ),
            Bilingual::new(
                "请把脚本写进 static 文件夹中的文件。",
                "Put the script into a file of the folder static.",
            ),
        );
    }
    let outside = ["http://", "https://", "//"]
        .iter()
        .any(|start| lower.starts_with(start));
    if outside && fetched {
        return Follow::Breach(
            Bilingual::new(
                format!("“{value}”在站外，不会加载"),
                format!("“{value}” is not on this site and is not loaded"),
            ),
            Bilingual::new(
                "请把文件放进主题的 static 文件夹，用 {{ assets[\"文件名\"] }} 引用。",
                "Put the file into the theme's folder static and write {{ assets[\"its name\"] }}.",
            ),
        );
    }
    if !outside && value.starts_with('/') {
        return Follow::Breach(
            Bilingual::new(
                format!("“{value}”不是相对地址，网站放在子目录时会失效"),
                format!(
                    "“{value}” is no relative address and fails where the site stands in a folder"
                ),
            ),
            Bilingual::new(
                format!(
                    "请写 {{{{ page.root }}}}{}。",
                    value.trim_start_matches('/')
                ),
                format!(
                    "Write {{{{ page.root }}}}{}.",
                    value.trim_start_matches('/')
                ),
            ),
        );
    }
    let inside = value
        .strip_prefix("{{")
        .and_then(|rest| rest.split_once("}}"))
        .filter(|(variable, rest)| variable.trim() == "page.root" && !rest.contains('{'));
    match inside {
        Some((_, address)) => Follow::Inside(address.to_owned()),
        None => Follow::Elsewhere,
    }
}

/// What the pages' own security policy refuses: scripts and styles inside a page.
fn breaches(file: &Arc<SourceFile>, found: &mut Diagnostics) {
    let text = file.text();
    let lower = text.to_ascii_lowercase();
    let refused = |zh: &str, en: &str| Bilingual::new(zh, en);
    for (at, start) in lower.match_indices("<script") {
        let tag = lower
            .get(at..)
            .and_then(|rest| rest.split('>').next())
            .unwrap_or_default();
        if !tag.contains(" src=") && !tag.contains("json") {
            let words = refused(
                "页面内的脚本不会执行",
                "a script inside the page does not run",
            );
            report(file, at..at + start.len(), words, None, found);
        }
    }
    for (at, start) in lower.match_indices("<style") {
        let words = refused(
            "页面内的样式不起作用",
            "styles inside the page have no effect",
        );
        report(file, at..at + start.len(), words, None, found);
    }
    for (at, attribute) in lower.match_indices(" style=\"") {
        let words = refused("style 属性不起作用", "the attribute style has no effect");
        report(file, at + 1..at + attribute.len(), words, None, found);
    }
    for (at, _) in lower.match_indices(" on") {
        let rest = lower.get(at + 1..).unwrap_or_default();
        let name = rest
            .split(|c: char| !c.is_ascii_lowercase())
            .next()
            .unwrap_or_default();
        if rest
            .get(name.len()..)
            .is_some_and(|after| after.starts_with("=\""))
        {
            let words = refused("事件属性不会执行", "an event attribute does not run");
            report(file, at + 1..at + 1 + name.len(), words, None, found);
        }
    }
}

fn report(
    file: &Arc<SourceFile>,
    span: Range<usize>,
    words: Bilingual,
    help: Option<Bilingual>,
    found: &mut Diagnostics,
) {
    let breach = Diagnostic::new(
        &codes::pages::TEMPLATE_BREACH,
        Location::new(file, span),
        words,
    );
    found.push(match help {
        Some(help) => breach.help(help.zh, help.en),
        None => breach,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str) -> (Vec<String>, Vec<String>) {
        let file = Arc::new(SourceFile::new("themes/ours/templates/footer.html", text));
        let mut found = Diagnostics::default();
        let links = addresses(&file, &mut found);
        breaches(&file, &mut found);
        let words = found.iter().map(|one| one.message.en.clone());
        (
            links.into_iter().map(|link| link.address).collect(),
            words.collect(),
        )
    }

    #[test]
    fn rules_are_kept_in_templates() {
        let cases = [
            ("<a href=\"/zh/nope/\">", 0, 1),
            ("<a href=\"{{ page.root }}zh/\">", 1, 0),
            ("<a href=\"https://example.org/\">", 0, 0),
            ("<a href=\"{{ plan.url }}\">", 0, 0),
            ("<a href=\"#main\">", 0, 0),
            ("<img src=\"https://example.org/a.png\">", 0, 1),
            (
                "<link rel=\"stylesheet\" href=\"https://example.org/a.css\">",
                0,
                1,
            ),
            ("<script>alert(1)</script>", 0, 1),
            (
                "<script src=\"{{ page.root }}{{ assets[\"a.js\"] }}\"></script>",
                0,
                0,
            ),
            ("<script type=\"application/ld+json\">{}</script>", 0, 0),
            ("<p style=\"color: red\" onclick=\"go()\">", 0, 2),
        ];
        for (text, links, breaches) in cases {
            let (inside, words) = look(text);
            assert_eq!(
                (inside.len(), words.len()),
                (links, breaches),
                "{text}: {words:?}"
            );
        }
    }

    #[test]
    fn the_embedded_templates_keep_them() {
        for (path, bytes) in crate::pages::theme::embedded() {
            if path.starts_with(TEMPLATES) {
                let text = std::str::from_utf8(bytes).expect("UTF-8");
                assert_eq!(look(text).1, Vec::<String>::new(), "{path}");
            }
        }
    }
}
