//! Stage 5: pages become files on disk, as one transaction.
