//! Records this machine's telemetry, or a log file, as a stream of FlatBuffers
//! messages, then reads the file back, checks it and sums it up.
//!
//! ```text
//! cargo run --release --features schema --example telemetry
//! cargo run --release --features schema --example telemetry -- --log FILE
//! ```

mod args;
mod generate;
mod latency;
mod log;
mod message;
mod pace;
mod proc;
mod record;
mod replay;
mod report;
mod sampler;
mod values;

#[path = "telemetry_compiled.rs"]
mod compiled;

use args::{Args, HELP, Input};
use compiled::telemetry as schema;
use flatstream::{Durable, End, FrameFormat, recover};
use record::{Recorded, Recorder};
use replay::{Content, Replayed, replay};
use report::{ReadBack, Written};
use sampler::Sampler;
use schema::{LogRecordView, SampleView};
use std::{
    env, fmt,
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};
use values::{LogValues, SampleValues};

/// Why the program ends early.
enum Failure {
    /// The flags make no sense.
    Usage(String),
    /// Something could not be done, or came back wrong.
    Failed(String),
    /// Nobody reads what we print: no reason to complain.
    StdoutClosed,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) | Err(Failure::StdoutClosed) => ExitCode::SUCCESS,
        Err(Failure::Failed(text)) => {
            complain(&text);
            ExitCode::from(1)
        }
        Err(Failure::Usage(text)) => {
            complain(&format!("{text}\nTry --help."));
            ExitCode::from(2)
        }
    }
}

/// Writes to standard error, which may be closed.
fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "telemetry: {text}");
}

fn run() -> Result<(), Failure> {
    let Some(args) = Args::parse(env::args_os().skip(1))? else { return print(HELP) };
    let format = FrameFormat::new().checksum(args.checksum);
    match args.input {
        Input::Samples { duration, rate, generate } => {
            samples(&args.output, format, duration, rate, generate)
        }
        Input::Log(log) => log_lines(&log, &args.output, format),
    }
}

fn samples(
    path: &Path,
    format: FrameFormat,
    duration: Duration,
    rate: f64,
    generate: bool,
) -> Result<(), Failure> {
    let mut sampler = if generate {
        print("the figures are made up, as asked\n")?;
        Sampler::generating()
    } else {
        match Sampler::new() {
            Ok(sampler) => sampler,
            Err(error) => {
                print(format_args!("nothing to sample here ({error}): the figures are made up\n"))?;
                Sampler::generating()
            }
        }
    };
    // Straight to the file: what was written outlives a crash of the program.
    let mut recorder = Recorder::new(create(path)?, format);
    let (checksum, shown) = (format.checksum, path.display());
    print(format_args!(
        "recording {rate} samples a second for {duration:?} into {shown}, checksum {checksum}\n"
    ))?;
    let mut pace = pace::Pace::start(rate, duration);
    while pace.wait() {
        let sample = sampler.sample().map_err(|error| failed("cannot sample", error))?;
        recorder.write(&sample).map_err(|error| cannot_write(path, error))?;
    }
    let elapsed = pace.elapsed();
    let recorded = finish(recorder, path)?;
    let readings = (!sampler.is_generating()).then_some((sampler.readings, sampler.reading_time));
    print(Written { recorded: &recorded, format, elapsed, asked: Some(rate), readings })?;

    let wrong = |error| failed(format_args!("{} came back wrong", path.display()), error);
    let mut in_order = replay::samples_in_order();
    let replayed = replay::<SampleView<'_>>(path, format, &mut in_order).map_err(wrong)?;
    let (mut content, mut values) = (Content::default(), SampleValues::default());
    replay::<SampleView<'_>>(path, format, |root| {
        content.add_sample(root);
        values.add(root.into());
        Ok(())
    })
    .map_err(wrong)?;
    check(path, format, &recorded, &replayed, &content)?;
    print(format_args!("values\n{values}"))
}

