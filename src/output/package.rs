//! One zip of a site.
