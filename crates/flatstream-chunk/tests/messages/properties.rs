//! Any chunk, any payload.

use crate::{check_against_oracle, generated, verified};
use flatstream_chunk::{Bytes, ChunkMessage, StreamChunk, StreamIds};
use flatstream_testkit::payload;
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_written_is_read(
        stream_id in ".{0,40}",
        data in prop::collection::vec(any::<u8>(), 0..300),
        offset in any::<u64>(),
    ) {
        let message = ChunkMessage::new(&stream_id, &data, offset);
        let bytes = Bytes::from(payload(&message));
        prop_assert_eq!(&bytes[..], generated(&stream_id, &data, offset, Some("FSCH")));
        prop_assert_eq!(verified(&bytes), Some(message));
        prop_assert_eq!(ChunkMessage::parse(&bytes).unwrap(), message);
        let chunk = StreamChunk::from_message(&bytes, &mut StreamIds::default()).unwrap();
        prop_assert_eq!(chunk, StreamChunk::new(stream_id, data, offset));
    }

    #[test]
    fn damage_is_seen_as_the_verifier_sees_it(
        stream_id in "[a-z]{0,9}",
        data in prop::collection::vec(any::<u8>(), 0..30),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in 0..12_usize,
    ) {
        let mut bytes = payload(&ChunkMessage::new(&stream_id, &data, 1));
        for (at, value) in damage {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        bytes.truncate(bytes.len() - cut);
        check_against_oracle(&bytes);
    }

    /// Small numbers, so that some of them lead somewhere.
    #[test]
    fn any_payload_is_seen_as_the_verifier_sees_it(
        words in prop::collection::vec(prop_oneof![0..64_u16, Just(4), Just(8), any::<u16>()], 0..40),
    ) {
        let bytes: Vec<_> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        check_against_oracle(&bytes);
    }
}
