//! Files, and readers that fail.

use crate::support::{ALL, CRC32, Stream, mixed, run, telemetry};
use flatstream_checksum::{ChecksumKind, Crc32};
use flatstream_core::{ErrorKind, Framer as _, Limits};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, End, Recovered, Tail, recover, recover_file,
    recover_file_with, salvage,
};
use flatstream_testkit::{FaultyReader, Step};
use std::{
    fs::{self, OpenOptions},
    io,
    path::PathBuf,
};

const DEFRAMER: ChecksumDeframer<Crc32> = ChecksumDeframer::new(Crc32);

/// A file of that content, under a name of its own.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("recovery-{name}.stream"));
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn an_error_at_any_byte_comes_out_as_it_is() {
    for kind in ALL {
        let stream = Stream::new(mixed(), kind);
        let mut damaged = stream.wire.clone();
        damaged[stream.bounds[4] + 2] ^= 0x10;
        let deframer = ChecksumDeframer::new(kind);
        for wire in [&stream.wire, &damaged] {
            for at in (1..=wire.len()).step_by(3) {
                for error in [io::ErrorKind::TimedOut, io::ErrorKind::WouldBlock] {
                    let reader = FaultyReader::new(wire, [Step::Bytes(at), Step::Fail(error)]);
                    let found = recover(reader, &deframer).unwrap_err();
                    assert_eq!(found.kind(), ErrorKind::Io(error), "{kind}, at {at}");
                }
            }
        }
    }
}

#[test]
fn interruptions_and_small_reads_change_nothing() {
    let wire = Stream::new(mixed(), CRC32).wire;
    let script = (0..400).map(|n| match n % 2 {
        0 => Step::Fail(io::ErrorKind::Interrupted),
        _ => Step::Bytes(n % 7 + 1),
    });
    let report = recover(FaultyReader::new(&wire, script), &DEFRAMER).unwrap();
    assert_eq!(report, run(&wire, CRC32).report);
}

#[test]
fn an_error_of_the_visitor_ends_it() {
    let wire = Stream::new(mixed(), CRC32).wire;
    let mut pieces = 0;
    let error = salvage(&wire[..], &DEFRAMER, Limits::default(), |_: Recovered<'_>| {
        pieces += 1;
        if pieces == 3 { Err(flatstream_core::Error::other("enough")) } else { Ok(()) }
    })
    .unwrap_err();
    assert_eq!((pieces, error.kind()), (3, ErrorKind::Other));
}

#[test]
fn keeping_leaves_every_byte_alone() {
    let wire = Stream::new(mixed(), CRC32).wire;
    for (name, len) in [("whole", wire.len()), ("torn", wire.len() - 5)] {
        let path = file(&format!("keep-{name}"), &wire[..len]);
        let report = recover_file(&path, &DEFRAMER, Tail::Keep).unwrap();
        assert_eq!(report, run(&wire[..len], CRC32).report);
        assert_eq!(fs::read(&path).unwrap(), wire[..len]);
    }
}

#[test]
fn keeping_needs_no_right_to_write() {
    let wire = Stream::new(mixed(), CRC32).wire;
    let path = file("read-only", &wire[..wire.len() - 5]);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let report = recover_file(&path, &DEFRAMER, Tail::Keep).unwrap();
    assert_eq!(report.end, End::Torn { missing: 5 });
    fs::remove_file(&path).unwrap();
}

#[test]
fn a_cut_file_takes_more_messages() {
    let stream = Stream::new(mixed(), CRC32);
    let last = stream.bounds[stream.payloads.len() - 1];
    let zeros = [&stream.wire[..], &[0; 5000]].concat();
    for (name, bytes, good) in [
        ("torn", &stream.wire[..stream.wire.len() - 5], last),
        ("header", &stream.wire[..last + 3], last),
        ("zeros", &zeros, stream.wire.len()),
        ("clean", &stream.wire, stream.wire.len()),
    ] {
        let path = file(&format!("truncate-{name}"), bytes);
        let report = recover_file(&path, &DEFRAMER, Tail::Truncate).unwrap();
        assert_eq!(report.last_good_offset, good as u64, "{name}");
        assert_eq!(fs::read(&path).unwrap(), stream.wire[..good], "{name}");

        let mut append = OpenOptions::new().append(true).open(&path).unwrap();
        ChecksumFramer::new(Crc32).frame_and_write(&mut append, &telemetry(99)).unwrap();
        let outcome = run(&fs::read(&path).unwrap(), CRC32);
        assert_eq!(outcome.report.end, End::Clean, "{name}");
        assert_eq!(outcome.report.frames, report.frames + 1, "{name}");
        assert_eq!(outcome.frames.last().unwrap().1, telemetry(99), "{name}");
    }
}

#[test]
fn a_frame_over_the_limit_is_damage_and_never_cut_off() {
    let stream = Stream::new(mixed(), ChecksumKind::Crc32);
    let torn = &stream.wire[..stream.wire.len() - 5];
    let path = file("limit", torn);
    let longest = stream.payloads.iter().map(Vec::len).max().unwrap();
    let below = Limits::default().max_frame_bytes(u32::try_from(longest).unwrap() - 1);
    let report = recover_file_with(&path, &DEFRAMER, below, Tail::Truncate).unwrap();
    assert!(
        matches!(report.end, End::Corrupt { kind: ErrorKind::FrameTooLarge { .. } }),
        "{report:?}"
    );
    assert_eq!(fs::read(&path).unwrap(), torn);
}

#[test]
fn a_corrupt_file_is_never_cut() {
    for kind in ALL {
        let stream = Stream::new(mixed(), kind);
        for frame in 0..stream.payloads.len() - 1 {
            let mut wire = stream.wire.clone();
            // The most significant bit within the limits: beyond the end of the file.
            wire[stream.bounds[frame] + 3] ^= 0x40;
            let path = file(&format!("corrupt-{kind}"), &wire);
            let deframer = ChecksumDeframer::<ChecksumKind>::new(kind);
            let report = recover_file(&path, &deframer, Tail::Truncate).unwrap();
            assert!(matches!(report.end, End::Corrupt { .. }), "{kind}, frame {frame}");
            assert_eq!(fs::read(&path).unwrap(), wire, "{kind}, frame {frame}");
        }
    }
}

#[test]
fn what_cannot_be_opened_or_read_is_an_io_error() {
    let missing = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-such-file");
    let error = recover_file(&missing, &DEFRAMER, Tail::Truncate).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io(io::ErrorKind::NotFound));
    assert!(!missing.exists());
    let error = recover_file(env!("CARGO_TARGET_TMPDIR"), &DEFRAMER, Tail::Truncate).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io(io::ErrorKind::IsADirectory));
}
