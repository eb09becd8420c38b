//! The ten defects of the earlier library, one test each: each fails on what it did.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    ChecksumKind, DefaultDeframer, DefaultFramer, Deframer, End, ErrorKind, FrameDecoder,
    FrameFormat, Limits, Result, SliceReader, StreamReader, StreamSerialize, StreamWriter,
    TableRootValidator, Tail, Validator, recover, recover_file,
};
use flatstream_testkit::{FaultyReader, FaultyWriter, Outcome, Step, Telemetry, count, outcomes};
use std::{fs, io};

fn formats() -> impl Iterator<Item = FrameFormat> {
    ChecksumKind::ALL.iter().map(|&kind| FrameFormat::new().checksum(kind))
}

fn telemetry(format: FrameFormat, messages: u64) -> Vec<u8> {
    let mut writer = StreamWriter::new(Vec::new(), format);
    (0..messages).for_each(|n| writer.write(&Telemetry(n)).unwrap());
    writer.into_inner()
}

#[test]
fn defect_1_a_flipped_bit_in_a_length_is_no_torn_tail() {
    for format in formats() {
        let intact = telemetry(format, 1001);
        let frame_len = intact.len() / 1001;
        // Without a digest, a length that stays within the file is believed.
        let within = [(0, 0), (0, 7), (1, 0)].into_iter().filter(|_| frame_len > 92);
        for (byte, bit) in within.chain([(2, 4), (3, 0), (3, 6), (3, 7)]) {
            let mut wire = intact.clone();
            wire[frame_len * 10 + byte] ^= 1 << bit;
            let report = recover(&wire[..], &format).unwrap();
            assert!(matches!(report.end, End::Corrupt { .. }), "{report:?}");
            assert_eq!(report.frames, 10);
            assert_eq!(report.last_good_offset, 10 * frame_len as u64);
            assert_eq!(report.salvaged_frames, 990);
            assert_eq!((report.damaged_regions, report.lost_bytes), (1, frame_len as u64));
        }
    }
    // Nor is anything cut off.
    let path = std::env::temp_dir().join(format!("flatstream-defect-1-{}", std::process::id()));
    let mut wire = telemetry(FrameFormat::new(), 1001);
    wire[923] ^= 1 << 4;
    fs::write(&path, &wire).unwrap();
    recover_file(&path, &FrameFormat::new(), Tail::Truncate).unwrap();
    assert_eq!(fs::read(&path).unwrap(), wire);
    fs::remove_file(&path).unwrap();
}

#[test]
fn defect_2_a_tail_of_zeros_is_no_thousand_empty_frames() {
    for format in formats() {
        let mut wire = telemetry(format, 3);
        let good = wire.len() as u64;
        wire.resize(wire.len() + 4096, 0);
        let report = recover(&wire[..], &format).unwrap();
        assert_eq!((report.frames, report.salvaged_frames), (3, 0));
        assert_eq!((report.end, report.last_good_offset), (End::ZeroTail, good));
        assert_eq!(report.lost_bytes, 4096);
    }
}

#[test]
fn defect_3_an_oversized_length_has_one_name_whatever_follows() {
    let limits = Limits::default();
    let len = u64::from(u32::MAX);
    let kind = ErrorKind::FrameTooLarge { len, limit: u64::from(limits.max_frame_bytes) };
    for behind in [0, 1, 100] {
        for format in formats() {
            let wire = [vec![0xff; 4], vec![1; behind]].concat();
            let mut reader = StreamReader::new(&wire[..], format);
            assert_eq!(reader.read_message().unwrap_err().kind(), kind);
            let mut reader = StreamReader::unbuffered(&wire[..], format);
            assert_eq!(reader.read_message().unwrap_err().kind(), kind);
            let mut reader = SliceReader::new(&wire, format);
            assert_eq!(reader.read_message().unwrap_err().kind(), kind);
            let mut decoder = FrameDecoder::new(format);
            decoder.push(&wire);
            assert_eq!(decoder.next_frame().unwrap_err().kind(), kind);
            let error = format.read_and_deframe(&mut &wire[..], &mut Vec::new()).unwrap_err();
            assert_eq!(error.kind(), kind);
            let end = recover(&wire[..], &format).unwrap().end;
            assert_eq!(end, End::Corrupt { kind });
        }
    }
}

