//! Findings of the stage `analysis`.

super::rules! {}
