//! `flatstream record lines`.

mod line;
mod splitter;

use super::{
    target::{self, Target, TargetArgs},
    time_ns,
};
use crate::{
    args::Global,
    failure::{Done, Failure},
    input,
    interrupt::on_interrupt,
};
use splitter::LineSplitter;
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

/// Lines of text
///
/// A message each, with its number, offset and text. Bytes that are not UTF-8 are
/// replaced, and a line of more than 1 MiB comes in several messages.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The text
    #[arg(value_name = "FILE", default_value = "-", conflicts_with = "print_schema")]
    file: PathBuf,
    /// Store when each line came
    #[arg(long, conflicts_with = "print_schema")]
    time: bool,
    #[command(flatten)]
    target: TargetArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    if args.target.print_schema {
        return target::print_schema(line::SCHEMA, &args.target.output);
    }
    // Both before an old recording is touched.
    target::refuse_same_file(&args.file, &args.target)?;
    let (source, name) = (open(&args.file)?, input::name(&args.file));
    let mut target = Target::open(&args.target, global)?;

    // A thread of its own reads, so that there is no wait that nothing can end.
    let (sender, events) = sync_channel(2);
    let stopped = Arc::new(AtomicBool::new(false));
    let (stop, reader_stop) = (Arc::clone(&stopped), Arc::clone(&stopped));
    let interrupt = sender.clone();
    on_interrupt(move || {
        stop.store(true, Ordering::SeqCst);
        // Where there is no room, there is something to wake up for.
        let _ = interrupt.try_send(Event::Ended);
    })?;
    let reader = thread::Builder::new().name("reader".into());
    let read = move || read(source, &sender, &reader_stop);
    reader.spawn(read).map_err(|error| Failure::io(&name, &error))?;

    let mut splitter = LineSplitter::new();
    let mut came = None;
    let outcome = loop {
        let event = match stopped.load(Ordering::SeqCst) {
            // What was read is gone from its source, and not to be lost here.
            true => events.recv_timeout(GRACE).ok(),
            false => events.recv().ok(),
        };
        match event {
            Some(Event::Text { bytes, time_ns }) => {
                came = args.time.then_some(time_ns);
                splitter.push(&bytes);
                while let Some(line) = splitter.next(came) {
                    target.emit(&line)?;
                }
                target.show()?;
            }
            // The signal's own: behind it may be more that was read.
            Some(Event::Ended) if stopped.load(Ordering::SeqCst) => {}
            Some(Event::Ended) | None => break Ok(()),
            Some(Event::Failed(error)) => break Err(Failure::io(&name, &error)),
        }
    };
    if let Some(line) = splitter.last(came) {
        target.emit(&line)?;
    }
    let done = target.finish(global)?;
    outcome.map(|()| done)
}

/// What the reader comes across.
enum Event {
    Text { bytes: Vec<u8>, time_ns: u64 },
    Ended,
    Failed(io::Error),
}

fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    let name = path.display();
    let file = File::open(path).map_err(|error| Failure::io(&name, &error))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(Failure::usage(format_args!("{name}: a directory")));
    }
    Ok(Box::new(file))
}

/// Sends what `source` holds, until its end, `stopped`, or nobody listens.
fn read(mut source: impl Read, events: &SyncSender<Event>, stopped: &AtomicBool) {
    while !stopped.load(Ordering::SeqCst) {
        let mut bytes = vec![0; CHUNK_BYTES];
        let event = match source.read(&mut bytes) {
            Ok(0) => Event::Ended,
            Ok(got) => {
                bytes.truncate(got);
                Event::Text { bytes, time_ns: time_ns() }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Event::Failed(error),
        };
        let more = matches!(event, Event::Text { .. });
        if events.send(event).is_err() || !more {
            return;
        }
    }
}

const CHUNK_BYTES: usize = 64 * 1024;
/// How long a reader may take to hand on what it has read.
const GRACE: Duration = Duration::from_millis(250);
