//! Memory is that of what arrived, and can be given back.

use crate::{Endless, block_on};
use flatstream_core::{ErrorKind, Limits};
use flatstream_framing::{DefaultDeframer, DefaultFramer};
use flatstream_testkit::{Allocations, count, wire};
use flatstream_tokio::{AsyncStreamReader, AsyncStreamWriter};
use tokio::io::sink;

/// What reading `wire` to its end comes to, and what it costs.
fn read(wire: &[u8], bytes: bool) -> (Vec<ErrorKind>, Allocations) {
    let mut errors = Vec::with_capacity(10);
    block_on(async {});
    let traffic = count(|| {
        let mut reader = AsyncStreamReader::new(wire, DefaultDeframer)
            .limits(Limits::new().max_frame_bytes(i32::MAX.unsigned_abs()));
        block_on(async {
            loop {
                let read = match bytes {
                    true => reader.read_bytes().await.map(|payload| payload.is_some()),
                    false => reader.read_message().await.map(|payload| payload.is_some()),
                };
                match read {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => errors.push(error.kind()),
                }
            }
        });
    });
    (errors, traffic)
}

#[test]
fn a_length_alone_costs_no_memory() {
    for bytes in [false, true] {
        let most = i32::MAX.unsigned_abs();
        // At the beginning of the buffer, and where that ends.
        for before in [vec![], wire(&DefaultFramer, [[7; 96]; 650])] {
            let bytes_read = [&before[..], &most.to_le_bytes(), b"some bytes"].concat();
            let (errors, Allocations { peak_bytes: peak, .. }) = read(&bytes_read, bytes);
            assert_eq!(errors, [ErrorKind::Truncated { missing: u64::from(most) - 10 }]);
            assert!((1..100_000).contains(&peak), "{peak} bytes");
        }
        // Over the limit, what comes of it is not held.
        let refused = [&(most + 1).to_le_bytes()[..], &[0; 10_000_000]].concat();
        let (errors, Allocations { peak_bytes: peak, .. }) = read(&refused, bytes);
        assert!(matches!(
            errors[..],
            [ErrorKind::FrameTooLarge { .. }, ErrorKind::Truncated { .. }]
        ));
        assert!((1..100_000).contains(&peak), "{peak} bytes");
    }
}

/// A large frame costs its own length, rounded up to the next doubling; while it grows,
/// what it had before, too. Doubling, it is copied twice at most in all.
#[test]
fn memory_grows_with_what_arrives() {
    const LEN: usize = 16 << 20;
    let whole = wire(&DefaultFramer, [vec![7; LEN]]);
    for arrived in [1 << 20, 4 << 20, LEN] {
        for bytes in [false, true] {
            let (errors, traffic) = read(&whole[..4 + arrived], bytes);
            assert_eq!(errors.len(), usize::from(arrived < LEN));
            let most = 3 * arrived as u64 + 300_000;
            assert!((arrived as u64..most).contains(&traffic.peak_bytes), "{traffic:?}");
            assert!((3..20).contains(&traffic.allocations), "{traffic:?}");
        }
    }
}

/// A stream of frames of one size ends with a buffer of no more than two of them, or of 64 KiB.
#[test]
fn the_buffer_grows_to_the_frames_and_no_further() {
    for len in [100, 5000, 30_000, 40_000, 60_000, 70_000, 200_000] {
        let wire = wire(&DefaultFramer, [vec![7; len]]);
        for most in [1400, 16_000, usize::MAX] {
            for bytes in [false, true] {
                let source = Endless::in_pieces_of(wire.clone(), most);
                block_on(async {});
                let traffic = count(|| {
                    let mut reader = AsyncStreamReader::new(source, DefaultDeframer);
                    block_on(async {
                        for _ in 0..500 {
                            if bytes {
                                drop(reader.read_bytes().await.unwrap().unwrap());
                            } else {
                                reader.read_message().await.unwrap().unwrap();
                            }
                        }
                    });
                });
                let most_bytes = 4 * len as u64 + 66_000;
                assert!(traffic.peak_bytes < most_bytes, "{len}, {most}, {bytes}: {traffic:?}");
                assert!(traffic.allocations < 6, "{len}, {most}, {bytes}: {traffic:?}");
            }
        }
    }
}

/// After a rare large message, both sides can give memory back.
#[test]
fn shrinking_gives_memory_back() {
    let large = wire(&DefaultFramer, [vec![7; 1 << 20]]);
    let mut reader = AsyncStreamReader::new(&large[..], DefaultDeframer);
    let mut writer = AsyncStreamWriter::new(sink(), DefaultFramer);
    block_on(async {
        reader.read_message().await.unwrap().unwrap();
        writer.write(&*"x".repeat(1 << 20)).await.unwrap();
    });
    let held = |f: &mut dyn FnMut()| {
        // What is there is not counted, so see what has to be made again.
        count(f).peak_bytes
    };
    assert_eq!(held(&mut || block_on(writer.write_payload(&[7; 1 << 20])).unwrap()), 0);
    writer.shrink_to(1000);
    let again = held(&mut || block_on(writer.write_payload(&[7; 1 << 20])).unwrap());
    assert!(again >= 1 << 20, "{again}");
    let (frees, allocations) = {
        let traffic = count(|| reader.shrink_to(1000));
        (traffic.frees, traffic.allocations)
    };
    assert_eq!((frees, allocations), (1, 1));
}
