use crate::{
    recovered::{IntactFrame, Recovered, RecoveredFrame},
    scanner::Scanner,
};
use flatstream_core::{Deframer, ErrorKind, Limits, Result, Step};
use std::{
    fs::OpenOptions,
    io::{BufReader, Read},
    path::Path,
};

/// Longest run of all-zero frames that counts as empty messages. A longer one
/// counts only where frames follow it, and never at the end of the input.
const MAX_ZERO_FRAMES: usize = 8;
/// Zeros looked at in one go.
const ZERO_CHUNK_BYTES: usize = 64 * 1024;

/// What a stream holds, and where and why its intact part ends.
///
/// Every byte is accounted for: those of intact frames, and `lost_bytes`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recovery {
    /// Intact frames from the start of the stream to the first fault; messages,
    /// where a frame holds many.
    pub frames: u64,
    /// End of these frames: the last offset up to which the stream is good.
    pub last_good_offset: u64,
    /// Why they end there.
    pub end: End,
    /// Intact frames found behind the first fault, counted likewise.
    pub salvaged_frames: u64,
    /// Regions of damage, a torn or zero tail not counted.
    pub damaged_regions: u64,
    /// Bytes that belong to no intact frame.
    pub lost_bytes: u64,
    /// Bytes of the input.
    pub bytes: u64,
}

/// Why the intact part of a stream ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// The input ends behind a whole frame.
    Clean,
    /// The input ends inside the last frame, as after a crash or a full disk,
    /// and nothing behind its header could be a frame.
    Torn {
        /// Bytes that the last frame lacks.
        missing: u64,
    },
    /// Only zeros follow, as in a preallocated file.
    ZeroTail,
    /// A frame is damaged: its payload, its digest or its length.
    Corrupt {
        /// What is wrong with it, as a reader would say.
        kind: ErrorKind,
    },
}

/// Reads a whole stream and reports what is intact, what is not, and why.
///
/// The default [`Limits`] apply. See [`salvage`] for what is believed to be a
/// frame, and to get at the frames themselves.
///
/// ```
/// use flatstream_framing::{DefaultDeframer, End, recover};
///
/// let torn = b"\x03\0\0\0one\x03\0\0\0tw";
/// let report = recover(&torn[..], &DefaultDeframer)?;
/// assert_eq!((report.frames, report.last_good_offset), (1, 7));
/// assert_eq!(report.end, End::Torn { missing: 1 });
/// # Ok::<(), flatstream_core::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Io`], and [`ErrorKind::Config`] of the deframer. A failing disk is
/// never taken for a damaged stream.
pub fn recover<R: Read, D: Deframer>(source: R, deframer: &D) -> Result<Recovery> {
    salvage(source, deframer, Limits::default(), |_| Ok(()))
}

