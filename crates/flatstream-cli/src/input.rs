//! Where messages come from.

use crate::{
    args::{self, FormatArgs, FrameKind, Global, OrAuto, ReadArgs},
    failure::{Done, Failure},
    foreign::Foreign,
    messages::{Event, Message, Messages, Next},
    progress::Progress,
    size::counted,
};
use filebuffer::FileBuffer;
use flatstream::{
    CodecKind, Deframer, Detection, Detector, End, Error, ErrorKind, Format, FormatDeframer,
    Limits, Recovered, Step, Tag, salvage,
};
use std::{
    fs::File,
    io::{self, Read},
    ops::ControlFlow,
    path::Path,
};

/// A stream, whose format is known or guessed.
pub(crate) struct Input {
    name: String,
    bytes: Bytes,
    format: Format,
    detection: Option<Detection>,
    /// Whether frames hold many messages, as far as was looked.
    in_blocks: bool,
    limits: Limits,
    skip_damaged: bool,
}

enum Bytes {
    /// A file in memory: the whole of it, to be looked at in place.
    Mapped(FileBuffer),
    /// What comes in order: what was read of it so far, and the rest.
    Piped { prefix: Vec<u8>, source: Box<dyn Read> },
}

impl Input {
    /// Opens `path`, or standard input for `-`, and finds out what is not pinned.
    pub(crate) fn open(path: &Path, args: &ReadArgs, global: &Global) -> Result<Self, Failure> {
        let mut input = Self::open_as(path, &args.format, global)?;
        input.skip_damaged = args.skip_damaged;
        Ok(input)
    }

    /// As [`open`](Input::open), for who looks at damage itself.
    pub(crate) fn open_as(
        path: &Path,
        args: &FormatArgs,
        global: &Global,
    ) -> Result<Self, Failure> {
        let mut bytes = Bytes::open(path)?;
        let name = name(path);
        let mut input = Self {
            bytes: Bytes::Piped { prefix: Vec::new(), source: Box::new(io::empty()) },
            name,
            format: Format::new(),
            detection: None,
            in_blocks: false,
            limits: args.limits(),
            skip_damaged: false,
        };
        let dictionary = args.dictionary.as_deref().map(args::dictionary).transpose()?;
        let pinned = (args.checksum, args.frames);
        let mut compressed = args.frames == FrameKind::Compressed;
        if let OrAuto::Is(checksum) = args.checksum {
            input.format.checksum = checksum;
        }
        if pinned.0 == OrAuto::Auto || pinned.1 == FrameKind::Auto {
            let mut detector = Detector::new().limits(input.limits);
            detector.dictionary.clone_from(&dictionary);
            let found = bytes.detect(&input.name, &detector)?;
            if pinned.0 == OrAuto::Auto {
                input.format.checksum = found.checksum;
            }
            if pinned.1 == FrameKind::Auto {
                compressed = found.compressed;
            }
            if !found.is_sure() && found.frames > 0 {
                global.note(format_args!("{}: {}", input.name, describe(&found)));
            }
            input.detection = Some(found);
        }
        if compressed {
            // Any codec stands for all when reading.
            input.format.codec = Some(CodecKind::Zstd);
            input.format.dictionary = dictionary;
            input.look_at_tags(bytes.start());
        }
        input.bytes = bytes;
        Ok(input)
    }

    /// What errors call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its length in bytes, where that is known beforehand.
    pub(crate) fn len(&self) -> Option<u64> {
        match &self.bytes {
            Bytes::Mapped(map) => Some(map.len() as u64),
            Bytes::Piped { .. } => None,
        }
    }

    /// All its bytes, where they are in memory.
    pub(crate) fn mapped(&self) -> Option<&[u8]> {
        match &self.bytes {
            Bytes::Mapped(map) => Some(map),
            Bytes::Piped { .. } => None,
        }
    }

    /// How it is read. Written by this, a stream looks like it as far as can be
    /// told from its first frames: not the codec's level.
    pub(crate) fn format(&self) -> &Format {
        &self.format
    }

    /// Whether its frames hold many messages each, as far as can be told from the
    /// first ones.
    pub(crate) fn in_blocks(&self) -> bool {
        self.in_blocks
    }

    /// What was found out about its format, where not all of it was pinned.
    pub(crate) fn detection(&self) -> Option<&Detection> {
        self.detection.as_ref()
    }

    /// Whether its format is beyond doubt: told, or found and sure.
    pub(crate) fn is_sure(&self) -> bool {
        self.detection.as_ref().is_none_or(|found| {
            found.is_sure()
                && found.checksum == self.format.checksum
                && found.compressed == self.format.codec.is_some()
        })
    }

    /// What is known of its bytes: all of a file, the first ones of a pipe.
    pub(crate) fn start(&self) -> &[u8] {
        self.bytes.start()
    }