fn log_lines(log: &Path, path: &Path, format: FrameFormat) -> Result<(), Failure> {
    let cannot_read = |error| failed(format_args!("cannot read {}", log.display()), error);
    let file = File::open(log).map_err(cannot_read)?;
    // A log that grows meanwhile is read as long as it was; a pipe to its end.
    let metadata = file.metadata().map_err(cannot_read)?;
    let most = if metadata.is_file() { metadata.len() } else { u64::MAX };
    let mut source = BufReader::new(file.take(most));
    // What cannot be read, such as a directory, should not cost the old output.
    source.fill_buf().map_err(cannot_read)?;
    let mut lines = log::LogLines::new(source);
    // As fast as possible: small frames leave together.
    let mut recorder = Recorder::new(BufWriter::with_capacity(1 << 16, create(path)?), format);
    let (checksum, shown) = (format.checksum, path.display());
    print(format_args!("recording {} into {shown}, checksum {checksum}\n", log.display()))?;
    let start = Instant::now();
    while let Some(line) = lines.next().map_err(cannot_read)? {
        recorder.write(&line).map_err(|error| cannot_write(path, error))?;
    }
    let elapsed = start.elapsed();
    let recorded = finish(recorder, path)?;
    print(Written { recorded: &recorded, format, elapsed, asked: None, readings: None })?;

    let wrong = |error| failed(format_args!("{} came back wrong", path.display()), error);
    let mut in_order = replay::lines_in_order();
    let replayed = replay::<LogRecordView<'_>>(path, format, &mut in_order).map_err(wrong)?;
    let (mut content, mut values) = (Content::default(), LogValues::default());
    replay::<LogRecordView<'_>>(path, format, |root| {
        content.add_line(root);
        values.add(root.into());
        Ok(())
    })
    .map_err(wrong)?;
    check(path, format, &recorded, &replayed, &content)?;
    print(format_args!("values\n{values}"))
}

/// Makes sure that the file is intact and holds what was written.
fn check(
    path: &Path,
    format: FrameFormat,
    recorded: &Recorded,
    replayed: &Replayed,
    content: &Content,
) -> Result<(), Failure> {
    let file = File::open(path).map_err(|error| failed("cannot reopen the stream", error))?;
    let recovery = recover(file, &format).map_err(|error| failed("cannot recover", error))?;
    let shown = path.display();
    if recovery.end != End::Clean {
        let end = recovery.end;
        return Err(Failure::Failed(format!("{shown} does not end clean: {end:?}")));
    }
    let written = (recorded.messages, recorded.bytes);
    for back in [(recovery.frames, recovery.bytes), (replayed.messages, replayed.bytes)] {
        if back != written {
            return Err(Failure::Failed(format!(
                "{shown}: wrote {} messages of {} bytes, {} of {} came back",
                written.0, written.1, back.0, back.1
            )));
        }
    }
    if content.finish() != recorded.content {
        return Err(Failure::Failed(format!("{shown}: the values differ from those written")));
    }
    print(ReadBack { format, recovery: &recovery, replayed })
}

fn create(path: &Path) -> Result<File, Failure> {
    let file = File::create(path);
    file.map_err(|error| failed(format_args!("cannot create {}", path.display()), error))
}

fn finish<W: Durable>(recorder: Recorder<W>, path: &Path) -> Result<Recorded, Failure> {
    let recorded = recorder.finish();
    recorded.map_err(|error| failed(format_args!("cannot sync {}", path.display()), error))
}

fn cannot_write(path: &Path, error: flatstream::Error) -> Failure {
    failed(format_args!("cannot write {}", path.display()), error)
}

fn failed(what: impl fmt::Display, error: impl fmt::Display) -> Failure {
    Failure::Failed(format!("{what}: {error}"))
}

fn print(text: impl fmt::Display) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match write!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::StdoutClosed),
        Err(error) => Err(failed("cannot print", error)),
    }
}
