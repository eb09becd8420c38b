//! Arbitrary bytes as a stream of compressed frames: pieces of any size make the
//! same messages, memory stays within the limit, recovery accounts for every byte.
#![no_main]

use flatstream_checksum::ChecksumKind;
use flatstream_compress::Decoders;
use flatstream_core::{Limits, OutBuf, Result, Tag};
use flatstream_framing::{ChecksumDeframer, Compressed, Decoder, FrameDecoder, Recovered, salvage};
use flatstream_fuzz::{Input, codecs, decode};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let piece = 1 + usize::from(input.u8());
    // With a digest only intact frames would get any further.
    let checksum = match input.u8() {
        0..224 => ChecksumKind::None,
        _ => ChecksumKind::Crc16,
    };
    let bytes = input.0;
    let deframer = || Compressed::new(ChecksumDeframer::new(checksum), Used);
    let limits = Limits::default().max_decoded_bytes(1 << 20);
    let most = 4 * bytes.len() + (4 << 20);

    let mut decoder = FrameDecoder::new(deframer()).limits(limits);
    let expected = decode(&mut decoder, bytes, bytes.len().max(1), false, most);
    for in_place in [false, true] {
        let mut decoder = FrameDecoder::new(deframer()).limits(limits);
        assert_eq!(decode(&mut decoder, bytes, piece, in_place, most), expected, "{in_place}");
    }

    let (mut at, mut messages) = (0, 0);
    let report = salvage(bytes, &deframer(), limits, |piece| {
        match piece {
            Recovered::Frame { offset, .. } => {
                assert!(offset >= at, "out of order");
                at = offset;
                messages += 1;
            }
            Recovered::Lost { offset, len, .. } => at = offset + len,
        }
        Ok(())
    })
    .expect("nothing fails but memory");
    assert_eq!(report.frames + report.salvaged_frames, messages);
    assert_eq!(report.bytes, bytes.len() as u64);
});

thread_local! {
    /// One for all inputs: what one leaves behind the next would meet.
    static DECODERS: RefCell<Decoders> = RefCell::new({
        let mut decoders = Decoders::new();
        decoders.add_dictionary(codecs::dictionary()).expect("a dictionary");
        decoders
    });
}

struct Used;

impl Decoder for Used {
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()> {
        DECODERS.with_borrow_mut(|decoders| decoders.decode(tag, stored, raw_len, out))
    }
}
