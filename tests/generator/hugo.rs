//! The same plans as a site of Hugo's: a page a section, in both languages, with a plain theme.

use std::io;
use std::path::Path;

use super::{Plan, Size, plans};

/// Writes Hugo's site into a folder, which is made.
pub fn write(folder: &Path, seed: u64, size: Size) -> io::Result<()> {
    for (path, text) in LAYOUTS {
        put(&folder.join(path), text)?;
    }
    for plan in plans(seed, size) {
        for english in [false, true] {
            write_plan(folder, &plan, english)?;
        }
    }
    Ok(())
}

fn write_plan(folder: &Path, plan: &Plan, english: bool) -> io::Result<()> {
    let (language, title) = if english {
        ("en", &plan.title_en)
    } else {
        ("zh", &plan.title)
    };
    let place = folder.join(format!(
        "content/{language}/{}/{}",
        plan.city.slug, plan.slug
    ));
    put(
        &place.join("_index.md"),
        &format!("---\ntitle: \"{title}\"\n---\n"),
    )?;
    for (at, section) in plan.sections.iter().enumerate() {
        let heading = if english {
            &section.heading.1
        } else {
            &section.heading.0
        };
        let mut text = format!("---\ntitle: '{}'\nweight: {}\n---\n", heading, at + 1);
        for (zh, en) in &section.paragraphs {
            text.push_str(&super::site::escaped(if english { en } else { zh }));
            text.push_str("\n\n");
            if english {
                text.push_str(&super::site::escaped(zh));
                text.push_str("\n\n");
            }
        }
        put(&place.join(format!("{}.md", section.key)), &text)?;
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, text)
}

const LAYOUTS: &[(&str, &str)] = &[
    (
        "hugo.toml",
        r#"baseURL = "https://plans.example.org/"
defaultContentLanguage = "zh"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term"]
[languages.zh]
label = "中文"
contentDir = "content/zh"
[languages.en]
label = "English"
contentDir = "content/en"
"#,
    ),
    (
        "layouts/_default/baseof.html",
        r#"<!DOCTYPE html>
<html lang="{{ .Site.Language.Lang }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="{{ "/" | relLangURL }}">{{ .Site.Title }}</a>
{{ range .Translations }}<a hreflang="{{ .Language.Lang }}" href="{{ .RelPermalink }}">{{ .Language.Label }}</a>{{ end }}</header>
<main>{{ block "main" . }}{{ end }}</main><footer>Gongbao</footer></body></html>
"#,
    ),
    (
        "layouts/_default/single.html",
        r#"{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}</article>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}
"#,
    ),
    (
        "layouts/_default/list.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol>{{ end }}
"#,
    ),
];
