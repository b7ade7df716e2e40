//! Findings of the stage `model`.

super::rules! {}
