//! Findings of the stage `documents`.

super::rules! {}
