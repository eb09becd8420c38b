//! What is taken from the source, when, and in how many reads.

use crate::{formats, payloads};
use flatstream::{DefaultDeframer, DefaultFramer, ErrorKind, Limits, StreamReader};
use flatstream_testkit::{FaultyReader, Outcome, Step, outcomes, wire};
use std::io::{self, Read};

#[test]
fn a_hundred_small_frames_cost_three_reads_at_most() {
    for format in formats() {
        let wire = wire(&format, [[7; 24]; 100]);
        let mut reader = StreamReader::new(FaultyReader::new(&wire, []), format);
        let mut frames = 0;
        while reader.read_message().unwrap().is_some() {
            frames += 1;
        }
        assert_eq!(frames, 100);
        assert!(reader.get_ref().calls <= 3, "{}", reader.get_ref().calls);
    }
}

#[test]
fn small_frames_cost_one_read_for_every_full_buffer() {
    let wire = wire(&DefaultFramer, vec![[7; 84]; 10_000]);
    for capacity in [4096, 64 * 1024] {
        let source = FaultyReader::new(&wire, []);
        let mut reader = StreamReader::with_capacity(source, DefaultDeframer, capacity);
        while reader.read_message().unwrap().is_some() {}
        let calls = reader.get_ref().calls;
        // Half a buffer at worst, where a frame is cut in two.
        assert!(calls <= 2 * wire.len() / capacity + 3, "{calls} reads");
        assert_eq!(reader.buffer_capacity(), capacity);
    }
}

/// Reads all and notes how many bytes each call was asked for and gave.
struct Noted<'w> {
    rest: &'w [u8],
    reads: Vec<(usize, usize)>,
}

impl Read for Noted<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let n = self.rest.read(room)?;
        self.reads.push((room.len(), n));
        Ok(n)
    }
}

/// Behind a frame as long as the read-ahead the next one would come in part, and
/// be copied once more.
#[test]
fn nothing_is_read_behind_a_frame_as_long_as_the_read_ahead() {
    let long = wire(&DefaultFramer, [[7; 5000], [8; 5000]]);
    let mut reader = StreamReader::with_capacity(
        Noted { rest: &long, reads: Vec::new() },
        DefaultDeframer,
        1024,
    );
    for mark in [7, 8] {
        assert_eq!(reader.read_message().unwrap(), Some(&[mark; 5000][..]));
    }
    assert_eq!(reader.read_message().unwrap(), None);
    let reads = &reader.get_ref().reads;
    // A full buffer, then no more than the frame still needs, as the buffer grows.
    assert_eq!(reads[0], (1024, 1024));
    assert!(reads.iter().all(|&(asked, _)| asked <= 5004 - 1024), "{reads:?}");
    assert_eq!(reads.iter().filter(|&&read| read == (5004 - 1024, 5004 - 1024)).count(), 2);
    assert!(reader.buffer_capacity() <= 2 * 5004, "{}", reader.buffer_capacity());
}

#[test]
fn short_frames_behind_a_long_one_are_read_ahead_no_further_than_before() {
    let mut stream = wire(&DefaultFramer, [[7; 9000]]);
    stream.extend(wire(&DefaultFramer, [[8; 60]; 64]));
    let source = Noted { rest: &stream, reads: Vec::new() };
    let mut reader = StreamReader::with_capacity(source, DefaultDeframer, 1024);
    while reader.read_message().unwrap().is_some() {}
    let reads = &reader.get_ref().reads;
    // Four frames of 64 bytes are a quarter of what is read ahead.
    let behind = reads.iter().rev().take(5).collect::<Vec<_>>();
    assert_eq!(behind, [&(1024, 0), &(1024, 1024), &(1024, 1024), &(1024, 1024), &(1024, 1024)]);
}

#[test]
fn unbuffered_takes_exactly_the_bytes_of_a_frame() {
    for format in formats() {
        let intact = wire(&format, payloads());
        let rests: Vec<_> =
            (0..4).map(|n| intact.len() - wire(&format, &payloads()[..=n]).len()).collect();
        for limit in [u32::MAX >> 1, 16] {
            let limits = Limits::default().max_frame_bytes(limit);
            let mut reader = StreamReader::unbuffered(&intact[..], format).limits(limits);
            for (ordinal, &rest) in rests.iter().enumerate() {
                let len = payloads()[ordinal].len() as u64;
                let too_large = ErrorKind::FrameTooLarge { len, limit: 16 };
                match reader.read_message() {
                    Ok(payload) => assert_eq!(payload, Some(&payloads()[ordinal][..])),
                    Err(error) => {
                        assert_eq!(error.kind(), too_large);
                        // Its bytes are taken by the call that looks for the next.
                        continue;
                    }
                }
                assert_eq!(reader.get_ref().len(), rest);
            }
            if limit != 16 {
                let (source, read_ahead) = reader.into_parts();
                assert_eq!((source, &read_ahead[..]), (&b""[..], &b""[..]));
            }
        }
    }
}

#[test]
fn unbuffered_leaves_the_source_to_others_between_frames() {
    let mut wire = wire(&DefaultFramer, payloads());
    wire.extend_from_slice(b"what follows is no frame");
    let mut source = io::Cursor::new(&wire);
    for payload in payloads() {
        let mut reader = StreamReader::unbuffered(&mut source, DefaultDeframer);
        assert_eq!(reader.read_message().unwrap(), Some(&payload[..]));
    }
    let mut rest = String::new();
    source.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "what follows is no frame");
}

