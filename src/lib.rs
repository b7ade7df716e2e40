//! Gongbao turns cities' plan documents into a bilingual, searchable static website.
//!
//! The pipeline, and the order of the modules:
//!
//! 1. [`documents`]: bytes become documents, every character kept, with its place
//! 2. [`model`]: documents become the [`model::Site`], plain data
//! 3. [`analysis`]: facts about the site: targets, topics, relations, search, parity
//! 4. [`pages`]: site and facts become pages in memory
//! 5. [`output`]: pages become files
//!
//! [`commands`] sit on top; [`language`], [`diagnostics`] and [`quantities`] lie beneath all.
//! Dependencies point from later stages to earlier ones and no other way.

pub mod analysis;
pub mod commands;
pub mod diagnostics;
pub mod documents;
pub mod language;
pub mod model;
pub mod output;
pub mod pages;
pub mod quantities;