#[test]
fn defect_4_a_declared_gibibyte_costs_no_gibibyte() {
    let wire = (1_u32 << 30).to_le_bytes();
    let traffic = count(|| {
        let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
        let kind = reader.read_message().unwrap_err().kind();
        assert_eq!(kind, ErrorKind::Truncated { missing: 1 << 30 });
    });
    assert!(traffic.peak_bytes < 256 * 1024, "{traffic:?}");
}

#[test]
fn defect_5_after_a_write_failed_inside_a_frame_nothing_is_written_behind_it() {
    let script = [Step::Bytes(4), Step::Fail(io::ErrorKind::Other)];
    let mut writer = StreamWriter::new(FaultyWriter::new(script), DefaultFramer);
    let kind = writer.write_payload(b"first").unwrap_err().kind();
    assert_eq!(kind, ErrorKind::Io(io::ErrorKind::Other));
    assert_eq!(writer.write_payload(b"second").unwrap_err().kind(), ErrorKind::Poisoned);
    assert_eq!(writer.into_inner().taken, b"\x05\0\0\0");
}

#[test]
fn defect_6_behind_a_frame_too_large_comes_the_next_one() {
    let wire = b"\x09\0\0\0too large\x02\0\0\0ok";
    let limits = Limits::default().max_frame_bytes(8);
    let reader = StreamReader::new(&wire[..], DefaultDeframer).limits(limits);
    let too_large = Outcome::Failure(ErrorKind::FrameTooLarge { len: 9, limit: 8 }, 0, 0);
    assert_eq!(outcomes(reader), [too_large, Outcome::payload("ok")]);
}

#[test]
fn defect_7_would_block_inside_a_header_loses_no_byte() {
    for at in 1..4 {
        let script = [Step::Bytes(at), Step::Fail(io::ErrorKind::WouldBlock)];
        let source = FaultyReader::new(b"\x02\0\0\0ok", script);
        let mut reader = StreamReader::new(source, DefaultDeframer);
        let kind = reader.read_message().unwrap_err().kind();
        assert_eq!(kind, ErrorKind::Io(io::ErrorKind::WouldBlock));
        assert_eq!(reader.read_message().unwrap(), Some(&b"ok"[..]));
    }
}

#[test]
fn defect_8_a_serialize_that_forgets_to_finish_is_an_error() {
    struct Forgetful;
    impl StreamSerialize for Forgetful {
        fn serialize<'b, A: Allocator + 'b>(
            &self,
            builder: &mut FlatBufferBuilder<'b, A>,
        ) -> Result<()> {
            builder.create_string("never finished");
            Ok(())
        }
    }
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    assert_eq!(writer.write(&Forgetful).unwrap_err().kind(), ErrorKind::Unfinished);
    assert_eq!(writer.into_inner(), b"");
}

#[test]
fn defect_9_the_limits_of_the_table_root_validator_hold_and_strings_are_roots() {
    let wire = telemetry(FrameFormat::new(), 1);
    let payload = &wire[4..];
    let refused = |validator: TableRootValidator| {
        let error = validator.validate(payload).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPayload);
        error.to_string()
    };
    // Ten fields; 4 + 5 * 8 + 3 * 4 + 2 * 2 bytes, and padding.
    TableRootValidator::new().max_fields(10).max_table_bytes(64).validate(payload).unwrap();
    assert_eq!(
        refused(TableRootValidator::new().max_fields(9)),
        "invalid payload: a root table of 10 fields, allowed are 9"
    );
    let text = refused(TableRootValidator::new().max_table_bytes(59));
    assert!(text.ends_with("allowed are 59"), "{text}");

    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    for text in ["", "a", "a string is a root as well"] {
        writer.get_mut().clear();
        writer.write(text).unwrap();
        TableRootValidator::new().validate(&writer.get_ref()[4..]).unwrap();
    }
}

#[test]
fn defect_10_a_hundred_frames_cost_a_hundred_writes_and_three_reads() {
    for format in formats() {
        let mut writer = StreamWriter::new(FaultyWriter::new([]), format);
        (0..100).for_each(|n| writer.write(&Telemetry(n)).unwrap());
        assert_eq!(writer.get_ref().calls, 100);
        let wire = writer.into_inner().taken;
        let mut reader = StreamReader::new(FaultyReader::new(&wire, []), format);
        assert_eq!(reader.by_ref().count(), 100);
        assert!(reader.get_ref().calls <= 3, "{} reads", reader.get_ref().calls);
    }
}
