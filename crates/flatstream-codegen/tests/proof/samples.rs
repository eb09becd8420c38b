//! Messages with any table of `features.fbs` at the root.

/// Some messages of one table, from 40 bytes to `most`: two drafts, as a layout
/// writes them and as flatc's code does.
macro_rules! samples {
    ($layout:ident $draft:ident, $most:expr) => {{
        let mut samples: Vec<Vec<u8>> = Vec::new();
        for seed in 0..5000 {
            let bytes = crate::samples::noise(seed);
            let bump = bumpalo::Bump::new();
            let mut choices = crate::features::arbitrary::Choices::new(&bytes);
            let draft = crate::features::$layout::drafts::$draft::arbitrary(&mut choices, &bump);
            let len = draft.message_len().unwrap();
            if (40..=$most).contains(&len) {
                let mut message = vec![0xFF; len];
                draft.emit(&mut message);
                samples.push(message);
                let mut builder = flatbuffers::FlatBufferBuilder::new();
                let root = draft.built(&mut builder);
                builder.finish(root, None);
                samples.push(builder.finished_data().to_vec());
            }
            if samples.len() == 4 {
                break;
            }
        }
        samples
    }};
}

pub(crate) use samples;

/// Bytes that look random, the same each time.
pub(crate) fn noise(seed: u32) -> Vec<u8> {
    let mut state = u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..400).map(|_| next()).collect()
}