    /// The limits it is read under.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// A deframer of its format.
    pub(crate) fn deframer(&self) -> Result<FormatDeframer, Failure> {
        self.format.deframer().map_err(|error| Failure::stream(&self.name, &error))
    }

    /// Its messages, one by one, up to the first damage.
    pub(crate) fn messages(&mut self) -> Result<Messages<'_>, Failure> {
        let deframer = self.deframer()?;
        Ok(match &mut self.bytes {
            Bytes::Mapped(map) => Messages::mapped(map, deframer, self.limits),
            Bytes::Piped { prefix, source } => {
                Messages::piped(&std::mem::take(prefix), source, deframer, self.limits)
            }
        })
    }

    /// Everything of it, from the start, for who looks at bytes.
    pub(crate) fn into_read(self) -> Box<dyn Read> {
        match self.bytes {
            Bytes::Mapped(map) => Box::new(io::Cursor::new(map)),
            Bytes::Piped { prefix, source } => Box::new(io::Cursor::new(prefix).chain(source)),
        }
    }

    /// Shows `visit` every message, until it breaks. Damage ends it with an error,
    /// or is skipped and counts as data loss, as the flags have it.
    pub(crate) fn each(
        mut self,
        global: &Global,
        mut visit: impl FnMut(Event<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Done, Failure> {
        let progress = Progress::new(self.len(), global);
        if self.skip_damaged {
            return self.salvage(global, &progress, visit);
        }
        let name = std::mem::take(&mut self.name);
        let foreign = Foreign::of(&self).map(|foreign| foreign.advice(&name));
        let mut messages = self.messages()?;
        loop {
            let flow = match messages.advance() {
                Ok(Next::Message) => {
                    let message = messages.message();
                    progress.at(message.offset);
                    visit(Event::Message(message))?
                }
                Ok(Next::Idle) => visit(Event::Idle)?,
                Ok(Next::End) => break,
                Err(error) => {
                    // What came before it is not to be lost.
                    let _ = visit(Event::Idle)?;
                    progress.done();
                    let failure = failure(&name, &error);
                    // What is no stream has nothing to recover.
                    return Err(match foreign {
                        Some(advice) => failure.hint(advice),
                        None => failure,
                    });
                }
            };
            if flow.is_break() {
                break;
            }
        }
        progress.done();
        Ok(Done::Whole)
    }

    fn salvage(
        self,
        global: &Global,
        progress: &Progress,
        mut visit: impl FnMut(Event<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Done, Failure> {
        let (name, limits, deframer) = (self.name.clone(), self.limits, self.deframer()?);
        let mut stopped: Option<Result<(), Failure>> = None;
        let mut done = Done::Whole;
        let mut ordinal = 0;
        let outcome = salvage(self.into_read(), &deframer, limits, |piece| {
            let flow = match piece {
                Recovered::Frame { offset, payload } => {
                    progress.at(offset);
                    ordinal += 1;
                    visit(Event::Message(Message { payload, ordinal: ordinal - 1, offset }))
                }
                Recovered::Lost { offset, len, end } => {
                    done = Done::DataLoss;
                    global.note(format_args!("{name}: {}", lost(offset, len, end)));
                    Ok(ControlFlow::Continue(()))
                }
            };
            stopped = match flow {
                Ok(ControlFlow::Continue(())) => return Ok(()),
                Ok(ControlFlow::Break(())) => Some(Ok(())),
                Err(failure) => Some(Err(failure)),
            };
            // Ends the run; `stopped` says how.
            Err(Error::new(ErrorKind::Other))
        });
        progress.done();
        match (stopped, outcome) {
            (Some(Err(failure)), _) => Err(failure),
            (None, Err(error)) => Err(failure(&name, &error)),
            (Some(Ok(())), _) | (None, Ok(_)) => Ok(done),
        }
    }

    /// Takes the codec from the first frames, so that what is written looks alike.
    fn look_at_tags(&mut self, start: &[u8]) {
        let frames = self.format.frames();
        let tag_at = 4 + frames.digest_len();
        let mut rest = start;
        for _ in 0..TAGS {
            let Ok(Step::Frame { len }) = frames.deframe(rest, &self.limits) else { return };
            let Some(&tag) = rest[..len].get(tag_at) else { return };
            let tag = Tag::from_byte(tag);
            self.in_blocks |= tag.has_many();
            if let Some(codec) = CodecKind::ALL.iter().find(|kind| kind.id() == tag.codec()) {
                self.format.codec = Some(*codec);
                return;
            }
            rest = &rest[len..];
        }
    }
}

impl Bytes {
    fn open(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            let source = Box::new(io::stdin().lock());
            return Ok(Self::Piped { prefix: Vec::new(), source });
        }
        let failed = |error: io::Error| Failure::io(path.display(), &error);
        let about = std::fs::metadata(path).map_err(failed)?;
        if about.is_dir() {
            return Err(Failure::usage(format!("{}: a directory", path.display())));
        }
        // What grows while it is read, as in `/proc`, says that it is empty.
        if about.is_file() && about.len() > 0 {
            return Ok(Self::Mapped(FileBuffer::open(path).map_err(failed)?));
        }
        let source = Box::new(File::open(path).map_err(failed)?);
        Ok(Self::Piped { prefix: Vec::new(), source })
    }

    /// What is known of it.
    fn start(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Piped { prefix, .. } => prefix,
        }
    }

    /// Looks at the first frames. Of a pipe no more is read than makes sure.
    fn detect(&mut self, name: &str, detector: &Detector) -> Result<Detection, Failure> {
        let mut wanted = match self {
            Self::Mapped(_) => READ_BYTES,
            Self::Piped { .. } => 1,
        };
        loop {
            let ended = self.fill(wanted).map_err(|error| Failure::io(name, &error))?;
            let start = match &*self {
                Self::Mapped(map) => &map[..map.len().min(wanted)],
                Self::Piped { prefix, .. } => prefix,
            };
            let found = detector.detect(start, ended).map_err(Failure::usage)?;
            let needed = usize::try_from(found.needed.unwrap_or(0)).unwrap_or(usize::MAX);
            let most = needed.clamp(DETECT_BYTES, MOST_NEEDED);
            if ended || found.is_sure() || start.len() >= most {
                return Ok(found);
            }
            // Looking again at twice as much costs as much again, and no more.
            wanted = start.len().saturating_mul(2).min(most);
        }
    }

    /// Has at least `wanted` bytes at hand, or all there are: then `true`.
    fn fill(&mut self, wanted: usize) -> io::Result<bool> {
        let (prefix, source) = match self {
            Self::Mapped(map) => return Ok(map.len() <= wanted),
            Self::Piped { prefix, source } => (prefix, source),
        };
        while prefix.len() < wanted {
            let mut chunk = [0; READ_BYTES];
            match source.read(&mut chunk) {
                Ok(0) => return Ok(true),
                Ok(got) => prefix.extend_from_slice(&chunk[..got]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }
}

/// What errors call `path`.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") { STDIN.into() } else { path.display().to_string() }
}

/// What was found, and how sure that is.
pub(crate) fn describe(found: &Detection) -> String {
    let how = if found.compressed { "compressed" } else { "plain" };
    let frames = counted(found.frames, "frame");
    let sure = match (found.bits, found.is_sure()) {
        (0, _) => "nothing speaks for or against it; --checksum pins it".to_owned(),
        (bits, true) => format!("sure: {frames}, {bits} bits"),
        (bits, false) => {
            format!("a guess: {frames}, {bits} bits; --checksum pins it")
        }
    };
    format!("checksum {}, frames {how} ({sure})", found.checksum)
}

/// A region of damage, in words.
pub(crate) fn lost(offset: u64, len: u64, end: End) -> String {
    format!("lost {} at byte {offset}: {}", counted(len, "byte"), why(end))
}

/// Why the intact part of a stream ends.
pub(crate) fn why(end: End) -> String {
    match end {
        End::Torn { missing } => format!("the last frame lacks {}", counted(missing, "byte")),
        End::ZeroTail => "only zeros follow".to_owned(),
        End::Corrupt { kind } => Error::new(kind).to_string(),
        _ => "damaged".to_owned(),
    }
}

/// An error of the library, with what to try about it.
pub(crate) fn failure(name: &str, error: &Error) -> Failure {
    let failure = Failure::stream(name, error);
    match error.kind() {
        ErrorKind::WrongDictionary { needed } => {
            failure.hint(format_args!("--dictionary FILE, the one with id {needed}"))
        }
        ErrorKind::FrameTooLarge { .. } => failure.hint(
            "--max-frame SIZE, if there are such frames; \
             `flatstream recover` finds the next frame, if the length is damaged",
        ),
        ErrorKind::ChecksumMismatch { .. }
        | ErrorKind::Truncated { .. }
        | ErrorKind::InvalidPayload => failure
            .hint("--skip-damaged reads on behind it; `flatstream recover` keeps what is intact"),
        _ => failure,
    }
}

/// What errors call standard input.
pub(crate) const STDIN: &str = "standard input";
/// Bytes looked at to find out the format, unless the first frame is longer.
const DETECT_BYTES: usize = 256 * 1024;
/// Bytes looked at for the sake of a first frame.
const MOST_NEEDED: usize = 4 << 20;
/// Bytes read in one go until then.
const READ_BYTES: usize = 16 * 1024;
/// Frames looked at to find out the codec.
const TAGS: usize = 64;
