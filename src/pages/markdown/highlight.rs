//! Code with classes for colours; the colours themselves are the style sheet's.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::syntax_definition::SyntaxDefinition;
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::pages::text::escape;

/// Languages the library does not bring.
const OWN: [&str; 2] = [
    include_str!("toml.syntax.yaml"),
    include_str!("csv.syntax.yaml"),
];

/// Loaded at the first code block.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(|| {
    let mut builder = SyntaxSet::load_defaults_newlines().into_builder();
    for source in OWN {
        if let Ok(syntax) = SyntaxDefinition::load_from_str(source, true, None) {
            builder.add(syntax);
        }
    }
    builder.build()
});

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// A code block as HTML. A language nobody knows is shown plain.
pub(super) fn block(language: &str, code: &str) -> String {
    let mut html = String::from("<pre><code>");
    match find(language).and_then(|syntax| highlighted(syntax, code)) {
        Some(coloured) => html.push_str(&coloured),
        None => escape(code, &mut html),
    }
    html.push_str("</code></pre>\n");
    html
}

fn find(language: &str) -> Option<&'static SyntaxReference> {
    if language.is_empty() {
        return None;
    }
    let name = match language {
        "console" | "shell" | "bash" | "zsh" => "sh",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(name)
}

fn highlighted(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_our_pages_are_known() {
        for (language, code, class) in [
            ("json", "{\"a\": 1}\n", "hl-string"),
            ("toml", "[a]\nb = \"c\" # d\n", "hl-comment"),
            ("csv", "a,\"b\",1\n", "hl-string"),
            ("sh", "echo \"a\"\n", "hl-string"),
            ("python", "def f():\n    return 1\n", "hl-keyword"),
            ("yaml", "a: 'b'\n", "hl-string"),
        ] {
            let html = block(language, code);
            assert!(html.contains(class), "{language}: {html}");
        }
        assert_eq!(block("?", "<a>"), "<pre><code>&lt;a&gt;</code></pre>\n");
    }
}
