use crate::schema::{LogRecordDraft, LogRecordView, SampleDraft, SampleView};
use flatstream::{Error, ErrorKind, FrameFormat, Result, StreamReader, Verified};
use std::{
    fs::File,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    time::{Duration, Instant},
};

/// What came back.
#[derive(Debug)]
pub(crate) struct Replayed {
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
    pub(crate) elapsed: Duration,
}

/// Reads a file of `T` messages: every digest is checked, every message
/// verified, then shown to `visit`.
pub(crate) fn replay<T: Verified>(
    path: &Path,
    format: FrameFormat,
    visit: impl FnMut(T::Root<'_>) -> Result<()>,
) -> Result<Replayed> {
    let mut reader = StreamReader::new(File::open(path)?, format);
    let start = Instant::now();
    reader.process_verified::<T>(visit)?;
    let end = reader.position();
    Ok(Replayed { messages: end.ordinal, bytes: end.offset, elapsed: start.elapsed() })
}

/// Refuses samples that are not in sequence.
pub(crate) fn samples_in_order() -> impl FnMut(SampleView<'_>) -> Result<()> {
    let mut expected = 0;
    move |sample| {
        let found = sample.sequence();
        if found != expected {
            return Err(out_of_order(format!("sample {found} where {expected} belongs")));
        }
        expected += 1;
        Ok(())
    }
}

/// Refuses lines that do not follow one another.
pub(crate) fn lines_in_order() -> impl FnMut(LogRecordView<'_>) -> Result<()> {
    let mut last = None;
    move |record| {
        let (line, offset) = (record.line(), record.offset());
        let follows = match last {
            None => (line, offset) == (1, 0),
            Some((l, o)) => (line == l || line == l + 1) && offset > o,
        };
        if !follows {
            let text = format!("line {line} at byte {offset} of the log after {last:?}");
            return Err(out_of_order(text));
        }
        last = Some((line, offset));
        Ok(())
    }
}

fn out_of_order(text: String) -> Error {
    Error::custom(ErrorKind::InvalidPayload, text)
}

/// Stands for the values of all messages in their order.
#[derive(Debug, Default)]
pub(crate) struct Content(DefaultHasher);

impl Content {
    pub(crate) fn add_sample(&mut self, root: SampleView<'_>) {
        SampleDraft::from(root).hash(&mut self.0);
    }

    pub(crate) fn add_line(&mut self, root: LogRecordView<'_>) {
        LogRecordDraft::from(root).hash(&mut self.0);
    }

    pub(crate) fn finish(&self) -> u64 {
        self.0.finish()
    }
}
