//! Messages in memory of an arena, without any framing: in a window, in a batch, set in
//! place, and gathered. The argument `panics-abort` demands a build where they do.

#![forbid(unsafe_code)]

use flatbuffers::{Allocator, FlatBufferBuilder, Vector};
use flatstream_arena::{
    AllocationStrategy, Arena, ArenaStrategy, Batch, Bump, Error, ErrorKind, Gather,
    GatherSerialize, MessageBuilder, Result, Template,
};
use std::{
    env,
    io::{IoSlice, Write},
};

/// A row of measurements. The message is one vector.
struct Row(Vec<u32>);

impl GatherSerialize for Row {
    fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
        &'s self,
        builder: &mut FlatBufferBuilder<'b, A>,
        gather: &mut Gather<'s>,
    ) -> Result<()> {
        if self.0.is_empty() {
            return Err(Error::other("a row of nothing"));
        }
        let row = gather.create_vector(builder, &self.0);
        builder.finish(row, None);
        Ok(())
    }
}

fn main() -> Result<()> {
    let demanded = env::args().any(|arg| arg == "panics-abort");
    check(demanded == cfg!(panic = "abort"), "panics abort as the argument says")?;

    let bump = Bump::new();
    let wire = overflow(&bump)?;
    println!("{} bytes, batched", wire.len());
    set_in_place()?;
    gather(&bump)
}

/// Texts in a window of 1,000 bytes, one of them too long for it.
fn overflow(bump: &Bump) -> Result<Vec<u8>> {
    let mut messages = ArenaStrategy::new(bump).window_bytes(1000).message_builder();
    let mut batch = Batch::new(Vec::new(), bump.lend(4096));
    let long = "x".repeat(100_000);
    let texts = ["hello", &long, "world", &long, "!"];
    let mut refused = 0;
    for text in texts {
        match send(&mut messages, &mut batch, text) {
            Ok(()) => {}
            Err(error) => {
                let expected = ErrorKind::FrameTooLarge { len: 1001, limit: 1000 };
                check(error.kind() == expected, "a text beyond the window is refused as such")?;
                refused += 1;
            }
        }
    }
    check(refused == 2, "both long texts are refused")?;
    check(batch.get_ref().is_empty() && batch.len() == 44, "all that was sent is batched")?;
    let wire = batch.into_inner().map_err(|(error, _)| Error::other(error))?;
    let expected = *b"\x04\0\0\0\x05\0\0\0hello\0\0\0\x04\0\0\0\x05\0\0\0world\0\0\0\
                      \x04\0\0\0\x01\0\0\0!\0\0\0";
    check(wire == expected, "the batch, byte for byte")?;
    Ok(wire)
}

fn send<'a, A: Allocator + 'a>(
    messages: &mut MessageBuilder<'a, A>,
    batch: &mut Batch<'_, Vec<u8>>,
    text: &str,
) -> Result<()> {
    let message = messages.build(|builder| {
        let text = builder.create_string(text);
        builder.finish(text, None);
        Ok(())
    })?;
    batch.write_all(message.finished_data())?;
    messages.recycle();
    Ok(())
}

/// A table with `id: uint; level: double;`, built once.
fn set_in_place() -> Result<()> {
    let (id, level) = (4, 6);
    let built = |n: u32| {
        let mut builder = FlatBufferBuilder::new();
        let table = builder.start_table();
        builder.push_slot_always::<f64>(level, f64::from(n) / 2.0);
        builder.push_slot_always::<u32>(id, n);
        let table = builder.end_table(table);
        builder.finish(table, None);
        builder.finished_data().to_vec()
    };
    let mut template = Template::new(&built(0))?;
    let fields = (template.root().field::<u32>(id)?, template.root().field::<f64>(level)?);
    for n in 0..100 {
        template.set(fields.0, n);
        template.set(fields.1, f64::from(n) / 2.0);
        check(template.message() == built(n), "what was set is what would be built")?;
    }
    // No third field, and none of another width.
    let missing = template.root().field::<u32>(8).err().map(|error| error.kind());
    let wide = template.root().field::<u64>(id).err().map(|error| error.kind());
    let invalid = Some(ErrorKind::InvalidPayload);
    check((missing, wide) == (invalid, invalid), "fields that are not there are refused")
}

/// A long row stays where it is until it is written; a short one is copied.
fn gather(bump: &Bump) -> Result<()> {
    let mut messages = bump.message_builder();
    for (len, gathered) in [(10, 0), (1023, 0), (1024, 1), (10_000, 1)] {
        let row = Row((0..len).collect());
        let (builder, gather) = Gather::build(&mut messages, &row)?;
        let message = builder.finished_data();
        let places = gather.places(message).map(Vec::from_iter).unwrap_or_default();
        check(places.len() == gathered, "rows of 4 KiB and more are gathered")?;

        let (mut parts, mut written) = (Vec::new(), 0);
        for (place, bytes) in &places {
            parts.extend([&message[written..place.start], bytes].map(IoSlice::new));
            written = place.end;
        }
        parts.push(IoSlice::new(&message[written..]));
        let mut batch = Batch::new(Vec::new(), bump.lend(1 << 16));
        let n = batch.write_vectored(&parts)?;
        check(n == message.len(), "all of it is taken")?;
        let wire = batch.into_inner().map_err(|(error, _)| Error::other(error))?;

        let back = flatbuffers::root::<Vector<'_, u32>>(&wire)?;
        check(back.iter().eq(row.0), "the row comes back")?;
        messages.recycle();
    }
    let nothing = Row(vec![]);
    let refused = Gather::build(&mut messages, &nothing);
    check(refused.err().map(|e| e.kind()) == Some(ErrorKind::Other), "a row of nothing is refused")
}

fn check(holds: bool, what: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::other(format!("this does not hold: {what}"))) }
}
