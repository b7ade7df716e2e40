//! Findings of the stage `pages`.

super::rules! {}
