//! What `Adaptive` tries, keeps and skips.

use flatstream_compress::Adaptive;
use flatstream_core::{CodecId, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
use std::cell::Cell;

/// Writes as many bytes as it is told to; counts how often it is asked.
#[derive(Default)]
struct Told {
    len: Cell<usize>,
    calls: Cell<u32>,
    fails: Cell<bool>,
}

const TAG: Tag = Tag::new(CodecId::private(3));

impl Encoder for &Told {
    fn encode(&mut self, _: &[u8], out: &mut OutBuf) -> Result<Tag> {
        self.calls.set(self.calls.get() + 1);
        if self.fails.get() {
            return Err(Error::other("told to fail"));
        }
        let len = self.len.get();
        out.spare(len);
        out.advance(len);
        Ok(TAG)
    }
}

const RAW: [u8; 1600] = [1; 1600];

/// Which of `n` payloads are tried.
fn tried(told: &Told, encoder: &mut impl Encoder, n: usize) -> Vec<usize> {
    let mut out = OutBuf::new();
    (0..n)
        .filter(|_| {
            let calls = told.calls.get();
            out.clear();
            encoder.encode(&RAW, &mut out).unwrap();
            told.calls.get() > calls
        })
        .collect()
}

/// Whether `len` encoded bytes of `raw` are kept.
fn kept(mut encoder: Adaptive<&Told>, told: &Told, raw: &[u8], len: usize) -> bool {
    told.len.set(len);
    let mut out = OutBuf::new();
    out.extend_from_slice(b"before");
    let tag = encoder.encode(raw, &mut out).unwrap();
    assert_eq!(&out.filled()[..6], b"before");
    if tag == TAG {
        assert_eq!(out.len(), 6 + len);
    } else {
        assert_eq!(tag, Tag::STORED);
        assert_eq!(&out.filled()[6..], raw);
    }
    tag == TAG
}

#[test]
fn a_sixteenth_is_to_be_saved() {
    let told = &Told::default();
    let kept = |raw, len| kept(Adaptive::new(told), told, raw, len);
    assert!(kept(&RAW, 1));
    assert!(kept(&RAW, 1500));
    assert!(!kept(&RAW, 1501));
    assert!(!kept(&RAW, 1600));
    assert!(!kept(&RAW, 1700));
    // Where a sixteenth is less than a byte, a byte is to be saved.
    assert!(kept(&RAW[..10], 9));
    assert!(!kept(&RAW[..10], 10));
    assert!(!kept(&[], 0));
    assert!(!kept(&[], 1));
}

#[test]
fn another_part_is_to_be_saved() {
    let told = &Told::default();
    let kept = |part, len| kept(Adaptive::new(told).min_saving(part), told, &RAW, len);
    assert!(kept(8, 1400));
    assert!(!kept(8, 1401));
    assert!(kept(1, 0));
    assert!(!kept(1, 1));
    for part in [0, usize::MAX] {
        assert!(kept(part, 1599));
        assert!(!kept(part, 1600));
    }
}

#[test]
fn refusals_are_followed_by_ever_longer_breaks() {
    let told = Told::default();
    told.len.set(1600);
    let mut encoder = Adaptive::new(&told);
    let tried = tried(&told, &mut encoder, 1000);
    let skipped: Vec<usize> = tried.windows(2).map(|pair| pair[1] - pair[0] - 1).collect();
    assert_eq!(tried[0], 0);
    assert_eq!(skipped[..9], [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert!(skipped[9..].iter().all(|&n| n == 60));
}

#[test]
fn one_success_ends_the_breaks() {
    let told = Told::default();
    let mut encoder = Adaptive::new(&told);
    told.len.set(1600);
    // Three of the break of 16 are over.
    assert_eq!(tried(&told, &mut encoder, 23), [0, 2, 5, 10, 19]);
    told.len.set(100);
    assert_eq!(tried(&told, &mut encoder, 16), [13, 14, 15]);
    told.len.set(1600);
    assert_eq!(tried(&told, &mut encoder, 10), [0, 2, 5]);
}

#[test]
fn data_that_begins_to_compress_is_noticed_within_61_payloads() {
    let told = Told::default();
    let mut encoder = Adaptive::new(&told);
    told.len.set(1600);
    // Ends with a trial, the longest break before it.
    assert_eq!(tried(&told, &mut encoder, 253).last(), Some(&252));
    told.len.set(100);
    assert_eq!(tried(&told, &mut encoder, 63), [60, 61, 62]);
}

#[test]
fn breaks_may_be_shorter_or_none() {
    let told = Told::default();
    told.len.set(1600);
    let mut encoder = Adaptive::new(&told).max_skipped(5);
    assert_eq!(tried(&told, &mut encoder, 30), [0, 2, 5, 10, 16, 22, 28]);
    let mut encoder = Adaptive::new(&told).max_skipped(0);
    assert_eq!(tried(&told, &mut encoder, 10), Vec::from_iter(0..10));
    let mut encoder = Adaptive::new(&told).max_skipped(usize::MAX);
    assert_eq!(tried(&told, &mut encoder, 300), [0, 2, 5, 10, 19, 36, 69, 134, 263]);
}

#[test]
fn an_error_is_passed_on_and_changes_nothing() {
    let told = Told::default();
    let mut encoder = Adaptive::new(&told);
    let mut out = OutBuf::new();
    out.extend_from_slice(b"before");
    told.fails.set(true);
    for _ in 0..5 {
        assert_eq!(encoder.encode(&RAW, &mut out).unwrap_err().kind(), ErrorKind::Other);
        assert_eq!(out.filled(), b"before");
    }
    told.fails.set(false);
    told.len.set(1600);
    assert_eq!(tried(&told, &mut encoder, 10), [0, 2, 5]);
}

#[test]
fn every_codec_pays_on_records_and_not_on_noise() {
    for &kind in flatstream_compress::CodecKind::ALL {
        let mut encoder = Adaptive::new(kind.encoder(None).unwrap());
        let mut out = OutBuf::new();
        let tag = encoder.encode(&crate::records(4000), &mut out).unwrap();
        assert_eq!(tag.codec(), kind.id());
        assert!(out.len() < 2000, "{kind}");
        let noise = crate::Content::Random.bytes(4000, 1);
        out.clear();
        assert_eq!(encoder.encode(&noise, &mut out).unwrap(), Tag::STORED);
        assert_eq!(out.filled(), noise);
    }
}

/// Makes half of what begins with 1, and more of everything else.
struct Halves;

impl Encoder for Halves {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        let len = if raw.first() == Some(&1) { raw.len() / 2 } else { raw.len() + 1 };
        out.spare(len);
        out.advance(len);
        Ok(TAG)
    }
}

/// How many of 10,000 payloads that compress are compressed, where they come
/// after `others` that do not.
fn found(good: &[u8], others: &[&[u8]]) -> usize {
    let (mut encoder, mut out) = (Adaptive::new(Halves), OutBuf::new());
    (0..10_000)
        .filter(|_| {
            others.iter().for_each(|other| {
                out.clear();
                assert_eq!(encoder.encode(other, &mut out).unwrap(), Tag::STORED);
            });
            out.clear();
            encoder.encode(good, &mut out).unwrap() == TAG
        })
        .count()
}

/// Whatever the rhythm in which the messages come.
#[test]
fn what_compresses_is_found_among_what_does_not() {
    let (good, bad, ping) = ([1; 4000], [0; 4000], [0; 4]);
    // Short ones are no reason to leave long ones untried.
    assert_eq!(found(&good, &[&ping]), 10_000);
    assert_eq!(found(&good, &[&ping, &[], &ping]), 10_000);
    for others in 1..12 {
        let found = found(&good, &vec![&bad[..]; others]);
        assert!(found > if others == 1 { 2_500 } else { 100 }, "{others}: {found}");
    }
}

#[test]
fn an_empty_payload_is_never_tried() {
    let told = Told::default();
    let mut out = OutBuf::new();
    assert_eq!(Adaptive::new(&told).encode(&[], &mut out).unwrap(), Tag::STORED);
    assert_eq!(told.calls.get(), 0);
}
