//! Stage 4: site and facts become pages in memory.
//!
//! [`render`] makes a list of the pages there are, fills in each page's view (`views`), and runs
//! its template. Nothing here reads a disk or a clock.

mod citation;
mod companions;
mod data;
mod feeds;
mod findings;
#[cfg(test)]
mod fixture;
mod frame;
mod jobs;
mod link_check;
mod links;
mod markdown;
mod press;
mod publication;
mod qr;
mod redirects;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod views;

pub use data::check_published;
pub use press::{Give, Options, PageFile, render};
pub use theme::{Theme, embedded};
