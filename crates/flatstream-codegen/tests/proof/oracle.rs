//! What flatbuffers' own verifier says of messages in messages, too.

use crate::flatc::testdata::features::{Bytes, Features, Leaf, Structs};
use flatbuffers::InvalidFlatbuffer;

/// Whether there is a valid `Features` at the root, and so is all that is nested in
/// it.
pub(crate) fn is_features(payload: &[u8]) -> Result<(), InvalidFlatbuffer> {
    let root = flatbuffers::root::<Features<'_>>(payload)?;
    root.bytes().map_or(Ok(()), are_messages)
}

/// Whether `table` has valid messages.
pub(crate) fn are_messages(table: Bytes<'_>) -> Result<(), InvalidFlatbuffer> {
    if let Some(leaf) = table.leaf() {
        flatbuffers::root::<Leaf<'_>>(leaf.bytes())?;
    }
    if let Some(structs) = table.structs() {
        flatbuffers::root::<Structs<'_>>(structs.bytes())?;
    }
    if let Some(bytes) = table.bytes() {
        are_messages(flatbuffers::root::<Bytes<'_>>(bytes.bytes())?)?;
    }
    Ok(())
}
