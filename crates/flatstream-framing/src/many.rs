//! A frame of many messages: frames of a length and a payload, one after the other
//! (stream-format.md, section 8).

/// Bytes before each message.
pub(crate) const LEN_BYTES: usize = 4;

/// The first message in `block`, and what follows it. `None` where there is no whole
/// message.
#[inline]
pub(crate) fn split_first(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = block.split_first_chunk::<LEN_BYTES>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)
}

/// The messages in `block`, as far as they are whole.
pub(crate) fn messages(mut block: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (message, rest) = split_first(block)?;
        block = rest;
        Some(message)
    })
}

/// Whether `block` is messages to its end.
pub(crate) fn is_whole(block: &[u8]) -> bool {
    messages(block).map(|message| LEN_BYTES + message.len()).sum::<usize>() == block.len()
}
