//! Frames JSON, which is no FlatBuffers, and finds it again: in a whole buffer,
//! in a torn one and in a damaged one.

#![forbid(unsafe_code)]

use flatstream_framing::{
    DefaultDeframer, DefaultFramer, DeframerExt, End, Error, Framer, Recovered, Result,
    SizeValidator, SliceReader, recover, salvage,
};

const MESSAGES: u64 = 20;

fn main() -> Result<()> {
    let messages: Vec<String> =
        (0..MESSAGES).map(|id| format!("{{\"id\":{id},\"ok\":{}}}", id % 3 != 0)).collect();
    let mut wire = Vec::new();
    let mut ends = vec![0];
    for message in &messages {
        DefaultFramer.frame_and_write(&mut wire, message.as_bytes())?;
        ends.push(wire.len());
    }

    // The payloads lie in the buffer itself, so all of them can be held.
    let deframer = DefaultDeframer.with_validator(SizeValidator::new(2, 100));
    let payloads: Vec<&[u8]> = SliceReader::new(&wire, deframer).collect::<Result<_>>()?;
    check(payloads == messages.iter().map(String::as_bytes).collect::<Vec<_>>(), "all come back")?;

    // Wherever the buffer is torn, the frames before that are found.
    for len in 0..=wire.len() {
        let report = recover(&wire[..len], &DefaultDeframer)?;
        let whole = ends.iter().rposition(|&end| end <= len).unwrap_or(0);
        let (end, clean) = (ends[whole], ends[whole] == len);
        let same = (report.frames, report.last_good_offset) == (whole as u64, end as u64);
        check(same, &format!("{whole} frames before a cut at {len}: {report:?}"))?;
        let torn = matches!(report.end, End::Torn { .. });
        check(
            (report.end == End::Clean, torn) == (clean, !clean),
            "a cut is told from a clean end",
        )?;
    }

    // Where a length in the middle is damaged, the frames behind it are found.
    let mut damaged = wire.clone();
    damaged[ends[7] + 2] = 0x10;
    let (mut found, mut lost) = (0, 0);
    let report = salvage(&damaged[..], &DefaultDeframer, Default::default(), |piece| {
        match piece {
            Recovered::Frame { .. } => found += 1,
            Recovered::Lost { len, .. } => lost += len,
        }
        Ok(())
    })?;
    check(found == MESSAGES - 1 && report.frames == 7, &format!("one message lost: {report:?}"))?;
    check(lost == (ends[8] - ends[7]) as u64, "as many bytes lost as that message had")?;
    println!("{MESSAGES} messages in {} bytes; cut anywhere, the rest is found", wire.len());
    println!("damage: {report:?}");
    Ok(())
}

fn check(holds: bool, what: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::other(format!("this does not hold: {what}"))) }
}
