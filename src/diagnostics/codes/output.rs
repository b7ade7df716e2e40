//! Findings of the stage `output`.

super::rules! {}
