//! Refusals say why, and cost two small blocks.

use crate::{codecs, encoded, records, refused};
use flatstream_compress::Decoders;
use flatstream_core::{CodecId, Decoder, OutBuf, Tag};
use flatstream_testkit::count;

#[test]
fn wrong_tags() {
    let raw = records(1000);
    let every_tag = || (0..=u8::MAX).map(Tag::from_byte);
    for case in codecs() {
        let mut codec = (case.make)();
        let stored = encoded(&mut *codec, &raw);
        for tag in every_tag().filter(|&tag| tag != case.tag && tag != case.tag.with_many()) {
            let text = refused(&mut *codec, tag, &stored, raw.len());
            let expected = if tag.codec() == CodecId::ZSTD && case.tag.codec() == CodecId::ZSTD {
                "tag and Zstandard frame differ about a dictionary, or it has no checksum".into()
            } else if tag.codec() == CodecId::STORED {
                "decodes to another length than declared".into()
            } else if tag.codec() == case.tag.codec() {
                "a dictionary, which this codec has not".into()
            } else {
                format!("codec {} is not one of this decoder's", tag.codec().to_byte())
            };
            assert!(text.ends_with(&expected), "{}, {tag:?}: {text}", case.name);
        }
    }
    let mut decoders = Decoders::new();
    let mut known: Vec<CodecId> = codecs().iter().map(|case| case.tag.codec()).collect();
    known.push(CodecId::STORED);
    for tag in every_tag().filter(|tag| !known.contains(&tag.codec())) {
        let text = refused(&mut decoders, tag, b"anything", 8);
        let expected = format!("codec {} is not one of this decoder's", tag.codec().to_byte());
        assert!(text.ends_with(&expected), "{text}");
    }
    for tag in every_tag().filter(|tag| tag.has_dictionary()) {
        refused(&mut decoders, tag, b"anything", 8);
    }
}

#[test]
fn every_refusal_is_cheap() {
    let raw = records(1000);
    for case in codecs() {
        let mut codec = (case.make)();
        let stored = encoded(&mut *codec, &raw);
        let mut out = OutBuf::new();
        out.spare(2000);
        codec.decode(case.tag, &stored, raw.len(), &mut out).unwrap();
        let mut more = stored.clone();
        more.extend_from_slice(b"more");
        let mut damaged = stored.clone();
        damaged.iter_mut().skip(4).for_each(|byte| *byte = !*byte);
        let bad: [(Tag, &[u8], usize); 10] = [
            (Tag::STORED, &stored, raw.len()),
            (case.tag.with_dictionary(), &stored, raw.len()),
            (case.tag, &[], 0),
            (case.tag, &[], 1),
            (case.tag, &stored, usize::MAX),
            (case.tag, &stored, raw.len() - 1),
            (case.tag, &stored, raw.len() + 1),
            (case.tag, &stored[..stored.len() - 1], raw.len()),
            (case.tag, &more, raw.len()),
            (case.tag, &damaged, raw.len()),
        ];
        for (index, (tag, stored, len)) in bad.into_iter().enumerate() {
            let traffic = count(|| {
                out.clear();
                drop(codec.decode(tag, stored, len, &mut out).unwrap_err());
            });
            assert!((1..=2).contains(&traffic.allocations), "{} {index} {traffic:?}", case.name);
            assert_eq!(traffic.allocations, traffic.frees);
            assert!(traffic.peak_bytes < 200, "{traffic:?}");
        }
    }
}

#[test]
fn texts() {
    let raw = records(1000);
    for case in codecs() {
        let mut codec = (case.make)();
        let mut stored = encoded(&mut *codec, &raw);
        let ratio = "declares more bytes than its codec can have put there";
        let length = "decodes to another length than declared";
        assert!(refused(&mut *codec, case.tag, &stored, 40_000_000).ends_with(ratio));
        assert!(refused(&mut *codec, case.tag, &stored, 1001).ends_with(length));
        assert!(refused(&mut *codec, case.tag, &stored, 999).ends_with(length));
        assert!(refused(&mut *codec, case.tag, &[], 1).ends_with(ratio));
        stored.push(0);
        let trailing = match case.tag.codec() {
            CodecId::ZSTD => "not one Zstandard frame",
            CodecId::LZ4 => "damaged LZ4 block",
            // The last eight bytes are not the trailer any more.
            _ => "bytes behind the end of what is compressed",
        };
        let text = refused(&mut *codec, case.tag, &stored, 1000);
        assert!(text.ends_with(trailing), "{}: {text}", case.name);
    }
}

/// What an encoder leaves as it is, every decoder takes.
#[test]
fn stored_as_it_is() {
    let mut decoders: Vec<Box<dyn Decoder>> = vec![Box::new(Decoders::new())];
    decoders.extend(codecs().into_iter().map(|case| (case.make)() as Box<dyn Decoder>));
    for mut decoder in decoders {
        for tag in [Tag::STORED, Tag::STORED.with_many()] {
            let mut out = OutBuf::new();
            out.extend_from_slice(b"before ");
            decoder.decode(tag, b"stored", 6, &mut out).unwrap();
            assert_eq!(out.filled(), b"before stored");
            refused(&mut *decoder, tag, b"stored", 5);
            refused(&mut *decoder, tag, b"stored", 7);
            refused(&mut *decoder, tag.with_dictionary(), b"stored", 6);
        }
    }
}
