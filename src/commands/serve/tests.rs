use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::*;
use crate::diagnostics::Location;
use crate::diagnostics::codes::output::ADDRESS_CLASH;

const PAGE: &str =
    "<!doctype html><html lang=\"zh-CN\"><head><title>一</title></head><body>六安</body></html>";

fn tree(files: &[(&str, &str)]) -> Tree {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    Tree::collect(files)
}

fn good() -> BuildResult {
    BuildResult {
        tree: Some(tree(&[
            ("index.html", PAGE),
            ("zh/luan/index.html", PAGE),
            ("zh/a.css", "a{}"),
            ("404.html", "<head></head>没有这一页"),
            ("data/targets.json", "{}"),
        ])),
        base_path: "/plans".to_owned(),
        ..BuildResult::default()
    }
}

fn bad() -> BuildResult {
    let mut diagnostics = Diagnostics::default();
    let place = Location::of_path("content/<b>.md");
    diagnostics.report(&ADDRESS_CLASH, place, "两个<script>", "two <script>");
    BuildResult {
        diagnostics,
        ..BuildResult::default()
    }
}

/// A server of its own for a test; it ends with the runtime.
struct Server {
    state: Arc<State>,
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
}

impl Server {
    fn start(first: BuildResult) -> Self {
        let state = Arc::new(State::default());
        state.update(first);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
            .unwrap();
        let address = listener.local_addr().unwrap();
        let app = server::router(Arc::clone(&state));
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self {
            state,
            address,
            _runtime: runtime,
        }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn request(&self, line: &str, host: &str) -> String {
        let request = format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let mut answer = String::new();
        let _ = self.send(&request).read_to_string(&mut answer);
        answer
    }

    fn get(&self, path: &str) -> String {
        self.request(&format!("GET {path}"), "127.0.0.1")
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn pages_are_served_with_the_script() {
    let server = Server::start(good());
    let page = server.get("/zh/luan/");
    assert_eq!(status(&page), "200");
    assert!(page.contains("content-type: text/html; charset=utf-8"));
    assert!(page.contains("x-content-type-options: nosniff"));
    assert!(page.contains("<script src=\"/__gongbao/reload.js\" data-tag=\""));
    assert!(page.contains("六安"));
    let style = server.get("/zh/a.css");
    assert!(style.contains("content-type: text/css") && style.ends_with("\r\n\r\na{}"));
    assert!(server.get("/__gongbao/reload.js").contains("EventSource"));
    assert!(server.get("/__gongbao/overlay.css").contains("text/css"));
    assert_eq!(status(&server.get("/plans/zh/luan/")), "200");
}

#[test]
fn folders_get_their_slash_and_missing_pages_their_own() {
    let server = Server::start(good());
    let answer = server.get("/zh/luan?q=%E5%85%AD");
    assert_eq!(status(&answer), "302");
    assert!(answer.contains("location: /zh/luan/?q=%E5%85%AD\r\n"));
    let missing = server.get("/zh/nowhere/");
    assert_eq!(status(&missing), "404");
    assert!(missing.contains("没有这一页") && missing.contains("reload.js"));
}

#[test]
fn nothing_outside_the_site_is_served() {
    let server = Server::start(good());
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "/zh/%5c..%5c..%5cx",
        "//evil.example/",
        "/%00",
        "/zh\\a.css",
        "/%",
    ] {
        let answer = server.get(path);
        assert!(
            ["400", "404"].contains(&status(&answer)),
            "{path}: {answer}"
        );
        assert!(!answer.contains("[package]"));
    }
    assert_eq!(status(&server.get("/__gongbao/x")), "404");
}

#[test]
fn other_hosts_and_methods_are_refused() {
    let server = Server::start(good());
    let page = "GET /zh/luan/";
    for (host, code) in [
        ("evil.example", "403"),
        ("127.0.0.1.evil.example:8000", "403"),
        ("localhost:8000", "200"),
        ("[::1]:8000", "200"),
    ] {
        assert_eq!(status(&server.request(page, host)), code, "{host}");
    }
    assert_eq!(
        status(&server.request("POST /zh/luan/", "localhost")),
        "405"
    );
    let head = server.request("HEAD /zh/luan/", "localhost");
    assert_eq!(status(&head), "200");
    assert!(head.ends_with("\r\n\r\n"));
}

/// The next message of a stream of news.
fn next(stream: &mut impl BufRead) -> serde_json::Value {
    loop {
        let mut line = String::new();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data:") {
            return serde_json::from_str(data.trim()).unwrap();
        }
    }
}

fn tag_of(page: &str) -> &str {
    let (_, rest) = page.split_once("data-tag=\"").unwrap();
    rest.split('"').next().unwrap()
}

#[test]
fn open_pages_hear_of_changes_and_findings() {
    let server = Server::start(good());
    let tag = tag_of(&server.get("/zh/luan/")).to_owned();
    let request = format!(
        "GET /__gongbao/events?page=%2Fzh%2Fluan%2F&tag={tag} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    );
    let mut news = BufReader::new(server.send(&request));
    let now = next(&mut news);
    assert_eq!(
        (&now["reload"], &now["findings"]["errors"]),
        (&false.into(), &0.into())
    );

    server.state.update(bad());
    let errors = next(&mut news);
    assert_eq!(errors["reload"], false);
    assert_eq!(
        errors["findings"]["list"][0]["message"]["en"],
        "two <script>"
    );
    assert_eq!(errors["findings"]["list"][0]["file"], "content/<b>.md");
    assert!(
        server.get("/zh/luan/").contains("六安"),
        "the last good site stays"
    );

    server.state.update(good());
    assert_eq!(
        next(&mut news)["reload"],
        false,
        "nothing changed on this page"
    );

    let mut other = good();
    other.tree = Some(tree(&[("zh/luan/index.html", "<head></head>新")]));
    server.state.update(other);
    assert_eq!(next(&mut news)["reload"], true);
}

#[test]
fn without_any_site_pages_wait_for_one() {
    let server = Server::start(bad());
    let page = server.get("/zh/luan/");
    assert_eq!(status(&page), "503");
    assert_eq!(tag_of(&page), "none");
    let request =
        "GET /__gongbao/events?page=/zh/luan/&tag=none HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut news = BufReader::new(server.send(request));
    assert_eq!(next(&mut news)["findings"]["errors"], 1);
    server.state.update(good());
    assert_eq!(next(&mut news)["reload"], true);
}

#[test]
fn a_page_is_out_of_date_when_what_it_loads_is() {
    let site = |style: &str| {
        let state = State::default();
        state.update(BuildResult {
            tree: Some(tree(&[
                (
                    "zh/index.html",
                    "<link rel=\"stylesheet\" href=\"../a.css\">",
                ),
                ("a.css", style),
                ("b.css", style),
                ("en/index.html", "<a href=\"../a.css\">"),
            ])),
            ..BuildResult::default()
        });
        let snapshot = state.snapshot();
        (page::tag(&snapshot, "zh/"), page::tag(&snapshot, "en/"))
    };
    let (one, other) = (site("a{}"), site("b{}"));
    assert_ne!(one.0, other.0);
    assert_eq!(one.1, other.1);
}

#[test]
fn a_policy_without_connections_lets_the_preview_connect() {
    let page = page::with_script(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\"></head>",
        "x",
    );
    assert!(page.contains("default-src 'none'; connect-src 'self'; img-src 'self'"));
    let page = page::with_script(
        "<meta content=\"default-src 'self'; connect-src 'none'\"></head>",
        "x",
    );
    assert!(page.contains("default-src 'self'; connect-src 'self'"));
}

#[test]
fn a_taken_port_is_said_plainly() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let options = Options {
        site: PathBuf::from("."),
        host: "127.0.0.1".to_owned(),
        port: taken.local_addr().unwrap().port(),
        open: false,
        lang: Lang::En,
        look: Look::default(),
    };
    let message = listen(&options).unwrap_err();
    assert!(message.en.contains("is in use") && message.en.contains("--port"));
}

/// Long enough for a busy machine; a change that is noticed ends the wait at once.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs `change` on a watched site and says whether a build followed.
fn noticed(change: impl FnOnce(&std::path::Path)) -> bool {
    built_within(PATIENCE, change)
}

fn built_within(time: Duration, change: impl FnOnce(&std::path::Path)) -> bool {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("content/luan")).unwrap();
    fs::create_dir_all(root.path().join("public")).unwrap();
    fs::write(root.path().join("content/luan/a.md"), "一").unwrap();
    fs::write(root.path().join("gongbao.toml"), "").unwrap();
    let mut watching = watch::Watching::start(root.path()).unwrap();
    let builds = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&builds);
    std::thread::spawn(move || {
        while watching.wait() {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    change(root.path());
    let start = Instant::now();
    while start.elapsed() < time {
        if builds.load(Ordering::SeqCst) > 0 {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn changes_of_inputs_are_noticed() {
    assert!(noticed(|site| fs::write(
        site.join("content/luan/a.md"),
        "二"
    )
    .unwrap()));
    assert!(noticed(|site| fs::write(
        site.join("content/luan/b.md"),
        "新"
    )
    .unwrap()));
    assert!(noticed(|site| fs::remove_file(
        site.join("content/luan/a.md")
    )
    .unwrap()));
    assert!(noticed(
        |site| fs::write(site.join("gongbao.toml"), "x").unwrap()
    ));
    assert!(noticed(|site| {
        // As many editors save.
        fs::write(site.join("content/luan/.a.md.tmp"), "三").unwrap();
        fs::rename(
            site.join("content/luan/.a.md.tmp"),
            site.join("content/luan/a.md"),
        )
        .unwrap();
    }));
    assert!(noticed(|site| {
        fs::create_dir(site.join("content/hefei")).unwrap();
        std::thread::sleep(Duration::from_millis(200));
        fs::write(site.join("content/hefei/a.md"), "新").unwrap();
    }));
    assert!(noticed(
        |site| fs::create_dir_all(site.join("themes/own")).unwrap()
    ));
}

#[test]
fn other_changes_and_reading_are_not() {
    const MOMENT: Duration = Duration::from_millis(500);
    assert!(!built_within(MOMENT, |site| fs::write(
        site.join("public/index.html"),
        "x"
    )
    .unwrap()));
    assert!(!built_within(MOMENT, |site| fs::write(
        site.join("content/luan/.a.md.swp"),
        "x"
    )
    .unwrap()));
    assert!(!built_within(MOMENT, |site| {
        fs::read(site.join("content/luan/a.md")).unwrap();
        fs::read_dir(site.join("content/luan"))
            .unwrap()
            .for_each(drop);
    }));
}

#[test]
fn a_folder_that_appears_is_watched_too() {
    let root = tempfile::tempdir().unwrap();
    let mut watching = watch::Watching::start(root.path()).unwrap();
    let (sender, builds) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        while watching.wait() {
            let _ = sender.send(());
        }
    });
    let built = |builds: &std::sync::mpsc::Receiver<()>| builds.recv_timeout(PATIENCE).is_ok();
    fs::create_dir(root.path().join("content")).unwrap();
    assert!(built(&builds));
    std::thread::sleep(Duration::from_millis(200));
    while builds.try_recv().is_ok() {}
    fs::write(root.path().join("content/topics.toml"), "x").unwrap();
    assert!(built(&builds));
}
