//! The renderers of findings, one per format.
