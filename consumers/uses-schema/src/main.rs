//! Single messages, without a stream around them: code that was compiled from a
//! schema needs `flatstream-schema` alone. `sensor_compiled.rs` is what
//!
//! ```text
//! flatstream codegen --runtime ::flatstream_schema sensor.bfbs -o sensor_compiled.rs
//! ```
//!
//! makes, and needs nothing else to be compiled.

mod sensor_compiled;

use flatstream_schema::{Emit, Error, ErrorKind, PayloadVerifier, Result};
use sensor_compiled::sensor::{ReadingDraft, ReadingView};

fn main() -> Result<()> {
    let draft = ReadingDraft {
        sensor: "attic",
        time_ns: 1,
        celsius: Some(21.5),
        tags: Some(&["roof", "süd"]),
    };
    let message = message(&draft)?;
    let mut verifier = PayloadVerifier::<ReadingView<'_>>::new();
    let reading = verifier.verify(&message)?;
    check((reading.sensor(), reading.time_ns(), reading.celsius()) == ("attic", 1, Some(21.5)))?;
    check(reading.tags().is_some_and(|tags| tags.iter().eq(["roof", "süd"])))?;

    // A verifier that has seen such messages refuses whatever is none.
    let mut refused = 0;
    for at in 0..message.len() {
        let mut damaged = message.clone();
        damaged[at] ^= 0xff;
        match verifier.verify(&damaged) {
            Ok(reading) => drop(format!("{reading:?}")),
            Err(error) if error.kind() == ErrorKind::InvalidPayload => refused += 1,
            Err(error) => return Err(error),
        }
    }
    check(refused > 0)?;

    let empty = self::message(&ReadingDraft { sensor: "cellar", ..ReadingDraft::EMPTY })?;
    let reading = verifier.verify(&empty)?;
    check(reading.celsius().is_none() && reading.tags().is_none() && reading.time_ns() == 0)?;
    println!("{} bytes; {refused} of as many damages noticed", message.len());
    Ok(())
}

/// The message that `draft` writes.
fn message(draft: &impl Emit) -> Result<Vec<u8>> {
    let mut message = vec![0; draft.message_len()?];
    draft.emit(&mut message);
    Ok(message)
}

#[track_caller]
fn check(right: bool) -> Result<()> {
    if right {
        return Ok(());
    }
    let line = std::panic::Location::caller().line();
    Err(Error::other(format!("what came back is wrong in line {line}")))
}