#[test]
fn into_parts_gives_back_exactly_what_was_read_ahead() {
    for format in formats() {
        let wire = wire(&format, payloads());
        for (frames, ahead) in [(0, 0), (1, 30), (2, 64), (3, 100), (4, 100)] {
            let source = FaultyReader::new(&wire, [Step::Bytes(ahead.max(1)); 1]);
            let mut reader = StreamReader::new(source, format);
            let mut taken = 0;
            for _ in 0..frames {
                assert!(reader.read_message().unwrap().is_some());
                taken = usize::try_from(reader.position().offset).unwrap();
            }
            let (mut source, mut rest) = reader.into_parts();
            if frames == 0 {
                assert_eq!(rest, b"");
            }
            source.read_to_end(&mut rest).unwrap();
            assert_eq!(rest, &wire[taken..], "{frames} frames, {ahead} bytes");
        }
    }
}

#[test]
fn a_stream_that_grows_can_be_followed() {
    let path = std::env::temp_dir().join(format!("flatstream-tail-{}", std::process::id()));
    let mut writer =
        flatstream::StreamWriter::new(std::fs::File::create(&path).unwrap(), DefaultFramer);
    let mut reader = StreamReader::new(std::fs::File::open(&path).unwrap(), DefaultDeframer);
    for n in 0_u8..5 {
        assert_eq!(reader.read_message().unwrap(), None);
        assert_eq!(reader.next().map(|_| ()), None);
        writer.write_payload(&[n; 10]).unwrap();
        writer.write_payload(&[n; 20]).unwrap();
        assert_eq!(reader.read_message().unwrap(), Some(&[n; 10][..]));
        assert_eq!(reader.read_message().unwrap(), Some(&[n; 20][..]));
    }
    assert_eq!(reader.position().ordinal, 10);
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn an_end_inside_a_frame_is_final() {
    let wire = wire(&DefaultFramer, payloads());
    // The source goes on after it said that it had ended.
    let source = FaultyReader::new(&wire, [Step::Bytes(20), Step::Bytes(0)]);
    let truncated = Outcome::Failure(ErrorKind::Truncated { missing: 29 }, 5, 1);
    assert_eq!(
        outcomes(StreamReader::new(source, DefaultDeframer)),
        [Outcome::payload([1]), truncated]
    );
    let source = FaultyReader::new(&wire, [Step::Bytes(20), Step::Bytes(0)]);
    let mut reader = StreamReader::new(source, DefaultDeframer);
    let mut messages = reader.messages();
    assert_eq!(messages.next().unwrap(), Some(&[1][..]));
    let kind = messages.next().unwrap_err().kind();
    assert_eq!(kind, ErrorKind::Truncated { missing: 29 });
    assert_eq!(messages.next().unwrap(), None);
    assert_eq!(messages.next().unwrap(), None);
}

#[test]
fn memory_is_given_back_and_reserved_on_request() {
    let wire = wire(&DefaultFramer, [vec![1; 500_000], vec![2; 10], vec![3; 10]]);
    let mut reader = StreamReader::with_capacity(&wire[..], DefaultDeframer, 1024);
    assert_eq!(reader.buffer_capacity(), 0);
    assert_eq!(reader.read_message().unwrap().map(<[u8]>::len), Some(500_000));
    assert!(reader.buffer_capacity() >= 500_000);
    reader.shrink_to(100);
    assert!(reader.buffer_capacity() < 100_000, "{}", reader.buffer_capacity());
    assert_eq!(reader.read_message().unwrap(), Some(&[2; 10][..]));
    reader.reserve(300_000);
    assert!(reader.buffer_capacity() >= 300_000);
    assert_eq!(reader.read_message().unwrap(), Some(&[3; 10][..]));
    assert_eq!(reader.read_message().unwrap(), None);
}

#[test]
#[cfg(unix)]
fn a_socket_is_never_waited_on_for_more_than_the_next_frame_needs() {
    use std::{io::Write, os::unix::net::UnixStream, time::Duration};
    for format in formats() {
        for capacity in [0, 10, 64 * 1024] {
            let (mut peer, socket) = UnixStream::pair().unwrap();
            // A reader that waits for too much fails instead of hanging.
            socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            let mut reader = StreamReader::with_capacity(socket, format, capacity);
            for payload in [&b""[..], b"a", &[7; 3000], b"", &[8; 100]] {
                peer.write_all(&wire(&format, [payload])).unwrap();
                assert_eq!(reader.read_message().unwrap(), Some(payload));
            }
            peer.write_all(&wire(&format, [[9; 100]])).unwrap();
            assert!(reader.skip_message().unwrap().is_some());
            drop(peer);
            assert_eq!(reader.read_message().unwrap(), None);
        }
    }
}

#[test]
#[cfg(unix)]
fn a_nonblocking_socket_can_be_polled() {
    use std::{io::Write, os::unix::net::UnixStream};
    let (mut peer, socket) = UnixStream::pair().unwrap();
    socket.set_nonblocking(true).unwrap();
    let mut reader = StreamReader::new(socket, DefaultDeframer);
    for byte in wire(&DefaultFramer, [b"abc"]) {
        let error = reader.read_message().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io(io::ErrorKind::WouldBlock));
        assert!(error.is_transient());
        peer.write_all(&[byte]).unwrap();
    }
    assert_eq!(reader.read_message().unwrap(), Some(&b"abc"[..]));
}
