//! The arguments of `gongbao serve`, and the build it repeats.

use std::process::ExitCode;

use super::{BuildResult, Options, run as serve};
use crate::commands::check::look;
use crate::commands::pipeline::{self, Cache};
use crate::commands::{Common, Failed};

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  gongbao serve --open\n  gongbao serve --port 0        any free port; the address is printed\n  gongbao serve --site plans"
)]
pub(in crate::commands) struct Args {
    /// Name or address to listen on / 监听地址
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Port to listen on; 0 picks a free one / 监听端口
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    port: u16,
    /// Show the site in the browser / 打开浏览器
    #[arg(long)]
    open: bool,
}

/// Serves until told to end.
pub(in crate::commands) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    if !common.site.is_dir() {
        let site = common.site.display();
        return Err(Failed(format!("{site}: 没有这个文件夹 / no such folder")));
    }
    let options = Options {
        site: common.site.clone(),
        host: args.host.clone(),
        port: args.port,
        open: args.open,
        lang: common.lang(),
        look: look(),
    };
    let site = common.site.clone();
    let mut cache = Cache::default();
    let build = move || {
        let options = pipeline::Options::default();
        let (built, tree) = pipeline::run_in_memory(&site, &options, &mut cache);
        BuildResult {
            base_path: base_path(built.site.config.base_url.as_deref()),
            tree: (!built.diagnostics.has_errors()).then_some(tree),
            diagnostics: built.diagnostics,
        }
    };
    serve(&options, build).map_err(|message| Failed(message.get(common.lang()).to_owned()))?;
    Ok(ExitCode::SUCCESS)
}

/// The path of an address like `https://host/path`.
fn base_path(base_url: Option<&str>) -> String {
    let host = base_url.and_then(|url| url.split_once("://"));
    let path = host.and_then(|(_, rest)| rest.split_once('/'));
    path.map_or_else(String::new, |(_, path)| format!("/{path}"))
}
