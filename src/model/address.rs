//! Addresses of pages, as DESIGN's contract fixes them, and the links between them.
//!
//! An address is a path from the site's root without the first slash: `zh/luan/2022-4/5/`. Pages
//! are folders and end in a slash; files do not.

use crate::language::Lang;

/// `/<lang>/`
pub fn home(lang: Lang) -> String {
    format!("{}/", lang.code())
}

/// `/<lang>/<city>/`
pub fn city(lang: Lang, city: &str) -> String {
    format!("{}/{city}/", lang.code())
}

/// `/<lang>/<city>/<plan>/` of a plan id.
pub fn plan(lang: Lang, plan: &str) -> String {
    format!("{}/{plan}/", lang.code())
}

/// `/<lang>/<city>/<plan>/<key>/` of a section id.
pub fn section(lang: Lang, section: &str) -> String {
    format!("{}/{section}/", lang.code())
}

/// `/<lang>/<name>/` of a page there is one of: `targets`, `topics`, `compare`, `search`,
/// `glossary`, `sitemap`.
pub fn listing(lang: Lang, name: &str) -> String {
    format!("{}/{name}/", lang.code())
}

/// `/<lang>/<name>/<item>/` of a listing's item: a topic, an indicator, a page.
pub fn item(lang: Lang, listing: &str, item: &str) -> String {
    format!("{}/{listing}/{item}/", lang.code())
}

/// The relative link from one address to another, its fragment kept. Folders are linked as
/// folders; a page's link to itself is `./`.
pub fn relative(from: &str, to: &str) -> String {
    let (to, fragment) = to
        .split_once('#')
        .map_or((to, None), |(to, part)| (to, Some(part)));
    let folder = |address: &str| address.rfind('/').map_or(0, |slash| slash + 1);
    let (from_folder, to_folder) = (from.get(..folder(from)), to.get(..folder(to)));
    let (from_folder, to_folder) = (from_folder.unwrap_or(""), to_folder.unwrap_or(""));
    let same = from_folder
        .bytes()
        .zip(to_folder.bytes())
        .take_while(|(a, b)| a == b);
    let same = from_folder.as_bytes().get(..same.count());
    // Folders they share: up to the last slash of what is the same.
    let shared = same
        .and_then(|same| same.iter().rposition(|byte| *byte == b'/'))
        .map_or(0, |slash| slash + 1);
    let up = from_folder
        .get(shared..)
        .map_or(0, |rest| rest.matches('/').count());
    let down = to.get(shared..).unwrap_or(to);
    let mut link = String::with_capacity(up * 3 + down.len() + 2);
    for _ in 0..up {
        link.push_str("../");
    }
    link.push_str(down);
    if link.is_empty() {
        link.push_str("./");
    }
    if let Some(part) = fragment {
        link.push('#');
        link.push_str(part);
    }
    link
}

/// The address that a link written on the page `base` leads to, fragment kept: `/zh/` from the
/// site's root, `../6/` and `#p2` from the page. `None` where it leads out of the site.
pub fn resolve(base: &str, to: &str) -> Option<String> {
    if let Some(inside) = to.strip_prefix('/') {
        return (!inside.starts_with('/')).then(|| inside.to_owned());
    }
    let (path, fragment) = to.find('#').map_or((to, ""), |at| to.split_at(at));
    if path.is_empty() {
        return Some(format!("{base}{fragment}"));
    }
    if path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'))
    {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in path.split_inclusive('/') {
        match part.trim_end_matches('/') {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    let mut address = parts.join("/");
    let is_folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    if is_folder && !address.is_empty() {
        address.push('/');
    }
    Some(address + fragment)
}

#[cfg(test)]
mod tests {
    use super::{relative, resolve};

    #[test]
    fn links_are_resolved() {
        let base = "zh/luan/2022-4/5/";
        let cases = [
            ("/zh/targets/", Some("zh/targets/")),
            ("../6/#p2", Some("zh/luan/2022-4/6/#p2")),
            ("#t1", Some("zh/luan/2022-4/5/#t1")),
            ("..", Some("zh/luan/2022-4/")),
            ("../../../../data/targets.csv", Some("data/targets.csv")),
            ("../../../../../etc/", None),
            ("//example.org/", None),
            ("https://example.org/", None),
            ("javascript:alert(1)", None),
        ];
        for (link, address) in cases {
            assert_eq!(resolve(base, link).as_deref(), address, "{link}");
        }
    }

    #[test]
    fn links_are_relative() {
        let cases = [
            ("zh/luan/2022-4/5/", "zh/luan/2022-4/6/", "../6/"),
            ("zh/luan/2022-4/5/", "zh/luan/2022-4/", "../"),
            (
                "zh/luan/2022-4/5/",
                "en/luan/2022-4/5/#t1",
                "../../../../en/luan/2022-4/5/#t1",
            ),
            ("zh/", "zh/", "./"),
            ("", "zh/", "zh/"),
            ("zh/luan/", "assets/site.css", "../../assets/site.css"),
            ("404.html", "zh/", "zh/"),
        ];
        for (from, to, link) in cases {
            assert_eq!(relative(from, to), link, "{from} -> {to}");
        }
    }
}
