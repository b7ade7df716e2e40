//! `gongbao serve`: build, serve from memory, watch, build again, reload open pages.
//!
//! What is served is the last site that could be built; findings of the last build are laid over
//! its pages. Nothing is written and no file is opened for a request.

mod address;
mod command;
mod page;
mod server;
mod state;
mod watch;

use std::io::{self, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diagnostics::report::human::{self, Look};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::language::{Bilingual, Lang};
use crate::output::Tree;
pub(super) use command::{Args, run as run_command};
use state::State;

/// What a build gives the server.
#[derive(Debug, Default)]
pub struct BuildResult {
    /// The site; `None` where errors stand in its way, and the last good one stays.
    pub tree: Option<Tree>,
    /// Everything found.
    pub diagnostics: Diagnostics,
    /// The path of `base_url`, as `/plans`; empty at a domain's root. `404.html` alone uses it.
    pub base_path: String,
}

/// Where and how to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder.
    pub site: PathBuf,
    /// Name or address to listen on.
    pub host: String,
    /// Port to listen on; 0 picks a free one.
    pub port: u16,
    /// Show the site in the browser?
    pub open: bool,
    /// The language of messages on the terminal.
    pub lang: Lang,
    /// How findings look on the terminal.
    pub look: Look,
}

/// Serves until the process is told to end; `build` makes the site from its files. Fails where the
/// machine does not let it listen.
pub fn run(
    options: &Options,
    build: impl FnMut() -> BuildResult + Send + 'static,
) -> Result<(), Bilingual> {
    let listener = listen(options)?;
    let address = listener.local_addr().map_err(|error| machine(&error))?;
    let mut builder = Builder {
        build,
        state: Arc::new(State::default()),
        lang: options.lang,
        look: options.look,
    };
    let state = Arc::clone(&builder.state);
    // Watching starts before the first build: what changes meanwhile is built next.
    let mut watching = watch::Watching::start(&options.site);
    if let Err(error) = &watching {
        let text = Bilingual::new(
            format!("无法监视文件的改动（{error}），改动后请重新启动"),
            format!("changes of files cannot be watched ({error}); start again after changes"),
        );
        say(text.get(options.lang));
    }
    builder.rebuild();
    announce(address, options)?;
    let (ended, watcher_ended) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        if let Ok(watching) = &mut watching {
            while watching.wait() {
                builder.rebuild();
            }
        } else {
            std::thread::park();
        }
        let _ = ended.send(());
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| machine(&error))?;
    let result = runtime.block_on(server::serve(listener, state, watcher_ended));
    // Pages keep a connection open for news of changes; they are not waited for.
    runtime.shutdown_background();
    result.map_err(|error| machine(&error))
}

/// Runs builds and tells pages and terminal what came of them.
struct Builder<F> {
    build: F,
    state: Arc<State>,
    lang: Lang,
    look: Look,
}

impl<F: FnMut() -> BuildResult> Builder<F> {
    fn rebuild(&mut self) {
        let start = Instant::now();
        // A fault of the program must not end the preview while somebody writes.
        let Ok(result) = catch_unwind(AssertUnwindSafe(&mut self.build)) else {
            let text = Bilingual::new(
                "构建时程序出错，保留上一次的网站",
                "the program failed while building; the last site stays",
            );
            say(text.get(self.lang));
            return;
        };
        let built = result.tree.as_ref().map(Tree::len);
        let report = self.report(&result.diagnostics);
        self.state.update(result);
        let time = shown(start.elapsed());
        let text = match built {
            Some(files) => Bilingual::new(
                format!("已生成 {files} 个文件，用时 {time}"),
                format!("built {files} files in {time}"),
            ),
            None => Bilingual::new(
                "有错误，保留上一次的网站",
                "there are errors; the last good site stays",
            ),
        };
        say(&format!("{report}{}", text.get(self.lang)));
    }

    fn report(&self, diagnostics: &Diagnostics) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let mut report = String::new();
        for found in worth_reading(diagnostics) {
            report.push_str(&human::render_one(found, self.lang, self.look));
            report.push_str("\n\n");
        }
        report.push_str(&human::summary(diagnostics, self.lang));
        report.push('\n');
        report
    }
}

/// Findings worth reading at every save; notes are counted, and stand on the page.
fn worth_reading(diagnostics: &Diagnostics) -> impl Iterator<Item = &Diagnostic> {
    diagnostics
        .iter()
        .filter(|found| found.severity != Severity::Note)
}

fn shown(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

fn listen(options: &Options) -> Result<TcpListener, Bilingual> {
    let (host, port) = (options.host.as_str(), options.port);
    let host = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    let listener = TcpListener::bind((host, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Bilingual::new(
            format!("端口 {port} 已被占用；请用 --port 另选一个，--port 0 自动选择空闲端口"),
            format!(
                "port {port} is in use; choose another with --port (--port 0 picks a free one)"
            ),
        ),
        _ => Bilingual::new(
            format!("无法在 {host}:{port} 监听：{error}"),
            format!("cannot listen on {host}:{port}: {error}"),
        ),
    })?;
    listener
        .set_nonblocking(true)
        .map_err(|error| machine(&error))?;
    Ok(listener)
}

/// Prints the address alone on a line: scripts read it.
fn announce(address: SocketAddr, options: &Options) -> Result<(), Bilingual> {
    let mut shown = address;
    if address.ip().is_unspecified() {
        // Browsers cannot open 0.0.0.0.
        shown.set_ip(match address {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    let url = format!("http://{shown}/");
    let mut out = io::stdout().lock();
    writeln!(out, "{url}")
        .and_then(|()| out.flush())
        .map_err(|error| machine(&error))?;
    if !address.ip().is_loopback() {
        let text = Bilingual::new(
            "注意：同一网络里的人都能打开这个预览",
            "note: everybody in the same network can open this preview",
        );
        say(text.get(options.lang));
    }
    if options.open {
        open(&url);
    }
    Ok(())
}

fn open(url: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    // Without a browser the address on the terminal is enough.
    let started = Command::new(program)
        .args(before)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut browser) = started {
        std::thread::spawn(move || browser.wait());
    }
}

fn machine(error: &io::Error) -> Bilingual {
    Bilingual::new(
        format!("预览服务出错：{error}"),
        format!("the preview server failed: {error}"),
    )
}

/// A line for people, on stderr.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests;
