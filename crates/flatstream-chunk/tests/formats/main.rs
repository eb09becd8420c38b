//! Chunks written and read by serde and rkyv. Empty without these features.

#![cfg(any(feature = "rkyv", feature = "serde"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

#[cfg(feature = "rkyv")]
mod archives;
#[cfg(feature = "serde")]
mod binary;
#[cfg(feature = "serde")]
mod hostile;
#[cfg(feature = "serde")]
mod text;

/// The chunk of the golden bytes.
fn golden() -> flatstream_chunk::StreamChunk {
    let data = [0, 1, 0x7f, 0x80, 0xfe, 0xff, b'\n'];
    flatstream_chunk::StreamChunk::new("pump 3", data.to_vec(), 0x0102_0304_0506_0708)
}
