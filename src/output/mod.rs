//! Stage 5: pages become files, all of them or none.
//!
//! A [`Tree`] holds a site in memory. [`publish`] writes it beside the output folder and swaps the
//! two, so that whoever reads the folder sees the old site or the new one, never a mixture.
//! [`package`] makes one zip that opens by double click.

pub mod links;
pub mod package;
pub mod paths;
mod place;
pub mod publish;
mod tree;

pub use package::{PackageOptions, package};
pub use publish::{Options, publish};
pub use tree::Tree;

use std::path::Path;

use crate::diagnostics::codes::output::OUTPUT_FAILED;
use crate::diagnostics::{Diagnostic, Location, system};
use crate::language::Bilingual;

/// Why nothing was written. The machine's fault or a wrong option, never the content's.
pub type Failure = Box<Diagnostic>;

/// The failure to do something to `path`.
fn failed(path: &Path, what: (&str, &str), error: &std::io::Error) -> Failure {
    let reason = system::reason(error);
    Box::new(Diagnostic::new(
        &OUTPUT_FAILED,
        Location::of_path(path.display().to_string()),
        Bilingual::new(
            format!("{}：{}", what.0, reason.zh),
            format!("{}: {}", what.1, reason.en),
        ),
    ))
}
