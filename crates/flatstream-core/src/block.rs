//! Many messages in one piece: a *block* is frames without digests, one after the
//! other, each a length as `u32`, little-endian, and that many bytes.

/// Bytes before each message.
pub const LEN_BYTES: usize = 4;

/// The first message of `block`, and what follows it. `None` where there is no whole
/// message.
///
/// ```
/// use flatstream_core::block;
///
/// let block = b"\x03\0\0\0one\x05\0\0\0t";
/// assert_eq!(block::split_first(block), Some((&b"one"[..], &b"\x05\0\0\0t"[..])));
/// assert_eq!(block::split_first(&block[7..]), None);
/// ```
#[inline]
#[must_use]
pub fn split_first(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = block.split_first_chunk::<LEN_BYTES>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)
}

/// The messages of `block`, as far as they are whole.
///
/// ```
/// use flatstream_core::block;
///
/// let block = b"\x03\0\0\0one\x03\0\0\0two";
/// assert_eq!(block::messages(block).collect::<Vec<_>>(), [b"one", b"two"]);
/// ```
pub fn messages(mut block: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (message, rest) = split_first(block)?;
        block = rest;
        Some(message)
    })
}

/// Whether `block` is messages to its end.
#[must_use]
pub fn is_whole(block: &[u8]) -> bool {
    messages(block).map(|message| LEN_BYTES + message.len()).sum::<usize>() == block.len()
}
