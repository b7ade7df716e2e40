//! What the preview adds to pages, and how it knows that an open page is out of date.

use super::state::Snapshot;
use crate::output::{Tree, links};

/// The folder of addresses that belong to the preview, not to the site.
pub(super) const OURS: &str = "__gongbao/";

/// A page with the script that waits for news. The file is not changed otherwise.
pub(super) fn with_script(html: &str, tag: &str) -> String {
    let script = format!("<script src=\"/{OURS}reload.js\" data-tag=\"{tag}\" defer></script>");
    let html = allow_connection(html);
    let at = html
        .find("</head>")
        .or_else(|| html.rfind("</body>"))
        .unwrap_or(html.len());
    let (before, after) = html.split_at(at);
    format!("{before}{script}{after}")
}

/// A page may forbid all connections, which is right for the published site; the preview's script
/// needs one to this server.
fn allow_connection(html: &str) -> String {
    for none in [
        "connect-src 'none'",
        "connect-src &#39;none&#39;",
        "connect-src &#x27;none&#x27;",
    ] {
        if html.contains(none) {
            return html.replacen(none, &none.replace("none", "self"), 1);
        }
    }
    for none in [
        "default-src 'none'",
        "default-src &#39;none&#39;",
        "default-src &#x27;none&#x27;",
    ] {
        if html.contains(none) && !html.contains("connect-src") {
            let with = format!(
                "{none}; {}",
                none.replace("default", "connect").replace("none", "self")
            );
            return html.replacen(none, &with, 1);
        }
    }
    html.to_owned()
}

/// A value that changes whenever the page or anything it loads does.
pub(super) fn tag(snapshot: &Snapshot, path: &str) -> String {
    let Some(tree) = &snapshot.tree else {
        return "none".to_owned();
    };
    let Some((file, bytes)) =
        find(tree, path).or_else(|| Some(("404.html".to_owned(), tree.get("404.html")?)))
    else {
        return "missing".to_owned();
    };
    let mut hash = blake3::Hasher::new();
    hash.update(bytes);
    let html = String::from_utf8_lossy(bytes);
    let searches = html.contains("data-page-kind=\"search\"");
    for link in links::links(&html) {
        let loads = link.attribute == "src" || (link.element == "link" && link.attribute == "href");
        let target = links::resolve(&file, &link.address).filter(|_| loads);
        if let Some(bytes) = target.and_then(|target| tree.get(&target)) {
            hash.update(bytes);
        }
    }
    if searches {
        // Its script loads the index piece by piece.
        let data = |path: &str| matches!(path.rsplit_once('.'), Some((_, "js" | "json")));
        for (_, bytes) in tree.iter().filter(|(path, _)| data(path)) {
            hash.update(bytes);
        }
    }
    hash.finalize().to_hex().chars().take(16).collect()
}

/// The file that a path means: itself, or a folder's `index.html`.
pub(super) fn find<'a>(tree: &'a Tree, path: &str) -> Option<(String, &'a [u8])> {
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let bytes = tree.get(&file)?;
    Some((file, bytes))
}

/// What is shown while no site could be built yet.
pub(super) fn nothing_built_yet() -> String {
    with_script(
        "<!doctype html><html lang=\"zh-CN\" data-page-kind=\"error\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>网站还没有生成 · No site yet</title></head>\
         <body><main><h1>网站还没有生成</h1><p>内容里有错误，改正后这一页会自动更新。</p>\
         <h2 lang=\"en\">No site yet</h2><p lang=\"en\">There are errors in the content; this page \
         reloads once they are mended.</p></main></body></html>\n",
        "none",
    )
}