/// Reads a whole stream and hands out every intact frame, those behind damage
/// included, and every region that is lost.
///
/// Behind damage the search for the next frame looks at every byte and believes
/// a position only on 40 bits of evidence: random bytes pass with odds of 2^-40
/// per position. A CRC-32 or XXH3 digest is enough, or a chain of two frames with
/// a CRC-16; without a checksum it takes a chain of four frames, or fewer where it
/// ends exactly with the input or the payloads have the shape of FlatBuffers. The
/// search costs work linear in the bytes lost, and memory for 4 MiB or four times
/// the longest frame, damaged ones included. Frames beyond that are not found
/// behind damage.
///
/// A payload that holds a stream itself is told from the stream around it by the
/// header before it. Where that is destroyed, the frames inside are handed out.
/// Only validators of the payload tell zeros from a CRC-16 payload of zeros.
///
/// Without a checksum, damage inside a payload goes unnoticed, and a damaged
/// length may cost a frame that is handed out with the wrong size. Strings and
/// small numbers in a torn payload may pass for frames: the stream is called
/// corrupt then. So it is where a torn frame claims more than 4 MiB and more than
/// four times the longest before it.
///
/// Zeros are no frames: more than 8 empty frames of nothing but zeros, with
/// nothing behind them, are a tail of zeros. More than 8 count as messages only
/// where a whole frame follows. Behind damage, empty frames are not looked for.
///
/// `deframer` is asked about many positions that turn out to be no frames.
///
/// ```
/// use flatstream_core::Limits;
/// use flatstream_framing::{DefaultDeframer, Recovered, salvage};
///
/// let mut payloads = Vec::new();
/// salvage(&b"\x03\0\0\0one\x03\0\0\0tw"[..], &DefaultDeframer, Limits::default(), |piece| {
///     if let Recovered::Frame { payload, .. } = piece {
///         payloads.push(payload.to_vec());
///     }
///     Ok(())
/// })?;
/// assert_eq!(payloads, [b"one"]);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Io`], [`ErrorKind::Config`], and whatever `visit` answers.
pub fn salvage<R: Read, D: Deframer>(
    source: R,
    deframer: &D,
    limits: Limits,
    mut visit: impl FnMut(Recovered<'_>) -> Result<()>,
) -> Result<Recovery> {
    salvage_frames(source, deframer, limits, |piece| match piece {
        RecoveredFrame::Intact(frame) => {
            let offset = frame.offset;
            frame.messages().try_for_each(|payload| visit(Recovered::Frame { offset, payload }))
        }
        RecoveredFrame::Lost { offset, len, end } => visit(Recovered::Lost { offset, len, end }),
    })
}

/// As [`salvage`], but hands out frames whole, with the bytes that they are stored
/// in: what is intact can be written elsewhere as it stands, compressed or not.
///
/// ```
/// use flatstream_core::Limits;
/// use flatstream_framing::{DefaultDeframer, RecoveredFrame, salvage_frames};
///
/// let mut intact = Vec::new();
/// let torn = b"\x03\0\0\0one\x03\0\0\0tw";
/// salvage_frames(&torn[..], &DefaultDeframer, Limits::default(), |piece| {
///     if let RecoveredFrame::Intact(frame) = piece {
///         intact.extend_from_slice(frame.bytes);
///     }
///     Ok(())
/// })?;
/// assert_eq!(intact, torn[..7]);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
///
/// # Errors
///
/// As [`salvage`].
pub fn salvage_frames<R: Read, D: Deframer>(
    source: R,
    deframer: &D,
    limits: Limits,
    visit: impl FnMut(RecoveredFrame<'_>) -> Result<()>,
) -> Result<Recovery> {
    let mut run = Run {
        scanner: Scanner::new(source, deframer, limits),
        visit,
        report: Recovery {
            frames: 0,
            last_good_offset: 0,
            end: End::Clean,
            salvaged_frames: 0,
            damaged_regions: 0,
            lost_bytes: 0,
            bytes: 0,
        },
    };
    while run.next()? {}
    run.report.bytes = run.scanner.window.offset();
    Ok(run.report)
}

/// What [`recover_file`] does about a tail that belongs to no frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tail {
    /// Reports it and leaves the file alone.
    #[default]
    Keep,
    /// Cuts a torn or zero tail off, so that appending may go on.
    Truncate,
}

/// As [`recover`], for a file, and makes it fit for appending if told to.
///
/// With [`Tail::Truncate`], a file that ends [`Torn`](End::Torn) or in a
/// [`ZeroTail`](End::ZeroTail) is cut at `last_good_offset` and synced. A
/// [`Corrupt`](End::Corrupt) file is never cut: undamaged frames may follow.
///
/// Name the checksum that the file was written with: under another one even a good
/// file may look torn. Name the compression and its dictionary as well: without them
/// no message of the file can be read, and only a checksum, or the dictionary that
/// frames ask for, keeps those behind damage from being cut off.
///
/// Without a checksum, one last frame that is no FlatBuffer,
/// behind an overwritten length, cannot be told from a torn payload and is cut off.
///
/// The default [`Limits`] apply: longer frames count as damage.
/// [`recover_file_with`] takes others.
///
/// # Errors
///
/// As [`recover`]. The file is unchanged then, unless cutting itself failed.
pub fn recover_file<D: Deframer>(
    path: impl AsRef<Path>,
    deframer: &D,
    tail: Tail,
) -> Result<Recovery> {
    recover_file_with(path, deframer, Limits::default(), tail)
}

/// As [`recover_file`], under `limits`.
///
/// # Errors
///
/// As [`recover_file`].
pub fn recover_file_with<D: Deframer>(
    path: impl AsRef<Path>,
    deframer: &D,
    limits: Limits,
    tail: Tail,
) -> Result<Recovery> {
    let file = OpenOptions::new().read(true).write(tail == Tail::Truncate).open(path)?;
    let report = salvage(BufReader::new(&file), deframer, limits, |_| Ok(()))?;
    if tail == Tail::Truncate && matches!(report.end, End::Torn { .. } | End::ZeroTail) {
        file.set_len(report.last_good_offset)?;
        file.sync_all()?;
    }
    Ok(report)
}

struct Run<R, D, V> {
    scanner: Scanner<R, D>,
    visit: V,
    report: Recovery,
}

impl<R: Read, D: Deframer, V: FnMut(RecoveredFrame<'_>) -> Result<()>> Run<R, D, V> {
    /// Handles what stands at the window's start; `false` at the end.
    fn next(&mut self) -> Result<bool> {
        let scanner = &mut self.scanner;
        let bytes = scanner.window.bytes();
        match scanner.deframer.deframe(bytes, &scanner.limits) {
            Ok(Step::Frame { len }) => self.frame(len)?,
            Ok(Step::Incomplete { needed }) => {
                let held = bytes.len();
                if !scanner.window.fill(held.saturating_add(needed))? {
                    return self.input_ends();
                }
            }
            Ok(Step::Bad { error, .. }) => self.damage(error.kind(), 0)?,
            Err(error) if error.kind() == ErrorKind::Config => return Err(error),
            Err(error) => self.damage(error.kind(), 0)?,
        }
        Ok(true)
    }

    /// A whole frame of `len` bytes at the window's start.
    fn frame(&mut self, len: usize) -> Result<()> {
        let scanner = &mut self.scanner;
        let zero = is_zero(&scanner.window.bytes()[..len]);
        if zero && scanner.window.fill(len * (MAX_ZERO_FRAMES + 1))? {
            let long = is_zero(&scanner.window.bytes()[..len * (MAX_ZERO_FRAMES + 1)]);
            if long {
                return self.zeros(len);
            }
        }
        let offset = scanner.window.offset();
        if let Some(end) = scanner.misled(len)? {
            scanner.leave(end);
            return self.lost(offset, End::Corrupt { kind: ErrorKind::InvalidPayload });
        }
        match scanner.open_whole(len) {
            Ok(content) => {
                let bytes = &scanner.window.bytes()[..len];
                let many = content.has_many();
                let content = content.bytes(bytes, &scanner.scratch);
                let frame = IntactFrame { offset, bytes, content, many };
                let messages = frame.messages().count() as u64;
                (self.visit)(RecoveredFrame::Intact(frame))?;
                scanner.accept(len);
                self.count(messages, self.scanner.window.offset());
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::Config => Err(error),
            Err(_) if zero => self.zeros(len),
            Err(error) => self.damage(error.kind(), len),
        }
    }

    /// A run of zeros that would be frames of `len` bytes: a tail of zeros, empty
    /// messages, or a hole in the file.
    fn zeros(&mut self, len: usize) -> Result<()> {
        let scanner = &mut self.scanner;
        let offset = scanner.window.offset();
        let zero_frame = &scanner.window.bytes()[..len];
        let fault = match scanner.deframer.open(zero_frame, &mut scanner.scratch, &scanner.limits) {
            Ok(_) => None,
            Err(error) if error.kind() == ErrorKind::Config => return Err(error),
            Err(error) => Some(error.kind()),
        };
        loop {
            let more = scanner.window.fill(ZERO_CHUNK_BYTES)?;
            let bytes = scanner.window.bytes();
            let zeros = bytes.iter().position(|&byte| byte != 0).unwrap_or(bytes.len());
            let only_zeros = zeros == bytes.len();
            if only_zeros && !more {
                scanner.window.consume(zeros);
                return self.lost(offset, End::ZeroTail);
            }
            scanner.window.consume(zeros - zeros % len);
            if !only_zeros {
                break;
            }
        }
        let frames_follow = scanner.frame_begins_here()?;
        if frames_follow && fault.is_none() {
            return self.empty_messages(offset, len);
        }
        if !frames_follow {
            scanner.resync(0, false)?;
        }
        let kind = fault.unwrap_or(ErrorKind::InvalidPayload);
        self.lost(offset, End::Corrupt { kind })
    }

    /// Hands out the empty messages between `offset` and the window's start.
    fn empty_messages(&mut self, offset: u64, len: usize) -> Result<()> {
        let end = self.scanner.window.offset();
        let zeros = vec![0; len];
        for offset in (offset..end).step_by(len) {
            let frame = IntactFrame { offset, bytes: &zeros, content: &[], many: false };
            (self.visit)(RecoveredFrame::Intact(frame))?;
            self.count(1, offset + len as u64);
        }
        Ok(())
    }

    /// Counts an intact frame of `messages` messages that ends at `end`.
    fn count(&mut self, messages: u64, end: u64) {
        if self.report.end == End::Clean {
            self.report.frames += messages;
            self.report.last_good_offset = end;
        } else {
            self.report.salvaged_frames += messages;
        }
    }

    /// The input ends inside the frame at the window's start, or before it.
    fn input_ends(&mut self) -> Result<bool> {
        let (offset, held) = (self.scanner.window.offset(), self.scanner.window.bytes().len());
        if held == 0 {
            return Ok(false);
        }
        let missing = match self
            .scanner
            .deframer
            .deframe(self.scanner.window.bytes(), &self.scanner.limits)
        {
            Ok(Step::Incomplete { needed }) => needed as u64,
            // More bytes arrived before the input ended: a frame after all.
            _ => return Ok(true),
        };
        let kind = ErrorKind::Truncated { missing };
        let found = self.scanner.resync(held, false)?;
        if !found && self.scanner.may_be_torn(held as u64 + missing) {
            self.lost(offset, End::Torn { missing })?;
        } else {
            self.lost(offset, End::Corrupt { kind })?;
        }
        Ok(found)
    }

    /// A damaged frame at the window's start: `len` bytes, or 0 where its header
    /// is not believed.
    fn damage(&mut self, kind: ErrorKind, len: usize) -> Result<()> {
        let offset = self.scanner.window.offset();
        self.scanner.resync(len, len > 0)?;
        self.lost(offset, End::Corrupt { kind })
    }

    /// Reports the bytes from `offset` to the window's start as lost.
    fn lost(&mut self, offset: u64, end: End) -> Result<()> {
        let len = self.scanner.window.offset() - offset;
        if self.report.end == End::Clean {
            self.report.end = end;
        }
        self.report.lost_bytes += len;
        self.report.damaged_regions += u64::from(matches!(end, End::Corrupt { .. }));
        (self.visit)(RecoveredFrame::Lost { offset, len, end })
    }
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|&byte| byte == 0)
}
