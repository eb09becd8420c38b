//! Chunks written and read by serde and rkyv.
