//! Any payloads, one after the other through one codec of any kind and level,
//! damaged ones in between: each comes back, stored as a fresh codec stores it.
#![no_main]

use flatstream_core::{Decoder, Encoder, OutBuf};
use flatstream_fuzz::{Input, codecs};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let choice = input.u8();
    let mut codec = codecs::codec(choice);
    let (mut stored, mut expected, mut out) = (OutBuf::new(), OutBuf::new(), OutBuf::new());
    for index in 0..8 {
        let Input([_, ..]) = input else { break };
        let how = input.u8();
        let len = usize::from(input.u16() & 0x0fff);
        // Repeated, so that there is something to find, and to fill blocks.
        let raw = input.bytes(len).repeat(1 + usize::from(how & 0x1f));

        stored.clear();
        let tag = codec.encode(&raw, &mut stored).expect("encoded");
        if index < 2 {
            expected.clear();
            codecs::codec(choice).encode(&raw, &mut expected).expect("encoded");
            assert!(stored.filled() == expected.filled(), "remembers");
        }
        out.clear();
        codec.decode(tag, stored.filled(), raw.len(), &mut out).expect("decoded");
        assert!(out.filled() == raw);

        if how & 0x80 != 0 && !stored.is_empty() {
            let at = usize::from(how) * 31 % stored.len();
            stored.filled_mut()[at] ^= how | 1;
            out.clear();
            match codec.decode(tag, stored.filled(), raw.len(), &mut out) {
                Ok(()) => assert_eq!(out.len(), raw.len()),
                Err(_) => assert!(out.is_empty()),
            }
        }
    }
});
