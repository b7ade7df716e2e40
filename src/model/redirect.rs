//! Addresses that have moved (`content/redirects.toml`).

use crate::diagnostics::Placed;

/// A redirect, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, from the site's root, without the first slash.
    pub from: Placed<String>,
    /// The new address, likewise.
    pub to: Placed<String>,
    /// Does everything below the old address move to the same place below the new one?
    pub below: bool,
}
