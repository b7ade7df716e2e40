//! What a request may ask for: which host names, and which paths.

use std::net::IpAddr;

/// The name in a `Host` header, without its port.
fn host_name(host: &str) -> Option<&str> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let port = port.strip_prefix(':').unwrap_or(port);
    port.bytes()
        .all(|digit| digit.is_ascii_digit())
        .then_some(name)
}

/// Is the request meant for this server? A page elsewhere can make its own domain name point to
/// 127.0.0.1 and then read what we answer (DNS rebinding), but it cannot do so with an address.
pub(super) fn is_our_host(host: &str) -> bool {
    host_name(host).is_some_and(|name| {
        name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
    })
}

/// The path from the site's root that a request's path means; `None` where it is not a plain path.
pub(super) fn path(raw: &str) -> Option<String> {
    let raw = raw.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        match u8::try_from(high * 16 + low).ok()? {
            b'/' | b'\\' => return None,
            byte => bytes.push(byte),
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let folders = path.strip_suffix('/').unwrap_or(&path);
    let plain = folders.is_empty() && path.is_empty()
        || folders
            .split('/')
            .all(|part| !matches!(part, "" | "." | ".."));
    (plain && !path.contains('\\') && !path.contains(char::is_control)).then_some(path)
}

/// The value of a query's parameter, decoded.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type of a file, by its name.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_others_are_refused() {
        for host in [
            "localhost",
            "LOCALHOST:8000",
            "127.0.0.1:8000",
            "[::1]:8000",
            "[::1]",
            "192.168.1.5:80",
        ] {
            assert!(is_our_host(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "localhost.evil.example:8000",
            "[evil]",
            "127.0.0.1:8000@evil.example",
        ] {
            assert!(!is_our_host(host), "{host}");
        }
    }

    #[test]
    fn paths_are_plain() {
        for (raw, wanted) in [
            ("/", ""),
            ("/zh/", "zh/"),
            ("/zh", "zh"),
            ("/zh/%E5%85%AD", "zh/六"),
            ("/a%20b.css", "a b.css"),
            ("/...", "..."),
        ] {
            assert_eq!(path(raw).as_deref(), Some(wanted), "{raw}");
        }
        for raw in [
            "",
            "zh",
            "//",
            "//evil.example/",
            "/a//b",
            "/..",
            "/../etc/passwd",
            "/a/../b",
            "/./a",
            "/%2e%2e/etc/passwd",
            "/%2E./x",
            "/a%2fb",
            "/..%2f..%2fetc",
            "/..%5cwindows",
            "/a\\b",
            "/a%00",
            "/a%0ab",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "*",
        ] {
            assert_eq!(path(raw), None, "{raw}");
        }
    }

    #[test]
    fn parameters_are_decoded() {
        assert_eq!(
            parameter("page=%2Fzh%2F&tag=a", "page").as_deref(),
            Some("/zh/")
        );
        assert_eq!(
            parameter("page=%2Fzh%2F&tag=a", "tag").as_deref(),
            Some("a")
        );
        assert_eq!(parameter("page=%", "page"), None);
        assert_eq!(parameter("", "page"), None);
    }
}
