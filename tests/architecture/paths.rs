//! Finds the paths that Rust source uses, without a parser of the whole language: comments and
//! strings are blanked, then `crate::`, `super::` and other paths are read, groups included.

/// The source with comments, strings and characters blanked; line breaks stay.
pub(crate) fn code_only(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let end = match (c, chars.get(at + 1)) {
            ('/', Some('/')) => find(&chars, at, |rest| rest.starts_with(&['\n'])),
            ('/', Some('*')) => find(&chars, at + 2, |rest| rest.starts_with(&['*', '/'])) + 2,
            ('"', _) => end_of_string(&chars, at + 1),
            ('r', Some('"' | '#')) if !follows_word(&chars, at) => end_of_raw_string(&chars, at),
            ('\'', _) => end_of_char(&chars, at),
            _ => at,
        };
        if end > at {
            let skipped = chars.get(at..end.min(chars.len())).unwrap_or_default();
            out.extend(skipped.iter().filter(|c| **c == '\n'));
            out.push(' ');
            at = end;
        } else {
            out.push(c);
            at += 1;
        }
    }
    out
}

/// The source up to its test module, which stands last.
pub(crate) fn without_tests(source: &str) -> String {
    let end = source
        .match_indices("#[cfg(test)]")
        .find(|(at, found)| {
            let after = source
                .get(at + found.len()..)
                .unwrap_or_default()
                .trim_start();
            after.starts_with("mod ") && after.lines().next().is_some_and(|line| line.contains('{'))
        })
        .map_or(source.len(), |(at, _)| at);
    source.get(..end).unwrap_or(source).to_owned()
}

/// Names of the modules in files of their own that are built for tests alone.
pub(crate) fn modules_of_tests(code: &str) -> Vec<String> {
    code.split("#[cfg(test)]")
        .skip(1)
        .filter_map(|after| {
            let line = after.trim_start().lines().next()?;
            let name = line.strip_suffix(';')?.rsplit_once("mod ")?.1;
            Some(name.trim().to_owned())
        })
        .collect()
}

/// The paths within the crate that a file of this module uses, from the crate's root.
pub(crate) fn used(source: &str, module: &[String]) -> Vec<Vec<String>> {
    let tokens = tokens(&code_only(source));
    let mut found = Vec::new();
    let mut inline: Vec<(usize, String)> = Vec::new();
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        let token = token.as_str();
        let before = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .map(String::as_str);
        match token {
            "{" => {
                let opens = at.checked_sub(2).and_then(|mod_at| tokens.get(mod_at));
                if opens.is_some_and(|word| word == "mod") {
                    inline.push((depth, before.unwrap_or_default().to_owned()));
                }
                depth += 1;
            }
            "}" => {
                depth = depth.saturating_sub(1);
                if inline.last().is_some_and(|(opened, _)| *opened == depth) {
                    inline.pop();
                }
            }
            "crate"
                if before != Some("(") || tokens.get(at + 1).is_some_and(|next| next == "::") =>
            {
                read(&tokens, at + 1, &mut Vec::new(), &mut found);
            }
            "super" if before != Some("::") && before != Some("(") => {
                let here: Vec<String> = module
                    .iter()
                    .cloned()
                    .chain(inline.iter().map(|(_, name)| name.clone()))
                    .collect();
                from_super(&tokens, at, here, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// The paths that start at another crate or a module in scope.
pub(crate) fn foreign(code: &str) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let starts = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_none_or(|before| before != "::");
        let is_path = tokens.get(at + 1).is_some_and(|next| next == "::");
        if starts && is_path && is_word(token) {
            read(&tokens, at + 1, &mut vec![token.clone()], &mut found);
        }
    }
    found
}

fn from_super(tokens: &[String], at: usize, mut here: Vec<String>, found: &mut Vec<Vec<String>>) {
    let mut next = at;
    while tokens.get(next).is_some_and(|token| token == "super") {
        here.pop();
        next += 1;
        if tokens.get(next).is_some_and(|token| token == "::")
            && tokens.get(next + 1).is_some_and(|token| token == "super")
        {
            next += 1;
        }
    }
    read(tokens, next, &mut here, found);
}

/// Reads `::a::{b, c::d}` from `at`; gives the place after it.
fn read(
    tokens: &[String],
    at: usize,
    path: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
) -> usize {
    let word = |at: usize| tokens.get(at).map_or("", String::as_str);
    if word(at) != "::" {
        found.push(path.clone());
        return at;
    }
    if word(at + 1) == "{" {
        let mut next = at + 2;
        while !word(next).is_empty() && word(next) != "}" {
            if is_word(word(next)) {
                let mut inner = path.clone();
                inner.push(word(next).to_owned());
                next = read(tokens, next + 1, &mut inner, found);
            } else {
                next += 1;
            }
        }
        return next + 1;
    }
    if is_word(word(at + 1)) {
        path.push(word(at + 1).to_owned());
        return read(tokens, at + 2, path, found);
    }
    found.push(path.clone());
    at + 1
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut colon = false;
    for c in code.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            colon = false;
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        match c {
            ':' if colon => {
                tokens.pop();
                tokens.push("::".to_owned());
                colon = false;
            }
            _ => {
                colon = c == ':';
                if !c.is_whitespace() {
                    tokens.push(c.to_string());
                }
            }
        }
    }
    tokens
}

fn is_word(token: &str) -> bool {
    token
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_')
}

fn find(chars: &[char], from: usize, at_end: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len())
        .find(|at| chars.get(*at..).is_some_and(&at_end))
        .unwrap_or(chars.len())
}

fn follows_word(chars: &[char], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| chars.get(before))
        .is_some_and(|c| (c.is_alphanumeric() && *c != 'b') || *c == '_')
}

fn end_of_string(chars: &[char], mut at: usize) -> usize {
    while let Some(&c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn end_of_raw_string(chars: &[char], at: usize) -> usize {
    let hashes = chars.iter().skip(at + 1).take_while(|c| **c == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return at;
    }
    let closing: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', hashes))
        .collect();
    find(chars, at + 2 + hashes, |rest| rest.starts_with(&closing)) + closing.len()
}

/// A character literal ends at its quote; a lifetime is left alone.
fn end_of_char(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => find(chars, at + 3, |rest| rest.starts_with(&['\''])) + 1,
        (Some(_), Some('\'')) => at + 3,
        _ => at,
    }
}

#[test]
fn paths_are_found_in_groups_and_through_super() {
    let module = [
        "analysis".to_owned(),
        "targets".to_owned(),
        "value".to_owned(),
    ];
    let source = r#"
        use crate::{model::Site, pages::{self, render}};
        use super::super::relations::Kind;
        // use crate::output;
        const TEXT: &str = "crate::commands";
        mod inner { use super::super::unit; }
        pub(crate) fn f(c: char) -> bool { c == '"' || crate::language::is(c) }
    "#;
    let found: Vec<String> = used(source, &module)
        .iter()
        .map(|path| path.join("::"))
        .collect();
    let expected = [
        "model::Site",
        "pages::self",
        "pages::render",
        "analysis::relations::Kind",
        "analysis::targets::unit",
        "language::is",
    ];
    assert_eq!(found, expected);
}
