//! Stage 4: site and facts become pages in memory.
