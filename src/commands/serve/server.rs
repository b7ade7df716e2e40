//! The preview server: answers from the site in memory, to this machine's own names only.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::{io, time::Duration};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use tokio::sync::oneshot;

use super::address;
use super::page::{self, OURS};
use super::state::{Findings, Snapshot, State};

const SCRIPT: &str = include_str!("client/reload.js");
const STYLE: &str = include_str!("client/overlay.css");

/// Serves until the process is told to end, or until nobody rebuilds the site any more.
pub(super) async fn serve(
    listener: TcpListener,
    state: Arc<State>,
    ended: oneshot::Receiver<()>,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let app = router(state);
    tokio::select! {
        result = async { axum::serve(listener, app).await } => result,
        () = told_to_end() => Ok(()),
        _ = ended => Err(io::Error::other("the watcher ended")),
    }
}

pub(super) fn router(state: Arc<State>) -> Router {
    Router::new().fallback(answer).with_state(state)
}

/// Ctrl-C, or the signal that service managers send.
async fn told_to_end() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let mut response = route(&state, &request);
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn route(state: &State, request: &Request) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| {
            request
                .uri()
                .authority()
                .map(axum::http::uri::Authority::as_str)
        });
    match host {
        Some(host) if address::is_our_host(host) => {}
        Some(_) => return plain(StatusCode::FORBIDDEN, "this host name is not served here"),
        None => return plain(StatusCode::BAD_REQUEST, "the request names no host"),
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD only");
        let allowed = HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(header::ALLOW, allowed);
        return response;
    }
    let Some(path) = address::path(request.uri().path()) else {
        return plain(StatusCode::BAD_REQUEST, "this path is not served here");
    };
    match path.strip_prefix(OURS) {
        Some("reload.js") => file("reload.js", SCRIPT.as_bytes().to_vec()),
        Some("overlay.css") => file("overlay.css", STYLE.as_bytes().to_vec()),
        Some("events") => events(state, request.uri().query().unwrap_or_default()),
        Some(_) => plain(StatusCode::NOT_FOUND, "not found"),
        None => site(&state.snapshot(), &path, request),
    }
}

/// A file of the site, or where it is.
fn site(snapshot: &Snapshot, path: &str, request: &Request) -> Response {
    let Some(tree) = &snapshot.tree else {
        return html(StatusCode::SERVICE_UNAVAILABLE, page::nothing_built_yet());
    };
    for path in [Some(path), under_base(&snapshot.base_path, path)]
        .into_iter()
        .flatten()
    {
        if let Some((name, bytes)) = page::find(tree, path) {
            return site_file(snapshot, path, &name, bytes);
        }
        if tree.get(&format!("{path}/index.html")).is_some() {
            return add_slash(request);
        }
    }
    match tree.get("404.html").map(std::str::from_utf8) {
        Some(Ok(text)) => html(
            StatusCode::NOT_FOUND,
            page::with_script(text, &page::tag(snapshot, path)),
        ),
        _ => plain(StatusCode::NOT_FOUND, "not found"),
    }
}

/// The path below the one that the published site will have.
fn under_base<'a>(base: &str, path: &'a str) -> Option<&'a str> {
    let base = base.trim_matches('/');
    path.strip_prefix(base)?
        .strip_prefix('/')
        .filter(|_| !base.is_empty())
}

fn site_file(snapshot: &Snapshot, path: &str, name: &str, bytes: &[u8]) -> Response {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_page(name) => html(
            StatusCode::OK,
            page::with_script(text, &page::tag(snapshot, path)),
        ),
        _ => file(name, bytes.to_vec()),
    }
}

fn is_page(name: &str) -> bool {
    address::media_type(name).starts_with("text/html")
}

/// Leads to the folder: relative links need the slash.
fn add_slash(request: &Request) -> Response {
    let mut target = format!("{}/", request.uri().path());
    if let Some(query) = request.uri().query() {
        target.push('?');
        target.push_str(query);
    }
    (StatusCode::FOUND, [(header::LOCATION, target)]).into_response()
}

fn html(status: StatusCode, text: String) -> Response {
    let media = address::media_type("a.html");
    (status, [(header::CONTENT_TYPE, media)], text).into_response()
}

fn file(name: &str, bytes: Vec<u8>) -> Response {
    let media = address::media_type(name);
    ([(header::CONTENT_TYPE, media)], Body::from(bytes)).into_response()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}

/// What a page is told.
#[derive(Serialize)]
struct News<'a> {
    /// Is the page out of date?
    reload: bool,
    findings: &'a Findings,
}

/// News for one open page: now, and after every build.
fn events(state: &State, query: &str) -> Response {
    let page = address::parameter(query, "page").unwrap_or_default();
    let tag = address::parameter(query, "tag").unwrap_or_default();
    let Some(path) = address::path(&page) else {
        return plain(StatusCode::BAD_REQUEST, "this path is not served here");
    };
    let mut news = state.subscribe();
    news.mark_changed();
    let stream = stream::unfold((news, path, tag), |(mut news, path, tag)| async move {
        // Ends with the server.
        news.changed().await.ok()?;
        let snapshot = Arc::clone(&news.borrow_and_update());
        let event = event(&snapshot, &path, &tag);
        Some((Ok::<_, Infallible>(event), (news, path, tag)))
    });
    Sse::new(stream)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}

fn event(snapshot: &Snapshot, path: &str, tag: &str) -> Event {
    let path = match &snapshot.tree {
        Some(tree) if page::find(tree, path).is_none() => {
            under_base(&snapshot.base_path, path).unwrap_or(path)
        }
        _ => path,
    };
    let news = News {
        reload: page::tag(snapshot, path) != tag,
        findings: &snapshot.findings,
    };
    let text = serde_json::to_string(&news).unwrap_or_default();
    Event::default()
        .retry(Duration::from_millis(500))
        .data(text)
}
